"""gather() raises an old error before its other coroutines have started.

Given a future that failed earlier, gather() up to 3.11 finds out one turn later, when the other
coroutine has begun. Since 3.12 (gh-104144) it looks at finished futures at once, so its caller
goes on first. When a child fails in its own first step, all children have started on every
version, for they were queued together.
"""
import asyncio

FACTS = {
    "a child fails at once": ("printed[:2]",
                             ["fails first: second starts", "fails first: KeyError"]),
    "failed before": ("printed[2:]", {
        "<3.12": ["failed before: second starts", "failed before: ValueError"],
        ">=3.12": ["failed before: ValueError", "failed before: second starts"]}),
    "the second child ends": ('task("second", 2).outcome', "returned"),
    "tasks": ("len(tasks)", 4),
}


async def first():
    raise KeyError


async def second(name):
    print(f"{name}: second starts")


async def say(name, future):
    try:
        await future
    except (KeyError, ValueError) as error:
        print(f"{name}: {type(error).__name__}")


async def main():
    await say("fails first", asyncio.gather(first(), second("fails first")))
    failed = asyncio.get_running_loop().create_future()
    failed.set_exception(ValueError())
    await say("failed before", asyncio.gather(failed, second("failed before")))
    await asyncio.sleep(0.01)


if __name__ == "__main__":
    asyncio.run(main())
