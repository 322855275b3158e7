"""The delays of timers: what was asked for, however much time passes until that is recorded."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from importlib.util import find_spec

import pytest

from .bare import Place

PROGRAM = """
import asyncio, sys, time

class Late(asyncio.SelectorEventLoop):
    "Each look at its clock takes some time."
    def time(self):
        until = time.perf_counter() + 0.003
        while time.perf_counter() < until:
            pass
        return super().time()

async def main():
    for delay in (0.05, 0.0123, 0.00005, True):
        task = asyncio.ensure_future(asyncio.sleep(delay))
        await asyncio.sleep(0)
        task.cancel()
    for thing in (asyncio.sleep(30), asyncio.ensure_future(asyncio.sleep(0))):
        try:
            await asyncio.wait_for(thing, 0.06)
        except asyncio.TimeoutError:
            pass
    loop = asyncio.get_running_loop()
    loop.call_later(float("inf"), print)
    loop.call_at(loop.time() + 10, print)
    if sys.version_info >= (3, 11):
        early = asyncio.timeout(0.25)
        loop.time()
        async with early:
            early.reschedule(loop.time() + 1)
        async with asyncio.timeout_at(loop.time() + 2):
            pass
        asyncio.Timeout(1)

{loop}
loop.run_until_complete(main())
"""
LOOPS = {"asyncio": "loop = Late()", "uvloop": "import uvloop; loop = uvloop.new_event_loop()"}


def delays(place: Place, loop: str, *options: str) -> list[float | None]:
    """The delays (s) that are recorded of the timers of the program, in the order in which they are set."""
    place.write("late.py", PROGRAM.replace("{loop}", LOOPS[loop]))
    place.asyncx("run", "--python", place.python, "-o", "run.json", *options, "late.py")
    records = json.loads((place.folder / "run.json").read_text(encoding="utf-8"))["records"]
    assert not [record for record in records if record["kind"] == "kernel"]
    found = (record.get("delay") for record in records if record["kind"] == "timer.new")
    return [None if delay is None else delay / 1e9 for delay in found]


SLEEPS: list[float | None] = [0.05, 0.0123, 0.00005, None]
TIMEOUTS: list[float | None] = [0.06, 30, 0.06]
OTHERS: list[float | None] = [None, None]
SCOPES: list[float | None] = [0.25, None, None]


@pytest.mark.parametrize("detail", ["steps", "stacks"])
def test_what_was_asked_for(place: Place, detail: str) -> None:
    """Not of a delay that is no plain number, or infinite, and not where only a time is given."""
    found = delays(place, "asyncio", "--detail", detail)

    assert found[:9] == [*SLEEPS, *TIMEOUTS, *OTHERS]
    assert found[9:] in ([], SCOPES)


@pytest.mark.skipif(not find_spec("uvloop"), reason="uvloop is not installed")
def test_on_uvloop(here: Place) -> None:
    uvloops = replace(here, python=sys.executable)

    assert delays(uvloops, "uvloop") == [*SLEEPS, *TIMEOUTS, *OTHERS, *SCOPES]


def test_a_deadline_is_called_by_what_was_asked_for(place: Place) -> None:
    """And a sleep that wait_for() awaits itself is no deadline."""
    place.write("late.py", PROGRAM.replace("{loop}", LOOPS["asyncio"]))
    place.asyncx("run", "--python", place.python, "-o", "run.json", "late.py")
    tasks = json.loads((place.folder / "run.json").read_text(encoding="utf-8"))["tasks"]
    scopes = [timer["scope"] for task in tasks for timer in task.get("timers", ()) if timer["scope"]]

    assert scopes[:2] == ["wait_for(0.06)"] * 2
    assert scopes[2:3] in ([], ["timeout(0.25)"])


INSIDE = """
import asyncio

async def main():
    task = asyncio.ensure_future(asyncio.sleep(30))
    for within in (0.01, None):
        try:
            await asyncio.wait_for(asyncio.wait([task], timeout=0.3), within)
        except asyncio.TimeoutError:
            pass
    task.cancel()

asyncio.get_event_loop_policy().new_event_loop().run_until_complete(main())
"""


@pytest.mark.parametrize("detail", ["steps", "stacks"])
def test_a_wait_that_wait_for_awaits_has_its_own_name(place: Place, detail: str) -> None:
    """From 3.12 on in the same task, and so behind the same line of the program."""
    place.write("inside.py", INSIDE)
    place.asyncx("run", "--python", place.python, "-o", "run.json", "--detail", detail, "inside.py")
    tasks = json.loads((place.folder / "run.json").read_text(encoding="utf-8"))["tasks"]
    scopes = [timer["scope"] for task in tasks for timer in task.get("timers", ()) if timer["scope"]]

    assert sorted(scopes) == ["wait(0.3)", "wait(0.3)", "wait_for(0.01)"]
