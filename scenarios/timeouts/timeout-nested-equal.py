"""Of two timeouts that expire together the inner one raises no TimeoutError.

Both timers fire in one turn and both cancel the task: cancelling() is 2. The inner block takes
its own request back, sees that another one is left and passes the CancelledError on, in the
belief that somebody else wants the task to stop. The outer block makes TimeoutError of it.
So the "except TimeoutError" next to the inner block never runs, though that block has expired.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "printed": ("printed", ["inner expired: True", "outer timeout"]),
    "cancels of main": ('task("main").cancels', 2),
    "swallowed": ('task("main").swallowed', False),
    "main ends at": ('task("main").end', 100),
}


async def main():
    deadline = asyncio.get_running_loop().time() + 0.1
    try:
        async with asyncio.timeout_at(deadline):
            try:
                async with asyncio.timeout_at(deadline) as inner:
                    await asyncio.sleep(1)
            except TimeoutError:
                print("inner timeout")
            finally:
                print("inner expired:", inner.expired())
    except TimeoutError:
        print("outer timeout")


if __name__ == "__main__":
    asyncio.run(main())
