"""With eager tasks a timeout of zero still lets the coroutine start.

wait_for(..., 0) makes a task and looks whether it is done. With the eager task factory (3.12,
gh-97696) the task has taken its first step by then: a coroutine that need not wait gives its
result. Without it the task is cancelled before its first step, and TimeoutError is raised.
"""
import asyncio

NEEDS = ">=3.12"
FACTS = {
    "without and with the factory": ("printed", ["TimeoutError", "fetch begins", "from the cache"]),
    "the tasks": ('[task("fetch", n).outcome for n in (1, 2)]', ["cancelled", "returned"]),
    "eager": ('[task("fetch", n).eager for n in (1, 2)]', [False, True]),
    "cancels": ('[task("fetch", n).cancels for n in (1, 2)]', [1, 0]),
}


async def fetch():
    print("fetch begins")
    return "from the cache"


async def main():
    loop = asyncio.get_running_loop()
    for factory in (None, asyncio.eager_task_factory):
        loop.set_task_factory(factory)
        try:
            print(await asyncio.wait_for(fetch(), 0))
        except TimeoutError as error:
            print(type(error).__name__)


if __name__ == "__main__":
    asyncio.run(main())
