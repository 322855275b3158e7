"""`asyncx run --ring`: what happened before is written over, and what is said of the rest is true."""

from __future__ import annotations

import json

import pytest

from asyncx.trace.load import load

from .bare import Place

SERVICE = """
import asyncio, time

async def busy(until):
    while time.monotonic() < until:
        await asyncio.sleep(0)

async def holder(lock):
    async with lock:
        await asyncio.get_event_loop().create_future()

async def wanter(lock):
    async with lock:
        pass

async def main():
    lock = asyncio.Lock()
    until = time.monotonic() + 1.2
    tasks = [asyncio.ensure_future(holder(lock))]
    await asyncio.sleep(0)
    tasks.append(asyncio.ensure_future(wanter(lock)))
    if hasattr(tasks[1], "set_name"):
        tasks[1].set_name("waits for ever")
    await asyncio.sleep(0.05)
    for _ in range(3):
        await asyncio.ensure_future(busy(time.monotonic() + 0.01))
    await asyncio.ensure_future(busy(until))

asyncio.run(main())
"""


@pytest.fixture(name="ran")
def ran_in_a_ring(place: Place) -> str:
    place.write("service.py", SERVICE)
    ran = place.asyncx("run", "--python", place.python, "--ring", "0.2", "-o", "ring.asyncx", "service.py")
    assert ran.code == 0
    return ran.err


def test_what_was_written_over_is_said(place: Place, ran: str) -> None:
    """The file is not damaged, and how busy the loop was is about what is kept."""
    told = " ".join(ran.split())

    assert "the last " in told
    assert "was written over, as --ring asks" in told
    assert "damaged" not in told
    assert "which never ran" not in told
    share = int(told.partition("Loop busy ")[2].partition(" %")[0])
    assert share > 30, "of the whole run less would be known"


def test_tasks_from_before_are_known(place: Place, ran: str) -> None:
    """Their names, who made them, and what they wait for, since when; those that have ended are gone."""
    loaded = load((place.folder / "ring.asyncx").read_bytes(), full=True)
    (kept,) = (record for record in loaded.trace.records if record.kind == "kept")
    tasks = {task.coro: task for task in loaded.trace.tasks if not task.internal}

    assert set(tasks) == {"main", "holder", "wanter", "busy"}
    assert tasks["wanter"].name == "waits for ever"
    assert {task.place.line for task in tasks.values() if task.place} == {19, 21, 27, 29}
    assert [span.label for span in tasks["wanter"].spans if span.start == kept.t][-1] == "Lock.acquire"
    told = " ".join(ran.split())
    assert "waits for ever at service.py:13, from " in told
    began = float(told.partition("waits for ever at service.py:13, from ")[2].split()[0])
    assert began * 1e6 < kept.t


def test_the_same_as_json(place: Place, ran: str) -> None:
    """The beginning is in the report, and a trace that was saved as JSON can be loaded again."""
    place.asyncx("show", "ring.asyncx", "-o", "ring.json")
    shown = place.asyncx("show", "ring.json").out

    assert "was written over, as --ring asks" in " ".join(shown.split())
    report = place.asyncx("run", "-q", "--json", "--python", place.python, "--ring", "60", "service.py").err
    assert json.loads(report)["since"] == 0
