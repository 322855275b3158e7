"""A loop that nothing can wake any more is seen while it waits; and none that something could still wake."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest

from asyncx.runs import watched

from .bare import Place

PROGRAM = """
import asyncio, signal, socket, sys, threading, time

async def main():
    loop, event = asyncio.get_running_loop(), asyncio.Event()
{setup}
    await event.wait()

signal.setitimer(signal.ITIMER_REAL, 0.6)
asyncio.run(main())
"""
STUCK = {
    "nothing at all": "",
    "timers that are over, or were taken back": """
        loop.call_later(0.001, list)
        loop.call_later(9, list).cancel()
    """,
    "threads of an executor that have nothing to do": """
        await asyncio.gather(*(loop.run_in_executor(None, time.sleep, 0.001) for _ in range(3)))
    """,
    "a signal that the program leaves to Python": "signal.signal(signal.SIGTERM, signal.SIG_IGN)",
    "other tasks": "other = asyncio.ensure_future(event.wait())",
}
NOT_STUCK = {
    "a timer": "loop.call_later(9, list)",
    "a socket": """
        one, other = socket.socketpair()
        loop.add_reader(one, list)
    """,
    "a signal": "loop.add_signal_handler(signal.SIGTERM, event.set)",
    "a handler of the program's": "signal.signal(signal.SIGTERM, lambda *_: None)",
    "a handler that has no code": "signal.signal(signal.SIGTERM, print)",
    "an alarm that comes again and again": """
        wake = iter([list, list, event.set])
        signal.signal(signal.SIGALRM, lambda *_: loop.call_soon_threadsafe(next(wake)))
        signal.setitimer(signal.ITIMER_REAL, 0.3, 0.3)
    """,
    "a thread": "threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
    "a job in a thread": "job = loop.run_in_executor(None, time.sleep, 9)",
    "a child": "child = await asyncio.create_subprocess_exec(sys.executable, '-c', 'input()', stdin=-1)",
    "a selector of the program's own": """
        class Selector(type(loop._selector)):
            pass
        loop._selector.__class__ = Selector
    """,
}


def stuck(place: Place, setup: str, *, detail: str = "steps") -> int:
    """How often it was written in half a second."""
    place.write("program.py", PROGRAM.format(setup=indent(dedent(setup), "    ")))
    ran = place.watched("program.py", detail=detail)
    assert ran.trace is not None
    records = watched.load(ran.trace).trace.records
    assert any(record.kind == "task.wait" for record in records)
    return sum(record.kind == "loop.stuck" for record in records)


@pytest.mark.parametrize("setup", STUCK.values(), ids=STUCK)
def test_nothing_could_wake_it(place: Place, setup: str) -> None:
    """That is written once."""
    assert stuck(place, setup) == 1


@pytest.mark.parametrize("setup", NOT_STUCK.values(), ids=NOT_STUCK)
def test_something_could(here: Place, setup: str) -> None:
    """Then nothing is said, however long nothing comes."""
    assert stuck(here, setup) == 0


def test_with_every_coroutine_recorded(here: Place) -> None:
    assert stuck(here, "", detail="stacks") == 1


def test_what_a_task_waits_for_after_a_long_step_is_known(place: Place) -> None:
    """While it ran it was looked at again and again."""
    place.write("program.py", PROGRAM.format(setup="    time.sleep(0.2)"))
    ran = place.watched("program.py")
    assert ran.trace is not None
    records = watched.load(ran.trace).trace.records

    assert any(record.kind == "loop.held" for record in records)
    assert [record.data["on"].get("class") for record in records if record.kind == "task.wait"] == ["Event"]
