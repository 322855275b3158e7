"""The timeout of as_completed() raises once for each result that is missing.

Two of three are late. The loop is not left: each of the two steps that remain raises its own
TimeoutError at the await, as a failed task raises its error at its own step only. Nothing is
cancelled; the late tasks run on. On a timeout, cancel them yourself.
"""
import asyncio

FACTS = {
    "step by step": ("printed", ["quick", "ValueError", "TimeoutError", "TimeoutError"]),
    "the loop is over at (ms)": ('coro("collect").end', 50),
    "cancels of the late ones": ('[task("work", n).cancels for n in (2, 3)]', [0, 0]),
    "they end as": ('[task("work", n).outcome for n in (2, 3)]', ["returned", "returned"]),
    "and at (ms)": ('[task("work", n).end for n in (2, 3)]', [80, 90]),
}


async def work(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def fails():
    await asyncio.sleep(0.02)
    raise ValueError


async def collect(tasks):
    for result in asyncio.as_completed(tasks, timeout=0.05):
        try:
            print(await result)
        except (ValueError, asyncio.TimeoutError) as error:
            print(type(error).__name__)


async def main():
    works = [work("quick", 0.01), work("late", 0.08), work("later", 0.09), fails()]
    await collect([asyncio.create_task(coroutine) for coroutine in works])
    await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(main())
