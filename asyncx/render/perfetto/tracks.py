"""The tracks of a trace: the program, its threads, in each the loops it ran, in each the tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from ...trace.model import Loop, Task, Trace
from ..words import plain
from .awaits import Interval, lanes_of
from .timeline import Track, TrackKind

NAME = 200
"""Cells of a name; what is longer is cut."""
PROGRAM = 1
"""The track of the program itself."""


@dataclass(frozen=True, slots=True)
class Tracks:
    """All tracks in an order in which each comes after its parent, and where things belong.

    `awaits` are pairs (track, intervals on it) of each task that has any.
    """

    every: tuple[Track, ...]
    threads: Mapping[int, int]
    loops: Mapping[int, int]
    tasks: Mapping[int, int]
    ready: Mapping[int, int]
    lag: Mapping[int, int]
    awaits: tuple[tuple[int, tuple[Interval, ...]], ...]


def tracks(trace: Trace, *, internals: bool = False) -> Tracks:
    """The tracks of a trace; with those of asyncio's own tasks and coroutines if `internals`."""
    numbers = count(PROGRAM + 1)
    run = trace.run
    name = f"asyncx {run.target}, {run.implementation} {run.python}"
    made = [Track(PROGRAM, 0, plain(name, limit=NAME), TrackKind.PROCESS)]
    threads: dict[int, int] = {}
    for thread in trace.threads:
        threads[thread.number] = next(numbers)
        title = plain(thread.name, limit=NAME)
        made.append(Track(threads[thread.number], PROGRAM, title, TrackKind.THREAD, thread.number))
    shown = [task for task in trace.tasks if internals or not task.internal]
    loops: dict[int, int] = {}
    ready: dict[int, int] = {}
    lag: dict[int, int] = {}
    for number, title, thread_number in _loops(trace, shown):
        parent = threads.get(thread_number, PROGRAM)
        loops[number], ready[number], lag[number] = next(numbers), next(numbers), next(numbers)
        made += (
            Track(loops[number], parent, title, TrackKind.LOOP, number, number),
            Track(ready[number], loops[number], "ready tasks", TrackKind.COUNT, number, number, 0),
            Track(lag[number], loops[number], "loop lag", TrackKind.DELAY, number, number, 1),
        )
    tasks: dict[int, int] = {}
    awaits: list[tuple[int, tuple[Interval, ...]]] = []
    for rank, task in enumerate(sorted(shown, key=lambda task: task.first), 2):
        tasks[task.number] = own = next(numbers)
        title = plain(task.title, limit=NAME)
        made.append(Track(own, loops[task.loop], title, TrackKind.TASK, task.number, task.loop, rank))
        for place, lane in enumerate(lanes_of(task, trace, internals=internals)):
            title = f"awaits ({place + 1})" if place else "awaits"
            track = next(numbers)
            made.append(Track(track, own, title, TrackKind.AWAITS, task.number, task.loop, place))
            awaits.append((track, lane))
    return Tracks(tuple(made), threads, loops, tasks, ready, lag, tuple(awaits))


def _loops(trace: Trace, tasks: list[Task]) -> Iterator[tuple[int, str, int]]:
    """(number, title, thread) of each loop, also of one that only its tasks tell of."""
    known: dict[int, Loop | None] = {loop.number: loop for loop in trace.loops}
    for task in tasks:
        known.setdefault(task.loop, None)
    homes = {task.loop: task.thread for task in reversed(tasks)}
    for number, loop in sorted(known.items()):
        thread = loop.runs[0][0] if loop is not None and loop.runs else homes.get(number, 0)
        kind = f" {loop.class_name}" if loop is not None and loop.class_name else ""
        yield number, plain(f"loop {number}{kind}", limit=NAME), thread
