"""Async generators used by two at once."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="An async generator was asked for its next item, or closed, while it was still running",
    says=(
        Says("anext(): asynchronous generator is already running", "RuntimeError"),
        Says("aclose(): asynchronous generator is already running", "RuntimeError"),
        Says("asend(): asynchronous generator is already running", "RuntimeError"),
        Says("athrow(): asynchronous generator is already running", "RuntimeError"),
        Says("asynchronous generator is already running", "RuntimeError"),
    ),
    happened=(
        "A generator is one run of a function, so it serves one consumer. Two tasks iterate it, or one "
        "closes it while another waits in it: at the end of a program, asyncio closes generators whose "
        "tasks are still in the middle of an item.",
    ),
    when=(
        When("the second task that asks", "", "generator-two-tasks", "in these words",
             "anext(): asynchronous generator is already running"),
        When("the first one goes on undisturbed", "", "generator-two-tasks", "the first reader", "returned"),
        When("a timeout on one item ends the generator", "", "generator-wait_for", "step by step",
             ["row 0", "generator: CancelledError", "TimeoutError", "StopAsyncIteration"]),
    ),
    fails="""
import asyncio

async def numbers():
    for number in range(3):
        await asyncio.sleep(0.01)
        yield number

async def main():
    source = numbers()
    await asyncio.gather(
        source.__anext__(), source.__anext__())

asyncio.run(main())
""",
    works="""
import asyncio

async def numbers():
    for number in range(3):
        await asyncio.sleep(0.01)
        yield number

async def main():
    queue = asyncio.Queue()
    async for number in numbers():
        await queue.put(number)
    print(await asyncio.gather(
        queue.get(), queue.get()))

asyncio.run(main())
""",
    wrong=(
        Wrong("a lock around each item",
              "works, but a consumer that is cancelled in it ends the generator for all"),
        Wrong("wait_for(source.__anext__(), t)", "a timeout is thrown into the generator, and ends it"),
    ),
    fixes=(
        "One task iterates, and puts the items into a queue for the others.",
        "Each consumer calls the function, and has a generator of its own.",
        "Cancel the consumer and await it before you close its generator.",
    ),
    scenarios=("generator-two-tasks", "generator-wait_for"),
    related=("generator-not-closed", "reader-busy"),
)
