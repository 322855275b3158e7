"""Names of asyncio that came later, or have gone."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="This Python's asyncio has no such name: it came later, or it has gone",
    says=(
        Says("module 'asyncio' has no attribute '{TaskGroup}'", "AttributeError"),
        Says("cannot import name '{timeout}' from 'asyncio'", "ImportError"),
        Says("module 'asyncio' has no attribute", "AttributeError"),
        Says("cannot import name '{_GatheringFuture}' from 'asyncio.{tasks}'", "ImportError"),
    ),
    happened=(
        "The code was written for another Python, or a file of your own is called asyncio.py. The "
        "traceback's last frame says whose code it is: if it is a library's, that one is too new, or too "
        "old, for this Python.",
    ),
    asked="Which names are there?",
    when=(
        When("coroutine, the decorator", "<3.11", "asyncio-names", "of the old ones, left",
             "coroutine SafeChildWatcher"),
        When("no old child watcher any more", ">=3.14", "asyncio-names", "of the old ones, left", ""),
        When("none of to_thread, Runner, TaskGroup, timeout, Barrier", "<3.9", "asyncio-names",
             "of the new ones, there", ""),
        When("to_thread alone of these", ">=3.9,<3.11", "asyncio-names", "of the new ones, there",
             "to_thread"),
        When("all of these", ">=3.11,<3.12", "asyncio-names", "of the new ones, there",
             "to_thread Runner TaskGroup timeout Barrier"),
        When("the same and eager_task_factory", ">=3.12,<3.13", "asyncio-names", "of the new ones, there",
             "to_thread Runner TaskGroup timeout Barrier eager_task_factory"),
        When("the same, EventLoop and QueueShutDown", ">=3.13,<3.14", "asyncio-names",
             "of the new ones, there",
             "to_thread Runner TaskGroup timeout Barrier eager_task_factory EventLoop QueueShutDown"),
        When("the same and capture_call_graph", ">=3.14", "asyncio-names", "of the new ones, there",
             "to_thread Runner TaskGroup timeout Barrier eager_task_factory EventLoop QueueShutDown "
             "capture_call_graph"),
    ),
    fails="""
import asyncio

async def main():
    await asyncio.sleep_until(10)

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    await asyncio.sleep(0.01)

asyncio.run(main())
""",
    wrong=(
        Wrong("pip install asyncio", "gets an ancient copy, and Python finds its own one first"),
        Wrong("asyncio.coroutine = types.coroutine", "the library that needs it needs other old things, too"),
    ),
    fixes=(
        "Upgrade the library, or the Python, whichever is older.",
        "For older Pythons there are taskgroup, exceptiongroup and async-timeout on the package index, or "
        "anyio.",
        "Look what asyncio is: python -c 'import asyncio; print(asyncio.__file__)'.",
    ),
    scenarios=("asyncio-names",),
    related=("loop-argument", "policy-deprecated"),
)
