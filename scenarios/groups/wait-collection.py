"""wait() takes any collection of tasks, and generators not everywhere.

A dict, its values or a map of tasks were always welcome, and a task given twice counts once.
A generator was taken for an old-style coroutine and refused until 3.12 (gh-78530). What is no
task is told clearly up to 3.10 and by a bare AttributeError since (bpo-34790, 3.11). An empty
map slips through the check for an empty list and fails at an assert.
"""
import asyncio

FACTS = {
    "a dict and a map": ("printed[:2]", ["dict: 2 done", "map: 2 done"]),
    "one task twice": ("printed[2]", "twice: 1 done"),
    "a generator": ("printed[3]",
                    {"<3.12": "generator: TypeError", ">=3.12": "generator: 2 done"}),
    "numbers": ("printed[4]",
                {"<3.11": "numbers: TypeError", ">=3.11": "numbers: AttributeError"}),
    "an empty map": ("printed[5]", "empty map: AssertionError"),
    "tasks": ("len(tasks)", 3),
}
SEVERITY = {"3.11": "differs"}


async def say(name, collection):
    try:
        done, pending = await asyncio.wait(collection)
        print(f"{name}: {len(done)} done")
    except (TypeError, AttributeError, AssertionError) as error:
        print(f"{name}: {type(error).__name__}")


async def main():
    a, b = (asyncio.create_task(asyncio.sleep(seconds)) for seconds in (0.01, 0.02))
    await say("dict", {a: "a", b: "b"})
    await say("map", map(asyncio.ensure_future, [a, b]))
    await say("twice", [a, a])
    await say("generator", (task for task in (a, b)))
    await say("numbers", [1, 2])
    await say("empty map", map(asyncio.ensure_future, []))


if __name__ == "__main__":
    asyncio.run(main())
