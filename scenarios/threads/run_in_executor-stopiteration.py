"""A StopIteration in an executor's thread comes out as a RuntimeError.

next() of an empty iterator, called in a thread, raises it. A future does not take StopIteration: up
to 3.12 that failed inside a callback, so the await was never woken, here until the timeout. Since
3.13 (gh-112182) it is a RuntimeError with the StopIteration as its cause.
"""
import asyncio

FACTS = {
    "the await": ("printed", {"<3.13": ["nothing for a second"],
                              ">=3.13": ["RuntimeError from StopIteration"]}),
    "main ends at (ms)": ('task("main").end', {"<3.13": 1000, ">=3.13": 0}),
    "reported": ("len(handled)", {"<3.13": 1, ">=3.13": 0}),
}
SEVERITY = {"3.13": "fixed"}


def job():
    return next(iter([]))


async def main():
    loop = asyncio.get_running_loop()
    try:
        await asyncio.wait_for(loop.run_in_executor(None, job), 1)
    except asyncio.TimeoutError:
        print("nothing for a second")
    except RuntimeError as error:
        print("RuntimeError from", type(error.__cause__).__name__)


if __name__ == "__main__":
    asyncio.run(main())
