"""Each is looked at, also those of two that are gathered on one line."""
# clock both
import asyncio


async def fail(name):
    raise ValueError(name)


async def fail_later(name):
    await asyncio.sleep(0.01)
    raise OSError(name)


async def main():
    for error in await asyncio.gather(fail("first"), fail("second"), fail_later("third"), return_exceptions=True):
        print("caught", error)
    for error in await asyncio.gather(fail("one"), fail("two"), return_exceptions=True): print("caught", error)
    one, two = (asyncio.gather(fail("one"), fail("two"), return_exceptions=True) for _ in range(2))
    print(await one, await two)
    await asyncio.sleep(0.05)


asyncio.run(main())
