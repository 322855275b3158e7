"""cancel() right after create_task() comes too late for an eager task's start.

An ordinary task that is cancelled before its first step never runs (see cancel-before-start). An
eager one (3.12, gh-97696) has run to its first await when create_task() returns; it gets
CancelledError there and can clean up. A cancel that is pending for the maker stays with the
maker.
"""
import asyncio

NEEDS = ">=3.12"
FACTS = {
    "the child": ("printed", ["opened", "closed"]),
    "child": ('task("child").outcome', "cancelled"),
    "its steps": ('task("child").steps', 2),
    "an ordinary one": ('[task("child", 2).outcome, task("child", 2).steps]', ["cancelled", 1]),
    "the maker, cancelled by itself": ('task("maker").outcome', "cancelled"),
    "cancels of its child": ('task("sleep").cancels', 0),
}


async def child():
    print("opened")
    try:
        await asyncio.sleep(1)
    finally:
        print("closed")


async def maker():
    asyncio.current_task().cancel()
    asyncio.create_task(asyncio.sleep(0.01))
    await asyncio.sleep(1)


async def main():
    loop = asyncio.get_running_loop()
    for factory in (asyncio.eager_task_factory, None):
        loop.set_task_factory(factory)
        task = asyncio.create_task(child())
        task.cancel()
        await asyncio.wait([task])
    loop.set_task_factory(asyncio.eager_task_factory)
    await asyncio.wait([asyncio.create_task(maker())])
    await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(main())
