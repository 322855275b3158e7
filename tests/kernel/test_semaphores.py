"""Semaphores: who holds their places, when nothing is said of that, and that the program cannot tell."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import PROGRAMS, Ran, Runner
from .test_records import Recorded, recorded

__all__ = ["recorded"]


def test_a_program_sees_nothing_of_it(bare: Runner, traced: Runner) -> None:
    """Attributes, signatures, tracebacks, warnings, subclasses, and what is collected when."""
    alone, watched = bare(PROGRAMS / "semaphores.py"), traced(PROGRAMS / "semaphores.py")

    assert watched.kinds("kernel") == []
    assert watched.out == alone.out
    assert (watched.code, watched.err) == (alone.code, alone.err)
    assert watched.code == 0


def told(ran: Ran) -> list[tuple[Any, ...]]:
    """Of each change what happened, which task did it, and in which line."""
    records = ran.kinds("semaphore.taken", "semaphore.freed")
    return [(r["kind"].partition(".")[2], r.get("task"), (r.get("where") or [0, 0])[1]) for r in records]


def test_who_took_a_place_and_who_gave_it_back(recorded: Recorded) -> None:
    """With the lines, how many places there are, and that who took it is to give it back."""
    ran = recorded("""
        few = asyncio.Semaphore(2)
        await few.acquire()
        few.release()
    """)
    taken = ran.kinds("semaphore.taken")[0]

    assert told(ran) == [("taken", 1, 4), ("freed", 1, 5)]
    assert (taken["places"], taken["own"], taken["where"][2]) == (2, True, "main")


def test_several_who_take_turns(recorded: Recorded) -> None:
    """Each takes one in its turn; one that is cancelled takes none."""
    ran = recorded("""
        async def use(few):
            async with few:
                await asyncio.sleep(0.01)
        few = asyncio.BoundedSemaphore(2)
        tasks = [asyncio.ensure_future(use(few)) for _ in range(4)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        tasks[2].cancel()
        await asyncio.wait(tasks)
    """)

    for change in ("taken", "freed"):
        assert [task for how, task, _ in told(ran) if how == change] == [2, 3, 5]
    assert all(record["own"] for record in ran.kinds("semaphore.taken"))


def test_a_task_inside_twice(recorded: Recorded) -> None:
    """It leaves the inner one first."""
    ran = recorded("""
        few = asyncio.Semaphore(3)
        async with few:
            async with few:
                pass
    """)

    assert [how for how, _, _ in told(ran)] == ["taken", "taken", "freed", "freed"]


OWN = {
    "async with few: pass": True,
    "await few.acquire(); few.release()": True,
    "await asyncio.gather(*[few.acquire()]); few.release()": None,
    "await few.acquire()": None,
    "await few.acquire(); other.release()": None,
    "await few.acquire(); asyncio.get_running_loop().call_later(1, few.release)": None,
    "await few.acquire(); asyncio.get_running_loop().call_soon(lambda: few.release())": None,
}


@pytest.mark.parametrize("body", OWN)
def test_who_is_to_give_it_back(recorded: Recorded, body: str) -> None:
    """Who took it, where the same function calls release() of a thing of that name."""
    ran = recorded(f"few, other = asyncio.Semaphore(3), asyncio.Semaphore(0)\n{body}")
    taken = ran.kinds("semaphore.taken")

    assert [record.get("own") for record in taken] == ([] if "gather" in body else [OWN[body]])


def test_a_wrapper_that_gave_back_before(recorded: Recorded) -> None:
    """So it will again, as far as can be seen."""
    ran = recorded("""
        few = asyncio.Semaphore(1)
        async def enter(): await few.acquire()
        def leave(): few.release()
        for _ in range(2):
            await enter()
            leave()
    """)

    assert [record.get("own") for record in ran.kinds("semaphore.taken")] == [None, True]


HANDED_ON = {
    "wrapper": "await enter()",
    "stack": """
                async with contextlib.AsyncExitStack() as stack:
                    await stack.enter_async_context(few)
                    kept.append(stack.pop_all())
    """,
}


@pytest.mark.parametrize("body", HANDED_ON.values(), ids=HANDED_ON)
def test_who_hands_it_on_is_not_to_give_it_back(recorded: Recorded, body: str) -> None:
    """Though another task gives back what it has taken in the same way."""
    ran = recorded(f"""
        import contextlib
        few, kept = asyncio.Semaphore(1), []
        async def enter(): await few.acquire()
        def leave(): few.release()
        async def use():
            await enter()
            await asyncio.sleep(0)
            leave()
        async def open_one():
                {body.strip()}
        await asyncio.gather(use(), use())
        await asyncio.ensure_future(open_one())
        await asyncio.wait([asyncio.ensure_future(use())], timeout=0.01)
    """)

    assert ran.kinds("semaphore.taken")[-1].get("own") is None


def test_a_place_that_is_given_back_by_another_task(recorded: Recorded) -> None:
    """From then on nobody is said to hold any."""
    ran = recorded("""
        few = asyncio.Semaphore(2)
        async def leave(): few.release()
        await few.acquire()
        await asyncio.ensure_future(leave())
        async with few: pass
    """)

    assert told(ran) == [("taken", 1, 5), ("freed", 2, 4)]


@pytest.mark.parametrize("made", ["asyncio.Semaphore(0)", "Mine(1)", "copy.copy(asyncio.Semaphore(1))"])
def test_nobody_is_known_to_hold(recorded: Recorded, made: str) -> None:
    """What counts something else, is of a class with a release() of its own, or was not seen to be made."""
    ran = recorded(f"""
        import copy
        class Mine(asyncio.Semaphore):
            def release(self):
                self._value += 1
                self._wake_up_next()
        few = {made}
        if few.locked():
            few.release()
        await few.acquire()
        few.release()
        await few.acquire()
    """)

    assert told(ran) == []


def test_a_task_that_did_nothing_but_take_it(recorded: Recorded) -> None:
    """Whoever awaited it has the place, and may give it back; wait_for() up to 3.11 makes such tasks."""
    ran = recorded("""
        few = asyncio.Semaphore(1)
        await asyncio.ensure_future(few.acquire())
        few.release()
        async with few: pass
    """)

    assert [(how, task) for how, task, _ in told(ran)] == [("taken", 1), ("freed", 1)]


def test_a_semaphore_at_the_address_of_one_that_went_in_somebodys_hand(recorded: Recorded) -> None:
    """It is another one, and nobody has taken a place of it."""
    ran = recorded("""
        others = []
        while True:
            few = asyncio.Semaphore(1)
            await few.acquire()
            address = id(few)
            del few
            few = asyncio.Semaphore(1)
            if id(few) == address:
                break
            others.append(few)
        await few.acquire()
    """)
    *old, new = ran.kinds("semaphore.taken")

    assert new["object"] not in {record["object"] for record in old}
    assert new["where"][1] == 13


def test_many_who_wait_are_counted_without_a_look_at_each(recorded: Recorded) -> None:
    """Each of them asks: it would take longer the more there are."""
    ran = recorded("""
        few, states = asyncio.Semaphore(0), []
        class Future(asyncio.Future):
            @property
            def _state(self):
                states.append(self)
                return "PENDING"
        asyncio.get_running_loop().create_future = lambda: Future()
        tasks = [asyncio.ensure_future(few.acquire()) for _ in range(100)]
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        print(len(states))
    """)
    waits = [record["on"].get("counts", {}) for record in ran.kinds("task.wait")]

    assert max(counts.get("waiters", 0) for counts in waits) == 100
    assert int(ran.out) < 2000
