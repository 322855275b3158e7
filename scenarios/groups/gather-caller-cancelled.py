"""A cancelled gather() cancels every child and waits for one only.

gather() passes the cancellation on to each child that is not done. The first child that ends
cancelled ends the gather, and the caller gets its CancelledError: at 20 ms, while the other
child is still in its cleanup until 40 ms. With return_exceptions=True gather() would wait for
both.
"""
import asyncio

FACTS = {
    "cancels of the caller": ('task("buy").cancels', 1),
    "cancels of each child": ('[task("ship", n).cancels for n in (1, 2)]', [1, 1]),
    "the children end at (ms)": ('[task("ship", n).end for n in (1, 2)]', [20, 40]),
    "the caller ends at (ms)": ('task("buy").end', 20),
    "how child and caller end": ('[task("ship").outcome, task("buy").outcome]',
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
    await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(main())
