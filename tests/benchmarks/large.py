"""Large traces: tasks that sleep by turns, on one loop, one step every 10 µs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asyncx.trace.build import build
from asyncx.trace.model import Trace
from tests.traces import FILE, run

STEP = 10_000
"""ns between two steps."""


def large(records: int, tasks: int = 100) -> Trace:
    """A trace of about so many records, and so many tasks."""
    return build(run(clock="real"), _numbered(_records(records, tasks)))


def _numbered(records: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, record in enumerate(records, 1):
        yield {"n": number, "thread": 1, **record}


def _records(records: int, tasks: int) -> Iterator[dict[str, Any]]:
    """Of each step: its timer fires, the task gets ready, runs, sets the next timer and waits."""
    yield {"t": 0, "kind": "loop.new", "loop": 1, "class": "_UnixSelectorEventLoop"}
    yield {"t": 0, "kind": "loop.run", "loop": 1}
    made = 2
    for task in range(1, tasks + 1):
        yield {
            "t": 0, "kind": "task.new", "task": task, "name": f"worker-{task}", "coro": "work", "loop": 1,
            "where": [FILE, 20, "main"],
        }  # fmt: skip
        yield {"t": 0, "kind": "task.ready", "task": task, "loop": 1, "because": made + 1}
        made += 2
    steps = max(records - made - tasks, 0) // 7
    fired: dict[int, int] = {}
    for step in range(steps):
        t, task = (step + 1) * STEP, step % tasks + 1
        timer = {"handle": step + 1, "callback": "wake", "loop": 1}
        if step >= tasks:
            handle = step - tasks + 1
            yield {"t": t, "kind": "timer.fire", "loop": 1, "callback": "wake", "handle": handle,
                   "because": fired[task]}  # fmt: skip
            yield {"t": t, "kind": "task.ready", "task": task, "loop": 1, "because": made + 1}
            yield {"t": t, "kind": "timer.end", "handle": handle}
            made += 3
        yield {"t": t, "kind": "loop.turn", "loop": 1, "turn": step + 1}
        yield {"t": t + 1000, "kind": "task.step", "task": task, "loop": 1}
        yield {"t": t + 2000, "kind": "timer.new", **timer, "due": t + tasks * STEP, "because": made + 2,
               "where": [FILE, 12, "work"]}  # fmt: skip
        fired[task] = made + 3
        stack = [[FILE, 12, "work"], ["asyncio/tasks.py", 600, "sleep"]]
        yield {"t": t + 3000, "kind": "task.wait", "task": task, "on": {"future": step + 1}, "stack": stack}
        made += 4
    for task in range(1, tasks + 1):
        yield {"t": (steps + tasks + 1) * STEP, "kind": "task.freed", "task": task, "pending": True}
