"""Each is looked at, also those of two that are gathered on one line."""
# clock both
import asyncio


async def fail(name):
    raise ValueError(name)


async def fail_later(name, delay=0.01):
    await asyncio.sleep(delay)
    raise OSError(name)


async def main():
    for error in await asyncio.gather(fail("first"), fail("second"), fail_later("third"), return_exceptions=True):
        print("caught", error)
    for error in await asyncio.gather(fail("one"), fail("two"), return_exceptions=True): print("caught", error)
    one, two = (asyncio.gather(fail("one"), fail("two"), return_exceptions=True) for _ in range(2))
    print(await one, await two)
    one, two = (asyncio.gather(asyncio.sleep(0), fail("last"), return_exceptions=True) for _ in range(2))
    print(await one, await two)
    for gathered in [asyncio.gather(fail("alone"), asyncio.sleep(0)) for _ in range(2)]:
        try:
            await gathered
        except ValueError as error:
            print("caught", error)
    try:
        await asyncio.gather(fail_later("first"), fail_later("second", 0.03))
    except OSError:
        print(await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()}, return_exceptions=True))
    await asyncio.sleep(0.05)


asyncio.run(main())
