"""An error raised during the cleanup takes the place of TimeoutError.

fetch() answers the cancel with an error of its own, as a failing close() would. Since 3.9
(bpo-40607) wait_for() raises that error, so "except TimeoutError" does not catch it.
3.8 raised TimeoutError and left the other error to be logged when the task was freed.
Since 3.13 (gh-96037) a TimeoutError stands in the error's context, so a traceback shows it.
"""
import asyncio

ARTICLE = ("outdated", "await _cancel_and_wait(fut, loop=loop) raise exceptions.TimeoutError()")
FACTS = {
    "wait_for raises": ('coro("wait_for").error',
                        {"<3.9": "asyncio.TimeoutError", ">=3.9": "ConnectionError"}),
    "fetch raises": ('coro("fetch").error', "ConnectionError"),
    "reported": ("handled", {"<3.9": ["Task exception was never retrieved"], ">=3.9": []}),
    "printed": ("printed", {"<3.9": ["TimeoutError"],
                            ">=3.9,<3.13": ["after CancelledError"],
                            ">=3.13": ["after TimeoutError"]}),
}
SEVERITY = {"3.13": "differs"}


async def fetch():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        raise ConnectionError("close() failed")


async def main():
    try:
        await asyncio.wait_for(fetch(), 0.1)
    except asyncio.TimeoutError:
        print("TimeoutError")
    except ConnectionError as error:
        print("after", type(error.__context__).__name__)


if __name__ == "__main__":
    asyncio.run(main())
