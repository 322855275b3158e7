"""Writing for Perfetto: in time that grows with the trace and not faster, and with little memory."""

from __future__ import annotations

import gc
import time
import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from asyncx.render.perfetto.chrome import to_chrome
from asyncx.render.perfetto.protobuf import to_perfetto
from asyncx.trace.model import Trace

from .large import large

SMALL, LARGE = 20_000, 200_000

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.parametrize("write", [to_perfetto, to_chrome]),
    pytest.mark.parametrize("tasks", [10, 5000]),
]


def seconds(write: Callable[[Trace], Iterator[bytes]], trace: Trace) -> float:
    """For each record; the fastest of three times."""
    best = float("inf")
    gc.disable()  # it would look through the whole trace, more often the longer that is
    for _ in range(3):
        began = time.perf_counter()
        for _ in write(trace):
            pass
        best = min(best, time.perf_counter() - began)
    gc.enable()
    return best / len(trace.records)


def test_it_takes_linear_time(write: Callable[[Trace], Iterator[bytes]], tasks: int) -> None:
    """A record of a trace ten times as long takes at most twice as long."""
    small, long = seconds(write, large(SMALL, tasks)), seconds(write, large(LARGE, tasks))
    print(f"{write.__name__}, {tasks} tasks: {small * 1e6:.1f} and {long * 1e6:.1f} µs a record")

    assert long < 2 * small


def test_it_takes_little_memory(write: Callable[[Trace], Iterator[bytes]], tasks: int) -> None:
    """Besides the trace itself: some tables, and no list of all events."""
    trace = large(SMALL, tasks)
    tracemalloc.start()
    for _ in write(trace):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{write.__name__}, {tasks} tasks: {peak / len(trace.records):.0f} bytes a record")

    assert peak < 100 * len(trace.records) + 3000 * len(trace.tasks)
