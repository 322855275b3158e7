"""An error in an inner gather() stops nothing, a cancel reaches every level.

The error goes up through both gathers to main() at 10 ms, and all the siblings run on, inside
and outside. A cancel of the task that awaits the outer gather() goes down to each task of
each level. So gather() passes cancels down, but makes none of an error.
"""
import asyncio

FACTS = {
    "main has the error at (ms)": ('coro("tree").end', 10),
    "siblings after the error": ('[task("leaf", n).outcome for n in (1, 2)]',
                                 ["returned", "returned"]),
    "their cancels": ('[task("leaf", n).cancels for n in (1, 2)]', [0, 0]),
    "siblings after a cancel": ('[task("leaf", n).outcome for n in (3, 4)]',
                                ["cancelled", "cancelled"]),
    "their cancels, each": ('[task("leaf", n).cancels for n in (3, 4)]', [1, 1]),
}


async def leaf(seconds=0.05):
    await asyncio.sleep(seconds)


async def fails(seconds):
    await asyncio.sleep(seconds)
    raise ValueError


async def branch(seconds):
    await asyncio.gather(leaf(), fails(seconds))


async def tree(seconds):
    await asyncio.gather(leaf(), branch(seconds))


async def main():
    try:
        await tree(0.01)
    except ValueError:
        await asyncio.sleep(0.1)
    task = asyncio.create_task(tree(1))
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
