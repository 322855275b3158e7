"""The first error comes before the program has waited for anything; two more come behind it."""
# clock both
import asyncio


async def fail(name):
    raise ValueError(name)


async def fail_later(name):
    await asyncio.sleep(0.01)
    raise OSError(name)


async def main():
    try:
        await asyncio.gather(fail("first"), fail("second"), fail_later("third"))  # fault
    except ValueError as error:
        print("caught", error)
    await asyncio.sleep(0.05)


asyncio.run(main())
