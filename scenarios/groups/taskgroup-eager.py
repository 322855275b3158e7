"""An eager child that fails stops its group only on the next turn.

With the eager task factory (3.12, gh-97696) fails() has failed before create_task() returns. On
3.12 and 3.13 the group was told on the spot, and refused the next create_task(). Since 3.14
(gh-128550) it hears of it on the next turn of the loop, as with other tasks, so sibling() is
started and cancelled at its first await.
"""
import asyncio

NEEDS = ">=3.12"
FACTS = {
    "a sibling made next": ("printed[0]", {
        "<3.14": "refused: RuntimeError", ">=3.14": "sibling begins"}),
    "the block raises": ("printed[-1]", "ExceptionGroup"),
    "tasks": ("len(tasks)", {"<3.14": 2, ">=3.14": 3}),
    "the child is eager": ('task("fails").eager', True),
}


async def fails():
    raise ValueError


async def sibling():
    print("sibling begins")
    await asyncio.sleep(1)


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            coroutine = sibling()
            try:
                group.create_task(coroutine)
            except RuntimeError as error:
                print("refused:", type(error).__name__)
                coroutine.close()
            await asyncio.sleep(0)
    except Exception as error:
        print(type(error).__name__)


if __name__ == "__main__":
    asyncio.run(main())
