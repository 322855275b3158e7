"""Cancelling the task that awaits gather() cancels every child.

Here gather() does pass something on: the cancellation goes from the waiting task to each child
that is not done. The caller does not get its CancelledError at once, but when the last child
has cleaned up: 30 ms later.
"""
import asyncio

FACTS = {
    "the caller is asked to stop": ('task("buy").cancels', 1),
    "so is each child": ('[task("ship", n).cancels for n in (1, 2)]', [1, 1]),
    "the children end": ('[task("ship", n).end for n in (1, 2)]', [20, 40]),
    "the caller ends with the last": ('task("buy").end', 40),
    "children and caller": ('[task("ship").outcome, task("buy").outcome]',
                            ["cancelled", "cancelled"]),
}


async def ship(cleanup):
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(cleanup)


async def buy():
    await asyncio.gather(ship(0.01), ship(0.03))


async def main():
    task = asyncio.create_task(buy())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
