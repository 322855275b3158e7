"""Queues that are full, empty, or shut."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A queue had nothing, had no room, or was shut down",
    says=(
        Says("asyncio.queues.QueueFull", "asyncio.QueueFull"),
        Says("asyncio.queues.QueueEmpty", "asyncio.QueueEmpty"),
        Says("asyncio.queues.QueueShutDown", "asyncio.QueueShutDown"),
        Says("^QueueFull", "asyncio.QueueFull"),
        Says("^QueueEmpty", "asyncio.QueueEmpty"),
        Says("^QueueShutDown", "asyncio.QueueShutDown"),
        Says("asyncio.QueueFull", "asyncio.QueueFull"),
        Says("asyncio.QueueEmpty", "asyncio.QueueEmpty"),
        Says("asyncio.QueueShutDown", "asyncio.QueueShutDown"),
    ),
    happened=(
        "get_nowait() and put_nowait() do not wait: they raise, with a text that is empty. After "
        "shutdown() put() raises at once, and get() when the queue has been emptied; that is how "
        "consumers learn that all is done.",
    ),
    when=(
        When("shutdown() wakes every consumer that waits", ">=3.13", "queue-shutdown", "both consumers end",
             ["asyncio.QueueShutDown", "asyncio.QueueShutDown"]),
        When("put() after shutdown()", ">=3.13", "queue-shutdown", "put raises", ["put: QueueShutDown"]),
    ),
    fails="""
import asyncio

async def main():
    queue = asyncio.Queue(maxsize=1)
    queue.put_nowait("one")
    queue.put_nowait("two")

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    queue = asyncio.Queue(maxsize=1)
    queue.put_nowait("one")
    if queue.full():
        print(await queue.get())

asyncio.run(main())
""",
    wrong=(
        Wrong("while True: try get_nowait()", "spins, and no other task gets a turn to put something in"),
        Wrong("maxsize=0 against QueueFull", "the queue grows until the memory is full"),
    ),
    fixes=(
        "await get() and await put(): they wait for an item, or for room, and slow a producer down.",
        "Treat QueueShutDown as the end of the work: leave the consumer's loop.",
        "Handle an item in the same try as its get(); put it back, or note it, when you are cancelled.",
    ),
    scenarios=(
        "queue-shutdown", "queue-no-turn", "queue-no-producer", "queue-shutdown-immediate",
        "queue-item-lost", "queue-join-needs-task_done",
    ),
    related=("deadlock", "lock-not-held", "cancel-late"),
)
