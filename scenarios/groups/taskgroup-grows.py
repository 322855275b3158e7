"""A TaskGroup that waits at its end still takes new tasks.

The block is over and the group waits for its children. As long as one of them runs, each of them
may add another, and the group waits for that one, too (3.11, gh-90908). Once the last child has
ended the group is closed, and create_task() raises RuntimeError.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "the body ends, and the block": ("printed", [
        "body: 0 ms", "block: 30 ms", "RuntimeError"]),
    "page 2 is made by": ('task("page", 2).maker', "page"),
    "the pages end at (ms)": ('[task("page", n).end for n in (1, 2, 3)]', [10, 20, 30]),
    "tasks": ("len(tasks)", 4),
}


async def page(group, number):
    await asyncio.sleep(0.01)
    if number < 3:
        group.create_task(page(group, number + 1))


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    async with asyncio.TaskGroup() as group:
        group.create_task(page(group, 1))
        print(f"body: {1000 * (loop.time() - start):.0f} ms")
    print(f"block: {1000 * (loop.time() - start):.0f} ms")
    late = page(group, 4)
    try:
        group.create_task(late)
    except RuntimeError as error:
        print(type(error).__name__)
    late.close()


if __name__ == "__main__":
    asyncio.run(main())
