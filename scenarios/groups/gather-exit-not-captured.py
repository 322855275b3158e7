"""return_exceptions=True does not capture SystemExit.

A task that raises SystemExit or KeyboardInterrupt also throws it through the event loop
(bpo-32528, 3.8). The loop stops, asyncio.run() cancels what is left, main included, and then
raises it: exit status 3. The sibling's result is lost. Any other exception would have been a
result itself.
"""
import asyncio

ARTICLE = ("incomplete", "When True, exceptions are captured and returned as results, allowing "
                         "all tasks to complete normally.")
FACTS = {
    "the program": ("outcome", "exited 3"),
    "the child": ('task("leave").error', "SystemExit"),
    "main, waiting for results": ('task("main").outcome', "cancelled"),
    "the sibling": ('task("works").outcome', "returned"),
    "main printed": ("printed", []),
}


async def leave():
    await asyncio.sleep(0.01)
    raise SystemExit(3)


async def works():
    return "result"


async def main():
    print(await asyncio.gather(leave(), works(), return_exceptions=True))


if __name__ == "__main__":
    asyncio.run(main())
