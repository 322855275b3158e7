"""Futures driven by hand."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A future was iterated by hand instead of being awaited",
    says=(
        Says("await wasn't used with future", "RuntimeError"),
        Says("yield from wasn't used with future", "RuntimeError"),
    ),
    happened=(
        "An await of a future hands the future itself down to the task, which goes on when it is done. "
        "Here something went on before that: a coroutine driven with send(None), a custom __await__ that "
        "does not pass on what it gets, another framework's scheduler, or a second await after the first "
        "was refused.",
    ),
    when=(
        When("a second await after the first was refused", "", "future-other-loop-waited", "await again",
             "await wasn't used with future"),
    ),
    fails="""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    step = loop.create_future().__await__()
    next(step)
    next(step)

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_soon(future.set_result, "done")
    print(await future)

asyncio.run(main())
""",
    wrong=(
        Wrong("sending None until StopIteration",
              "turns waiting into spinning; the loop cannot run meanwhile"),
    ),
    fixes=(
        "await, in an async function that a task runs.",
        "A custom awaitable passes everything on: def __await__(self): return self.future.__await__().",
        "Two frameworks are joined by their bridge (anyio, aiogevent, asgiref), not by hand.",
    ),
    scenarios=("future-other-loop-waited", "future-other-loop"),
    related=("bad-yield", "awaited-twice", "different-loop"),
)
