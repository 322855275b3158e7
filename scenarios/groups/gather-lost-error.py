"""When two tasks of a gather() fail, the second error is lost.

gather() raises the first error in time, whichever argument it belongs to. An error that comes
later is neither raised nor returned, and gather() marks it as seen, so that not even "Task
exception was never retrieved" is logged. return_exceptions=True shows all errors; a TaskGroup
(3.11, gh-90908) raises those it has seen together.
"""
import asyncio

ARTICLE = ("incomplete", "any task exception propagates to the caller and terminates gather "
                         "immediately")
FACTS = {
    "the first in time is raised": ("printed", ["caught KeyError('second argument')"]),
    "the other task fails too": ('task("fails", 1).error', "ValueError"),
    "it fails at (ms)": ('task("fails", 1).end', 20),
    "told to the loop's handler": ("handled", []),
    "logged, and warned about": ("logged + warnings", []),
}


async def fails(seconds, error):
    await asyncio.sleep(seconds)
    raise error


async def main():
    try:
        await asyncio.gather(
            fails(0.02, ValueError("first argument")),
            fails(0.01, KeyError("second argument")),
        )
    except Exception as error:
        print("caught", repr(error))
    await asyncio.sleep(0.1)    # time enough for the other one to fail


if __name__ == "__main__":
    asyncio.run(main())
