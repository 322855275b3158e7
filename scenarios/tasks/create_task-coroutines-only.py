"""create_task() takes coroutines and nothing else.

A future, a task or an object with __await__ is a TypeError, although "await" and gather() take
them; ensure_future() wraps them. A plain generator was taken for an old-style coroutine, and run,
up to 3.11; since 3.12 (gh-102748) it is refused like everything else.
"""
import asyncio

FACTS = {
    "a future": ("printed[0]", "future: TypeError"),
    "an awaitable": ("printed[1]", "awaitable: TypeError"),
    "a generator": ("printed[2]", {"<3.12": "generator: it ran", ">=3.12": "generator: TypeError"}),
    "with ensure_future()": ("printed[3]", "ensure_future: it ran"),
    "tasks": ("len(tasks)", {"<3.12": 3, ">=3.12": 2}),
}


class Awaitable:
    def __await__(self):
        yield
        return "it ran"


def generator():
    yield
    return "it ran"


async def say(name, make, thing):
    try:
        result = await make(thing)
    except TypeError as error:
        result = type(error).__name__
    print(f"{name}: {result}")


async def main():
    future = asyncio.get_running_loop().create_future()
    await say("future", asyncio.create_task, future)
    await say("awaitable", asyncio.create_task, Awaitable())
    await say("generator", asyncio.create_task, generator())
    await say("ensure_future", asyncio.ensure_future, Awaitable())


if __name__ == "__main__":
    asyncio.run(main())
