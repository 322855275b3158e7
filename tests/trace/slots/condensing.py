"""Files that are merged, and what is left of them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from asyncx.trace.model import Trace
from asyncx.trace.slots import file as files
from asyncx.trace.slots.condense import condense
from asyncx.trace.slots.condensed import Condensed, everything
from asyncx.trace.slots.records import records_of
from tests.trace.slots.made import Made

Records = list[dict[str, Any]]


def few(data: bytes, most: int) -> tuple[Records, Condensed]:
    """The records of a file, merged until there are about `most`."""
    file = files.read(data)
    made = condense(file, most)
    return records_of(file, made), made


def all_of(data: bytes) -> Records:
    file = files.read(data)
    return records_of(file, everything(file))


def yields(steps: int, apart: float = 10) -> Made:
    """One task that yields so often, with so many microseconds from step to step."""
    made = Made()
    made.task(1)
    cause = 0
    for number in range(steps):
        cause = made.at(10 + number * apart).step(1, cause=cause)
    made.at(10 + steps * apart).loop_stop()
    return made


def kinds(records: Records) -> Counter[str]:
    return Counter(record["kind"] for record in records)


def steps_of(trace: Trace) -> dict[int, int]:
    return {task.number: task.steps for task in trace.tasks}
