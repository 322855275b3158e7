"""An error of an inner TaskGroup arrives as a group inside a group.

The inner group (3.11, gh-90908) raises its ExceptionGroup in a task of the outer one, which
cancels its other tasks and wraps what it got in a group of its own: one layer for each level.
"except ValueError" finds nothing; "except* ValueError" finds it on any level.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "the layers": ("printed", ["ExceptionGroup > ExceptionGroup > ValueError"]),
    "the inner task": ('task("inner").error', "ExceptionGroup"),
    "its sibling": ('task("sibling").outcome', "cancelled"),
    "cancelled by": ('task("sibling").cancelled_by', ["TaskGroup._abort"]),
    "all is over at (ms)": ('task("main").end', 10),
}


async def fails():
    await asyncio.sleep(0.01)
    raise ValueError


async def inner():
    async with asyncio.TaskGroup() as group:
        group.create_task(fails())


async def sibling():
    await asyncio.sleep(1)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(inner())
            group.create_task(sibling())
    except Exception as error:
        layers = [error]
        while hasattr(layers[-1], "exceptions"):
            layers.append(layers[-1].exceptions[0])
        print(" > ".join(type(layer).__name__ for layer in layers))


if __name__ == "__main__":
    asyncio.run(main())
