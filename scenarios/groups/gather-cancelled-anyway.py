"""return_exceptions=True does not help a caller that is cancelled.

Both children swallow the cancellation and return a result, and gather() has them all. It throws
them away and raises CancelledError, because the cancellation was meant for the caller
(bpo-32684, 3.7). wait_for() would return the value instead (since 3.12, gh-96764).
"""
import asyncio

ARTICLE = ("incomplete", "When True, exceptions are captured and returned as results")
FACTS = {
    "the children swallow the cancel": ('[task("stubborn", n).swallowed for n in (1, 2)]',
                                        [True, True]),
    "how they end": ('task("stubborn", 2).outcome', "returned"),
    "how gather ends": ('coro("collect").outcome', "cancelled"),
    "how the caller ends": ('task("collect").outcome', "cancelled"),
    "what it printed": ("printed", []),
}


async def stubborn():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        return "result"


async def collect():
    print(await asyncio.gather(stubborn(), stubborn(), return_exceptions=True))


async def main():
    task = asyncio.create_task(collect())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
