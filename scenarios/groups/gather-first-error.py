"""gather() raises the first error at once; the siblings keep running.

Only the waiting ends: the caller gets the exception at 10 ms. gather() cancels nothing, so the
other task runs on unwatched, does its work and returns at 50 ms. A group that does stop the
others is TaskGroup (3.11, gh-90908).
"""
import asyncio

ARTICLE = ("incomplete", "any task exception propagates to the caller and terminates gather "
                         "immediately")
FACTS = {
    "the caller gets the error at (ms)": ('coro("buy").end', 10),
    "which one": ('coro("buy").error', "ValueError"),
    "cancels of the sibling": ('task("ship").cancels', 0),
    "how the sibling ends": ('task("ship").outcome', "returned"),
    "it ends at (ms)": ('task("ship").end', 50),
}


async def pay():
    await asyncio.sleep(0.01)
    raise ValueError("card refused")


async def ship():
    await asyncio.sleep(0.05)


async def buy():
    await asyncio.gather(pay(), ship())


async def main():
    try:
        await buy()
    except ValueError:
        await asyncio.sleep(0.1)    # ship() is still at work


if __name__ == "__main__":
    asyncio.run(main())
