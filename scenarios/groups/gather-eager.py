"""With eager tasks gather() can be done before it is awaited.

The eager task factory (3.12, gh-97696) runs each child inside the call of gather(), in order, up
to its first wait. If no child has to wait, all is done when gather() returns (gh-104144), and
awaiting it does not even suspend. An error of a child stays in its task until the await.
"""
import asyncio

NEEDS = ">=3.12"
FACTS = {
    "the order": ("printed", [
        "child 1", "child 2", "done: True", "child 3", "child 4", "done: False", "ValueError"]),
    "the tasks are eager": ('[task("child", n).eager for n in (1, 3)]', [True, True]),
    "waits of main": ("len(task('main').waits)", 1),
    "the failed child": ('task("child", 4).error', "ValueError"),
    "main": ('task("main").outcome', "returned"),
}


async def child(number, seconds=None, error=None):
    print("child", number)
    if error:
        raise error
    if seconds:
        await asyncio.sleep(seconds)


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    quick = asyncio.gather(child(1), child(2))
    print("done:", quick.done())
    await quick
    slow = asyncio.gather(child(3, seconds=0.01), child(4, error=ValueError()),
                          return_exceptions=True)
    print("done:", slow.done())
    print(type((await slow)[1]).__name__)


if __name__ == "__main__":
    asyncio.run(main())
