"""wait_for needs a running event loop and never makes one.

Calling wait_for() is harmless, it is a coroutine function. Its first step asks for the running
loop and raises RuntimeError when there is none. Only 3.12 and 3.13 with a timeout of zero make a
new loop on the way to that error, set it as the thread's current loop and leave it open
(gh-96764, with a DeprecationWarning). Since 3.14 (gh-126353) the message is another one there.
"""
import asyncio

ARTICLE = ("incomplete", "Requires an active event loop—does not instantiate one on its own.")
FACTS = {
    "first step, timeout 1": ("printed[0]", "no running event loop"),
    "first step, timeout 0": ("printed[1]", {
        "<3.14": "no running event loop",
        ">=3.14": "There is no current event loop in thread 'MainThread'."}),
    "event loops made": ("len(loops)", {"<3.12": 0, ">=3.12,<3.14": 1, ">=3.14": 0}),
    "warnings": ("warnings", {
        "<3.12": [], ">=3.12,<3.14": ["DeprecationWarning: There is no current event loop"],
        ">=3.14": []}),
}


async def fetch():
    return "data"


def first_step(timeout):
    inner = fetch()
    waiting = asyncio.wait_for(inner, timeout)
    try:
        waiting.send(None)
    except RuntimeError as error:
        print(error)
    inner.close()


if __name__ == "__main__":
    first_step(1)
    first_step(0)
