"""What the kernel writes: each kind of record from a program of a few lines, with its cause."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import Ran, Runner

Record = dict[str, Any]
Recorded = Callable[..., Ran]


@pytest.fixture
def recorded(traced: Runner, tmp_path: Path) -> Recorded:
    """Runs the body of `async def main()`, on the virtual clock unless told otherwise."""

    def run(body: str, clock: str = "virtual") -> Ran:
        file = tmp_path / "program.py"
        lines = textwrap.indent(textwrap.dedent(body).strip(), "    ")
        head = "import asyncio, contextvars, sys, threading, time, warnings\n"
        file.write_text(f"{head}async def main():\n{lines}\nasyncio.run(main())\n")
        ran = traced(file, clock=clock)
        assert ran.kinds("kernel") == []
        assert ran.code == 0, ran.err
        return ran

    return run


def causes(ran: Ran, record: Record) -> list[str]:
    """The kinds of a record and of all that led to it, latest first."""
    by_number = {record["n"]: record for record in ran.records}
    kinds = [record["kind"]]
    while "because" in record:
        record = by_number[record["because"]]
        kinds.append(record["kind"])
    return kinds


def test_a_callback_from_another_thread_knows_who_scheduled_it(recorded: Recorded) -> None:
    """From 3.14 on call_soon_threadsafe() makes handles of another class."""
    ran = recorded("""
        loop, future = asyncio.get_running_loop(), asyncio.get_running_loop().create_future()
        threading.Thread(target=lambda: loop.call_soon_threadsafe(future.set_result, 1)).start()
        await future
    """)
    scheduled = next(r for r in ran.kinds("handle.new") if r["callback"] == "Future.set_result")
    done = ran.kinds("future.done")[0]

    assert (scheduled["threadsafe"], scheduled["thread"]) == (True, 2)
    assert causes(ran, done)[:4] == ["future.done", "handle.run", "handle.new", "thread.run"]


def test_a_wake_up_names_the_timer_that_caused_it(recorded: Recorded) -> None:
    """Step, ready, future, timer fired, timer set."""
    ran = recorded("await asyncio.sleep(0.25)")
    step = ran.kinds("task.step")[1]

    assert step["t"] == 250_000_000
    expected = ["task.step", "task.ready", "future.done", "timer.fire", "timer.new", "task.step"]
    assert causes(ran, step)[:6] == expected


def test_a_timer_that_fired_is_not_cancelled_afterwards(recorded: Recorded) -> None:
    """sleep() cancels its timer in a finally block, also after it fired."""
    ran = recorded("await asyncio.sleep(0.1)")

    assert ran.kinds("timer.cancel") == []


def test_a_cancel_request_says_who_where_and_what_it_hits(recorded: Recorded) -> None:
    """The message exists from 3.9 on, the count of requests from 3.11 on."""
    ran = recorded("""
        task = asyncio.ensure_future(asyncio.sleep(1))
        await asyncio.sleep(0)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            print('caught')
    """)
    request = ran.kinds("task.cancel")[0]
    thrown, caught = ran.kinds("coro.throw")[0], ran.kinds("coro.catch")[-1]

    assert (request["task"], request["accepted"], request["where"][1]) == (2, True, 5)
    assert causes(ran, thrown)[:5] == ["coro.throw", "task.step", "task.ready", "future.done", "task.cancel"]
    assert (caught["error"]["type"], caught["line"]) == ("CancelledError", 9)


def test_jobs_of_an_executor_are_followed_into_their_thread(recorded: Recorded) -> None:
    """Submitted by a task, run by a thread, and back."""
    ran = recorded("await asyncio.get_running_loop().run_in_executor(None, time.sleep, 0.5)")
    new, run, end = ran.kinds("job.new")[0], ran.kinds("job.run")[0], ran.kinds("job.end")[0]

    assert (new["thread"], run["thread"], end["outcome"]) == (1, 2, "returned")
    assert run["because"] == new["n"]
    assert end["t"] == 500_000_000


def test_what_becomes_visible_is_recorded_with_its_line(recorded: Recorded) -> None:
    """Prints line by line, warnings, messages of asyncio's logger, calls of the exception handler."""
    ran = recorded("""
        print('a', end=' ')
        print('b')
        print('error', file=sys.stderr)
        warnings.warn('careful')
        asyncio.get_running_loop().call_soon(lambda: 1 / 0)
        await asyncio.sleep(0)
    """)

    printed = [(r["stream"], r["text"]) for r in ran.kinds("out")]

    assert printed[:2] == [("stdout", "a b"), ("stderr", "error")]
    assert [(r["category"], r["message"], r["where"][1]) for r in ran.kinds("warning")] == [
        ("UserWarning", "careful", 6)
    ]
    assert ran.kinds("handler")[0]["error"]["type"] == "ZeroDivisionError"
    assert ran.kinds("log")[0]["level"] == "ERROR"


def test_locks_say_who_has_them(recorded: Recorded) -> None:
    """By a number of the lock, never its address."""
    ran = recorded("""
        lock = asyncio.Lock()
        async with lock:
            pass
    """)
    taken, freed = ran.kinds("lock.taken", "lock.freed")

    assert (taken["kind"], taken["task"], taken["object"]) == ("lock.taken", 1, freed["object"])


def test_no_record_holds_an_address_or_a_path_of_this_machine(recorded: Recorded, tmp_path: Path) -> None:
    """Traces are the same everywhere."""
    ran = recorded("""
        print(object(), __file__)
        asyncio.get_running_loop().call_exception_handler({'message': repr(asyncio.current_task())})
    """)
    text = repr(ran.records).replace("0x...", "")

    assert "0x" not in text
    assert str(tmp_path) not in text


def test_a_garbage_collected_task_is_noted(recorded: Recorded) -> None:
    """Only while it was still pending."""
    ran = recorded("""
        import gc
        async def forgotten():
            await asyncio.get_running_loop().create_future()
        asyncio.ensure_future(forgotten())
        await asyncio.sleep(0)
        gc.collect()
    """)

    assert [record["task"] for record in ran.kinds("task.freed")] == [2]
