"""A task factory must take keyword arguments.

The old form is factory(loop, coro). Since 3.14 (gh-128308) create_task() hands the name and all
other keywords on to the factory, so naming a task is a TypeError with such a factory. Before, the
loop named the task itself afterwards. Write factory(loop, coro, **keywords) and pass them on.
"""
import asyncio

FACTS = {
    "the old form, without a name": ("printed[0]", "old: done"),
    "with a name": ("printed[1]", {"<3.14": "old, named: done", ">=3.14": "old, named: TypeError"}),
    "the new form": ("printed[2]", "new, named: done"),
    "named tasks": ('[task("fetch", 1).outcome, task("mine").outcome]', ["returned", "returned"]),
}


def old(loop, coroutine):
    return asyncio.Task(coroutine, loop=loop)


def new(loop, coroutine, **keywords):
    return asyncio.Task(coroutine, loop=loop, **keywords)


async def fetch():
    return "done"


async def say(what, factory, **keywords):
    asyncio.get_running_loop().set_task_factory(factory)
    coroutine = fetch()
    try:
        print(what, await asyncio.create_task(coroutine, **keywords))
    except TypeError as error:
        print(what, type(error).__name__)
        coroutine.close()


async def main():
    await say("old:", old)
    await say("old, named:", old, name="mine")
    await say("new, named:", new, name="mine")


if __name__ == "__main__":
    asyncio.run(main())
