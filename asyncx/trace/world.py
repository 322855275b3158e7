"""The world at one moment of a trace, and what one more record does to it.

`after` is the whole meaning of a world.  It makes a new one each time, so what goes through many records
is a `moving.Moving`, which is tested to be equal to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from .model import Record


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
