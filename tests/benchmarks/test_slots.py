"""How long it takes to read what a watched program left, as ratios to reading the same records as JSON."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Iterator

import pytest

from asyncx.trace.build import build
from asyncx.trace.slots.records import decode
from tests.trace.slots.made import Made
from tests.traces import run

pytestmark = pytest.mark.benchmark

STEPS = 100_000
ROUNDS = 3


def yields() -> bytes:
    """One task that does nothing but yield."""
    made = Made()
    made.task(1)
    cause = 0
    for number in range(STEPS):
        cause = made.at(number * 2).step(1, cause=cause)
    made.loop_stop()
    return made.bytes()


def ping_pong() -> bytes:
    """A thousand tasks that wake each other."""
    made = Made()
    for task in range(1, 1001):
        made.task(task)
    cause = 0
    for number in range(STEPS):
        cause = made.at(number * 5).step(1 + number % 1000, cause=cause)
    made.loop_stop()
    return made.bytes()


def tasks() -> bytes:
    """Ten thousand tasks that end at once."""
    made = Made()
    made.task(1)
    maker = made.at(1).step(1)
    for task in range(2, 10_000):
        made.at(task).task(task, cause=maker)
    for task in range(2, 10_000):
        step = made.at(10_000 + task * 5).step(task, cause=maker)
        made.at(10_003 + task * 5).end(task, cause=step)
    made.loop_stop()
    return made.bytes()


def seconds(job: Callable[[], object]) -> float:
    """The CPU time of the fastest of some rounds."""

    def rounds() -> Iterator[float]:
        for _ in range(ROUNDS):
            gc.collect()
            began = time.process_time()
            job()
            yield time.process_time() - began

    gc.disable()
    try:
        return min(rounds())
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("made", "reading", "building"), [(yields, 0.5, 0.1), (ping_pong, 1.0, 1.5), (tasks, 4.0, 7.0)]
)
def test_reading(made: Callable[[], bytes], reading: float, building: float) -> None:
    """To decode and merge all slots, and to build a trace of what is left, over json.loads of all records."""
    data = made()
    lines = [json.dumps(record) for record in decode(data, full=True).records]
    records = decode(data).records
    plain = seconds(lambda: [json.loads(line) for line in lines])
    read = seconds(lambda: decode(data)) / plain
    built = seconds(lambda: build(run(), records)) / plain
    print(f"{made.__name__}: read {read:.2f} x, built {built:.2f} x json.loads of {len(lines)} records")

    assert read <= reading
    assert built <= building
