"""The world at a record: what runs, what is ready, which timers are set, who waits, who is done.

`after` is the whole meaning: the world after one more record.  A `Replay` keeps a world at every few
records, so that going back is as cheap as going on; a `Cursor` is a position in it, and each of its
moves is total: past an end it stays at that end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from .model import Record, Trace

_EVERY = 64


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a loop runs: a task's step (`task`) or a callback (`handle`, also for a timer)."""

    loop: int | None
    task: int | None = None
    handle: int | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """An item that runs in a thread; an eager task runs inside the step of its maker."""

    thread: int
    item: Item


@dataclass(frozen=True, slots=True)
class Alarm:
    """A timer that has not fired: its handle, when it is due (ns), and whether it was cancelled."""

    handle: int
    due: int
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class World:
    """Everything at one moment: just after record `n`, at `t` ns.  `n` is 0 before the first record.

    `running` has the outermost first; `ready` is in the order in which the loops will run it, `timers`
    in that in which they are due; `waiting` and `done` are tasks in the order in which they got there.
    """

    n: int = 0
    t: int = 0
    running: tuple[Running, ...] = ()
    ready: tuple[Item, ...] = ()
    timers: tuple[Alarm, ...] = ()
    waiting: tuple[int, ...] = ()
    done: tuple[int, ...] = ()


def after(world: World, record: Record) -> World:
    """The world when one more record has happened."""
    world = replace(world, n=record.n, t=record.t)
    data = record.data
    match record.kind:
        case "task.ready":
            item = Item(data.get("loop"), task=data["task"])
            waiting = tuple(task for task in world.waiting if task != item.task)
            return replace(world, ready=(*world.ready, item), waiting=waiting)
        case "task.step":
            return _runs(world, record, Item(data.get("loop"), task=data["task"]))
        case "task.wait":
            world = _stops(world, lambda item: item.task == data["task"])
            if any(item.task == data["task"] for item in world.ready):
                return world
            return replace(world, waiting=(*world.waiting, data["task"]))
        case "task.end" | "task.freed":
            return _ends(world, data["task"])
        case "handle.new":
            return replace(world, ready=(*world.ready, Item(data.get("loop"), handle=data["handle"])))
        case "handle.cancel":
            return _without(world, data["handle"])
        case "handle.run" | "timer.fire":
            return _runs(world, record, Item(data.get("loop"), handle=data["handle"]))
        case "handle.end" | "timer.end":
            return _stops(world, lambda item: item.handle == data["handle"])
        case "timer.new":
            alarms = [*world.timers, Alarm(data["handle"], data["due"])]
            return replace(world, timers=tuple(sorted(alarms, key=lambda alarm: alarm.due)))
        case "timer.cancel":
            return replace(
                world,
                timers=tuple(
                    replace(alarm, cancelled=True) if alarm.handle == data["handle"] else alarm
                    for alarm in world.timers
                ),
            )
        case "loop.turn" | "loop.idle" | "loop.stop":
            running = tuple(each for each in world.running if each.thread != record.thread)
            alarms = [alarm for alarm in world.timers if not (alarm.cancelled and alarm.due <= record.t)]
            return replace(world, running=running, timers=tuple(alarms))
    return world


def _runs(world: World, record: Record, item: Item) -> World:
    """`item` leaves the queue and the timers, and runs."""
    world = _without(world, item.handle, item.task)
    timers = tuple(alarm for alarm in world.timers if alarm.handle != item.handle)
    waiting = tuple(task for task in world.waiting if task != item.task)
    running = (*world.running, Running(record.thread, item))
    return replace(world, running=running, timers=timers, waiting=waiting)


def _without(world: World, handle: int | None = None, task: int | None = None) -> World:
    """The queue without one handle, or one task."""
    ready = tuple(
        item
        for item in world.ready
        if not (item.handle == handle is not None or item.task == task is not None)
    )
    return replace(world, ready=ready)


def _stops(world: World, which: Callable[[Item], bool]) -> World:
    return replace(world, running=tuple(each for each in world.running if not which(each.item)))


def _ends(world: World, task: int) -> World:
    if task in world.done:
        return world
    world = _without(_stops(world, lambda item: item.task == task), task=task)
    waiting = tuple(other for other in world.waiting if other != task)
    return replace(world, waiting=waiting, done=(*world.done, task))


class Replay:
    """The worlds of one trace, by position: 0 is before the first record, len(records) after the last."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self._kept = [World()]

    def __len__(self) -> int:
        return len(self.trace.records)

    def at(self, position: int) -> World:
        """The world at a position; outside of the trace, the one at its nearer end."""
        position = max(0, min(position, len(self)))
        block = min(position // _EVERY, len(self._kept) - 1)
        world = self._kept[block]
        for index in range(block * _EVERY, position):
            world = after(world, self.trace.records[index])
            if (index + 1) % _EVERY == 0 and (index + 1) // _EVERY == len(self._kept):
                self._kept.append(world)
        return world


@dataclass(frozen=True, slots=True)
class Cursor:
    """A position between two records: all before it are in effect, the ones after it not yet."""

    replay: Replay
    position: int = 0

    @property
    def world(self) -> World:
        """The world here."""
        return self.replay.at(self.position)

    @property
    def record(self) -> Record | None:
        """The last record in effect, None before the first."""
        return self.replay.trace.records[self.position - 1] if self.position else None

    def move(self, by: int) -> Cursor:
        """`by` records on, or back when negative."""
        return replace(self, position=max(0, min(self.position + by, len(self.replay))))

    def to(self, n: int) -> Cursor:
        """To just after record `n`, or after the last one before it."""
        position = bisect_right(self.replay.trace.records, n, key=lambda record: record.n)
        return replace(self, position=position)

    def seek(self, wanted: Callable[[Record], bool], forwards: bool = True) -> Cursor:
        """To just after the next (or the previous) record that is wanted; here, when there is none."""
        records = self.replay.trace.records
        ahead = range(self.position, len(records)) if forwards else range(self.position - 2, -1, -1)
        for index in ahead:
            if wanted(records[index]):
                return replace(self, position=index + 1)
        return self

    def same_task(self, forwards: bool = True) -> Cursor:
        """To the next record of the task that the record here speaks of."""
        here = self.record
        task = here.data.get("task") if here else None
        return self.seek(lambda record: record.data.get("task") == task, forwards) if task else self

    def same_loop_turn(self, forwards: bool = True) -> Cursor:
        """To the next turn of any loop."""
        return self.seek(lambda record: record.kind == "loop.turn", forwards)

    def cause(self) -> Cursor:
        """To the record that made this one happen; here, when there is none."""
        here = self.record
        return self.to(here.because) if here and here.because else self

    def effects(self) -> tuple[int, ...]:
        """The numbers of the records that this one made happen."""
        here = self.record
        if here is None:
            return ()
        return tuple(record.n for record in self.replay.trace.records if record.because == here.n)
