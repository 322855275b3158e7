"""Loops, threads, and the blocking calls that hold a loop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .acting import Actor
from .model import Hold, Loop, Record, Thread
from .records import place_of


def loops(records: Sequence[Record], end: int) -> tuple[Loop, ...]:
    """All loops by number; a run that is still going on ends with the trace, at `end`."""
    classes: dict[int, str] = {}
    turns: dict[int, int] = {}
    runs: dict[int, list[tuple[int, int, int]]] = {}
    closed: dict[int, int] = {}
    running: dict[int, tuple[int, int]] = {}
    for record in records:
        number = record.data.get("loop")
        if not record.kind.startswith("loop.") or number is None:
            continue
        classes.setdefault(number, "")
        match record.kind:
            case "loop.new":
                classes[number] = record.data.get("class", "")
            case "loop.turn" if "turn" in record.data:
                turns[number] = turns.get(number, 0) + 1
            case "loop.run":
                running[number] = (record.thread, record.t)
            case "loop.stop" if number in running:
                thread, start = running.pop(number)
                runs.setdefault(number, []).append((thread, start, record.t))
            case "loop.close":
                closed.setdefault(number, record.t)
    for number, (thread, start) in running.items():
        runs.setdefault(number, []).append((thread, start, end))
    return tuple(
        Loop(
            number=number,
            class_name=name,
            turns=turns.get(number, 0),
            runs=tuple(runs.get(number, ())),
            closed_at=closed.get(number),
        )
        for number, name in sorted(classes.items())
    )


def threads(records: Sequence[Record]) -> tuple[Thread, ...]:
    """All threads by number, the main thread first."""
    places: dict[int, Record] = {}
    ends: dict[int, int] = {}
    names: dict[int, str] = {1: "MainThread"}
    starts: dict[int, int] = {1: 0}
    for record in records:
        if record.kind == "thread.new":
            number = record.data["started"]
            names[number] = record.data.get("name", f"thread {number}")
            places[number] = record
            starts[number] = record.t
        elif record.thread not in names:
            names[record.thread] = f"thread {record.thread}"
            starts[record.thread] = record.t
        if record.kind == "thread.end":
            ends[record.thread] = record.t
    return tuple(
        Thread(
            number=number,
            name=name,
            start=starts[number],
            end=ends.get(number),
            place=place_of(places[number].data.get("where")) if number in places else None,
        )
        for number, name in sorted(names.items())
    )


def holds(records: Sequence[Record], actors: Mapping[int, Actor], end: int) -> tuple[Hold, ...]:
    """All blocking calls in order; one that never came back lasts until `end`."""
    running: dict[int, int] = {}
    open_: dict[int, tuple[int, Record, int | None]] = {}
    made: dict[int, Hold] = {}
    for record in records:
        match record.kind:
            case "loop.run":
                running[record.thread] = record.data["loop"]
            case "loop.stop":
                running.pop(record.thread, None)
            case "thread.wait":
                open_[record.thread] = (record.n, record, running.get(record.thread))
            case "thread.wake" if record.thread in open_:
                n, wait, loop = open_.pop(record.thread)
                made[n] = _hold(wait, loop, record.t, actors)
    for n, wait, loop in open_.values():
        made[n] = _hold(wait, loop, end, actors)
    return tuple(hold for _, hold in sorted(made.items()))


def _hold(wait: Record, loop: int | None, end: int, actors: Mapping[int, Actor]) -> Hold:
    actor = actors.get(wait.n)
    return Hold(
        thread=wait.thread,
        loop=loop,
        task=actor.task if actor else None,
        what=wait.data.get("what", ""),
        start=wait.t,
        end=end,
        first=wait.n,
        place=place_of(wait.data.get("where")),
    )
