"""What a waiting task waits for, in words, and who could end it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from asyncx.analysis import awaited, waits
from asyncx.analysis.story import Story
from asyncx.trace.model import Trace

from .rules.harness import PYTHONS, Program, trace_of

Told = Callable[[str], dict[str, str]]


@pytest.fixture
def trace(tmp_path: Path) -> Callable[[str], Trace]:
    """The trace of a program whose `main` has this body, on the first Python."""

    def run(body: str) -> Trace:
        file = tmp_path / "shop.py"
        lines = textwrap.indent(textwrap.dedent(body).strip(), "    ")
        file.write_text(f"import asyncio, time\nasync def main():\n{lines}\nasyncio.run(main())\n")
        return trace_of(Program("none", file, file.read_text()), PYTHONS[0], "virtual")

    return run


@pytest.fixture
def told(trace: Callable[[str], Trace]) -> Told:
    """What each task waits for at the end, by its coroutine's name, when all stand still for ever."""

    def tell(body: str) -> dict[str, str]:
        story = Story(trace(body))
        found = {task: waits.last_wait(story, task.number) for task in story.users}
        return {task.coro: awaited.words(story, wait) for task, wait in found.items() if wait is not None}

    return tell


def test_a_lock_is_held_by_somebody(told: Told) -> None:
    """Who, and since which line."""
    found = told("""
        async def holder(lock):
            async with lock:
                await asyncio.Event().wait()
        async def waiter(lock):
            async with lock:
                pass
        lock = asyncio.Lock()
        await asyncio.gather(holder(lock), waiter(lock))
    """)

    assert found["waiter"] == "Lock.acquire, held by holder since shop.py:4"
    assert found["holder"] == "Event.wait"
    assert found["main"] == "gather, of which holder and waiter have not ended"


def test_a_gather_of_very_many_has_others_that_are_not_named(told: Told) -> None:
    """So no more is said than what is known."""
    found = told("""
        async def stays():
            await asyncio.Event().wait()
        await asyncio.gather(stays(), *(asyncio.sleep(0) for _ in range(3000)), stays())
    """)

    assert found["main"] == "gather, of which at least Task-2 stays has not ended"


def test_a_lock_is_held_by_the_one_who_waits(told: Told) -> None:
    """It is not reentrant."""
    found = told("""
        lock = asyncio.Lock()
        await lock.acquire()
        await lock.acquire()
    """)

    assert found == {"main": "Lock.acquire, held by itself since shop.py:4"}


def test_a_lock_is_held_by_one_that_has_ended(told: Told) -> None:
    """Which is why nobody will release it."""
    found = told("""
        lock = asyncio.Lock()
        async def taker():
            await lock.acquire()
        await asyncio.create_task(taker())
        await lock.acquire()
    """)

    assert found == {"main": "Lock.acquire, held by taker, which has ended, since shop.py:5"}


SEMAPHORE = """
    async def holder(few):
        async with few:
            await asyncio.Event().wait()
    async def loser(few):
        await few.acquire()
        if asyncio.current_task() is None:
            few.release()
    async def waiter(few):
        async with few:
            pass
    few = asyncio.Semaphore({places})
    await asyncio.wait([asyncio.create_task(each(few)) for each in ({tasks}, waiter)])
"""


@pytest.mark.parametrize(
    ("tasks", "words"),
    [
        ("holder", "taken by holder at shop.py:4"),
        ("loser", "taken by loser at shop.py:7, which has ended"),
        (
            "holder, loser",
            "its 2 places taken by holder at shop.py:4 and loser at shop.py:7; loser has ended",
        ),
        ("holder, holder", "its 2 places taken by Task-2 holder and Task-3 holder at shop.py:4"),
        (
            "loser, loser, loser",
            "its 3 places taken by Task-2 loser, Task-3 loser and Task-4 loser at shop.py:7, which have "
            "ended",
        ),
        (
            "holder, holder, loser, holder",
            "its 4 places taken by Task-2 holder at shop.py:4, Task-3 holder at shop.py:4 and 2 others; "
            "loser has ended",
        ),
    ],
)
def test_the_places_of_a_semaphore_are_taken(told: Told, tasks: str, words: str) -> None:
    """By whom, where, and who of them can leave no more."""
    found = told(SEMAPHORE.format(tasks=tasks, places=tasks.count(",") + 1))

    assert found["waiter"] == f"Semaphore.acquire, {words}"


def test_a_place_whose_holder_is_not_known(told: Told) -> None:
    """No more is said than what is known."""
    found = told("""
        few = asyncio.Semaphore(2)
        async def waiter():
            await few.acquire()
        await asyncio.create_task(few.acquire())
        await few.acquire()
        await waiter()
    """)

    assert found == {"main": "Semaphore.acquire, 1 of its 2 places taken by itself at shop.py:7"}


def test_a_semaphore_that_counts_something_else(told: Told) -> None:
    """Nobody holds it."""
    found = told("""
        items = asyncio.Semaphore(1)
        async def waiter():
            await items.acquire()
        async def giver():
            items.release()
        await waiter()
        await asyncio.create_task(giver())
        await waiter()
        async def another():
            await items.acquire()
        await asyncio.wait([asyncio.create_task(waiter()), asyncio.create_task(another())])
    """)

    assert found["waiter"] == "Semaphore.acquire"
    assert found["another"] == "Semaphore.acquire, as 1 other does too"


def test_queues(told: Told) -> None:
    """Empty, full, or not worked off."""
    found = told("""
        empty, full, rest = asyncio.Queue(), asyncio.Queue(2), asyncio.Queue()
        async def getter():
            await empty.get()
        async def another():
            await empty.get()
        async def putter():
            for number in range(3):
                await full.put(number)
        async def joiner():
            rest.put_nowait(1)
            await rest.join()
        await asyncio.wait([asyncio.create_task(each()) for each in (getter, another, putter, joiner)])
    """)

    assert found["getter"] == "Queue.get, which is empty"
    assert found["another"] == "Queue.get, which is empty; 1 other waits too"
    assert found["putter"] == "Queue.put, which is full with 2 items"
    assert found["joiner"] == "Queue.join, for 1 item without task_done()"


def test_a_timer_says_until_when(trace: Callable[[str], Trace]) -> None:
    """On the clock of the run."""
    story = Story(trace("await asyncio.sleep(0.2)\nawait asyncio.sleep(1)"))
    told = [awaited.words(story, wait) for wait in waits.waits_of(story, 1)]

    assert told == ["sleep(0.2), until 200 ms", "sleep(1), until 1200 ms"]


def test_a_wait_is_given_up_when_it_is_cancelled(trace: Callable[[str], Trace]) -> None:
    """Not when it comes to its end, nor when the cancel comes at another await."""
    story = Story(
        trace("""
        async def child():
            await asyncio.sleep(0.01)
            await asyncio.sleep(1)
        task = asyncio.ensure_future(child())
        await asyncio.sleep(0.1)
        task.cancel()
        await asyncio.wait([task])
    """)
    )
    child = next(task.number for task in story.users if task.coro == "child")

    assert [waits.given_up(story, wait) for wait in waits.waits_of(story, child)] == [False, True]


def test_what_a_wait_needs(trace: Callable[[str], Trace]) -> None:
    """The task that is awaited, or those of a gather() that have not ended, or the holder of a lock."""
    story = Story(
        trace("""
        async def child(lock):
            async with lock:
                pass
        async def fine():
            pass
        lock = asyncio.Lock()
        await asyncio.create_task(fine())
        await lock.acquire()
        await asyncio.gather(fine(), child(lock))
    """)
    )
    names = {task.number: task.coro for task in story.users}
    needed = {
        names[task.number]: [names[other] for other in waits.needs(story, wait)]
        for task in story.users
        if (wait := waits.last_wait(story, task.number)) is not None
    }

    assert needed == {"main": ["child"], "child": ["main"]}
    first = next(waits.waits_of(story, 1))
    assert [names[other] for other in waits.needs(story, first)] == ["fine"]
