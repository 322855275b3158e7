"""A world that goes on from record to record, in time that does not grow with what is in it.

The twin of `Moving` in `render/viewer/replay.js`; `world.after` says what both have to come to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Generic, TypeVar

from .model import Record
from .world import Alarm, Item, Running, World

T = TypeVar("T")

_NEVER = 1 << 80


class Line(Generic[T]):
    """Things in the order in which they came, found by a key; several may have the same one."""

    def __init__(self) -> None:
        self._items: dict[int, T] = {}
        self._places: dict[int, list[int]] = {}
        self._next = 0

    def add(self, key: int, item: T) -> None:
        """Put `item` at the end."""
        self._items[self._next] = item
        self._places.setdefault(key, []).append(self._next)
        self._next += 1

    def remove(self, key: int) -> None:
        """Take away all that have this key."""
        for place in self._places.pop(key, ()):
            del self._items[place]

    def change(self, key: int, changed: Callable[[T], T]) -> list[T]:
        """Put something else into the places of all that have this key; returns what is there now."""
        places = self._places.get(key, ())
        for place in places:
            self._items[place] = changed(self._items[place])
        return [self._items[place] for place in places]

    def __contains__(self, key: int) -> bool:
        return key in self._places

    def values(self) -> Iterable[T]:
        """All of them, in order."""
        return self._items.values()


class Ends:
    """The tasks of a trace in the order of their ends, as far as any world of it has got."""

    def __init__(self) -> None:
        self.order: list[int] = []
        self.place: dict[int, int] = {}


class Moving:
    """The world `start`, and after each `on` the one that follows.

    `ends` is shared by all worlds of one trace; in `start` the first `done` of them have happened, and are
    not said again.
    """

    def __init__(self, ends: Ends, start: World, done: int) -> None:
        self._ends = ends
        self._n, self._t = start.n, start.t
        self._running = start.running
        self._ready: Line[Item] = Line()
        self._timers: Line[Alarm] = Line()
        self._waiting: Line[int] = Line()
        self._done = done
        self._clear = _NEVER
        """When the first of the cancelled timers is due: before that there is nothing to clear away."""
        for item in start.ready:
            self._ready.add(_key(item), item)
        for alarm in start.timers:
            self._timers.add(alarm.handle, alarm)
            if alarm.cancelled:
                self._clear = min(self._clear, alarm.due)
        for task in start.waiting:
            self._waiting.add(task, task)

    @property
    def done(self) -> int:
        """How many tasks have ended."""
        return self._done

    def world(self, *, done: bool = True) -> World:
        """The world as it is now; its tasks that are done are left out unless `done`."""
        return World(
            n=self._n,
            t=self._t,
            running=self._running,
            ready=tuple(self._ready.values()),
            timers=tuple(sorted(self._timers.values(), key=lambda alarm: alarm.due)),
            waiting=tuple(self._waiting.values()),
            done=tuple(self._ends.order[: self._done]) if done else (),
        )

    def on(self, record: Record) -> None:
        """One more record happens."""
        self._n, self._t = record.n, record.t
        data = record.data
        match record.kind:
            case "task.ready":
                self._ready.add(2 * data["task"], Item(data.get("loop"), task=data["task"]))
                self._waiting.remove(data["task"])
            case "task.step":
                self._ready.remove(2 * data["task"])
                self._waiting.remove(data["task"])
                self._run(record, Item(data.get("loop"), task=data["task"]))
            case "task.wait":
                self._stop(lambda each: each.item.task == data["task"])
                if 2 * data["task"] not in self._ready:
                    self._waiting.add(data["task"], data["task"])
            case "task.end" | "task.freed":
                self._end(data["task"])
            case "handle.new":
                self._ready.add(2 * data["handle"] + 1, Item(data.get("loop"), handle=data["handle"]))
            case "handle.cancel":
                self._ready.remove(2 * data["handle"] + 1)
            case "handle.run" | "timer.fire":
                self._ready.remove(2 * data["handle"] + 1)
                self._timers.remove(data["handle"])
                self._run(record, Item(data.get("loop"), handle=data["handle"]))
            case "handle.end" | "timer.end":
                self._stop(lambda each: each.item.handle == data["handle"])
            case "timer.new":
                self._timers.add(data["handle"], Alarm(data["handle"], data["due"]))
            case "timer.cancel":
                for alarm in self._timers.change(data["handle"], _cancelled):
                    self._clear = min(self._clear, alarm.due)
            case "loop.turn" | "loop.idle" | "loop.stop":
                self._stop(lambda each: each.thread == record.thread)
                self._clear_timers(record.t)

    def _run(self, record: Record, item: Item) -> None:
        self._running = (*self._running, Running(record.thread, item))

    def _stop(self, which: Callable[[Running], bool]) -> None:
        if self._running:
            self._running = tuple(each for each in self._running if not which(each))

    def _clear_timers(self, time: int) -> None:
        """Timers that were cancelled go when they are due."""
        if time < self._clear:
            return
        self._clear = _NEVER
        for alarm in [alarm for alarm in self._timers.values() if alarm.cancelled]:
            if alarm.due <= time:
                self._timers.remove(alarm.handle)
            else:
                self._clear = min(self._clear, alarm.due)

    def _end(self, task: int) -> None:
        ends = self._ends
        if ends.place.get(task, self._done) < self._done:
            return
        self._stop(lambda each: each.item.task == task)
        self._ready.remove(2 * task)
        self._waiting.remove(task)
        if self._done == len(ends.order):
            ends.place[task] = self._done
            ends.order.append(task)
        self._done += 1


def _key(item: Item) -> int:
    return 2 * item.handle + 1 if item.handle is not None else 2 * (item.task or 0)


def _cancelled(alarm: Alarm) -> Alarm:
    return replace(alarm, cancelled=True)
