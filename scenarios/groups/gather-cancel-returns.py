"""cancel() of a gather() that has failed cancels nothing.

The first error has ended the gather, so cancel() returns False and the other child runs on
(bpo-37703, documented). Before that, cancel() of a gather returns True, reaches each child, and
leaves the gather undone until they have ended; and even then its cancelled() may be False,
for CancelledError was set as its exception. Awaiting a failed gather again raises the same object.
"""
import asyncio

FACTS = {
    "cancel() of the failed one": ("printed[0]", "cancel(): False"),
    "cancels of its other child": ('task("slow").cancels', 0),
    "that child": ('task("slow").outcome', "returned"),
    "awaited again": ("printed[1]", "the same error: True"),
    "cancel() of one at work": ("printed[2]", "cancel(): True, done: False"),
    "and in the end": ("printed[3]", "CancelledError, cancelled(): False"),
}


async def fails():
    raise ValueError


async def slow():
    await asyncio.sleep(0.05)


async def error_of(future):
    try:
        await future
    except (ValueError, asyncio.CancelledError) as error:
        return error


async def main():
    failed = asyncio.gather(fails(), slow())
    error = await error_of(failed)
    print("cancel():", failed.cancel())
    print("the same error:", await error_of(failed) is error)
    at_work = asyncio.gather(slow(), slow())
    await asyncio.sleep(0.01)
    print(f"cancel(): {at_work.cancel()}, done: {at_work.done()}")
    error = await error_of(at_work)
    print(f"{type(error).__name__}, cancelled(): {at_work.cancelled()}")
    await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(main())
