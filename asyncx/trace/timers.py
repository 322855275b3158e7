"""Timers, and the deadlines among them: `wait_for(0.1)`, `timeout(2)`, each with its scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .acting import Actor
from .chains import Chains
from .labels import is_internal, seconds
from .model import Record, Timer
from .records import place_of

_OWNERS = {
    "sleep": "",
    "_release_waiter": "",
    "wait_for": "wait_for",
    "timeout": "timeout",
    "_wait": "wait",
    "wait": "wait",
    "as_completed": "as_completed",
    "_AsCompletedIterator.__init__": "as_completed",
}


@dataclass(frozen=True, slots=True)
class Story:
    """The records of one task in order, and its coroutines."""

    records: Sequence[Record]
    chains: Chains


def scope_name(new: Record) -> str:
    """The call that owns the deadline that a timer.new sets, "" when it sets none."""
    via = [
        name for name in new.data.get("via", ()) if name.rpartition(".")[2] not in ("call_later", "call_at")
    ]
    if not via:
        return ""
    if via[0].rpartition(".")[2] == "reschedule":
        entered = len(via) > 2 and via[1].endswith("__aenter__")
        return "wait_for" if entered and via[2] == "wait_for" else "timeout"
    return _OWNERS.get(via[0], "")


def timers(
    records: Sequence[Record],
    actors: Mapping[int, Actor],
    stories: Mapping[int, Story],
    exact: bool,
) -> tuple[Timer, ...]:
    """All timers in the order in which they were set; `exact` is false on a real clock."""
    fired: dict[int, Record] = {}
    cancelled: dict[int, list[Record]] = {}
    for record in records:
        if record.kind == "timer.fire":
            fired.setdefault(record.data["handle"], record)
        elif record.kind == "timer.cancel":
            cancelled.setdefault(record.data["handle"], []).append(record)
    made = []
    for new in records:
        if new.kind != "timer.new":
            continue
        number = new.data["handle"]
        fire = fired.get(number)
        stops = cancelled.get(number, [])
        stop = stops[0] if stops and (fire is None or stops[0].n < fire.n) else None
        actor = actors.get(new.n)
        task = actor.task if actor else None
        scope = scope_name(new)
        story = stories.get(task) if task is not None and scope else None
        last = stop or fire
        made.append(
            Timer(
                number=number,
                callback=new.data.get("callback", ""),
                loop=new.data.get("loop", 0),
                task=task,
                coro=_guarded(new, scope, story, stories) if story else None,
                set_at=new.t,
                due=new.data["due"],
                fired_at=fire.t if fire else None,
                cancelled_at=stop.t if stop else None,
                first=new.n,
                last=last.n if last else None,
                scope=f"{scope}({seconds(new.data['due'] - new.t, exact=exact)})" if scope else "",
                scope_end=_left(new, scope, fire, stops, story) if scope else None,
                place=place_of(new.data.get("where")),
            )
        )
    return tuple(made)


def _guarded(new: Record, scope: str, story: Story, stories: Mapping[int, Story]) -> int | None:
    """The coroutine under a deadline: what wait_for awaits, or the one that entered `timeout()`."""
    if scope not in ("wait_for", "timeout"):
        return None
    owner = _owner(new, scope, story)
    if scope == "timeout":
        return owner
    for record in story.records:
        if record.n < new.n:
            continue
        if record.kind == "coro.start" and owner is not None and not _machinery(record):
            return int(record.data["coro"])
        if record.kind == "task.new" and "wait_for" in record.data.get("via", ()):
            return _own_coro(stories.get(record.data["task"]))
        if record.kind == "task.wait":
            on = record.data.get("on", {})
            return _own_coro(stories.get(on["task"])) if "task" in on else None
    return None


def _machinery(start: Record) -> bool:
    """Whether a coroutine is a part of the timeout itself."""
    return str(start.data["name"]).rpartition(".")[2] in ("__aenter__", "__aexit__", "_cancel_and_wait")


def _own_coro(story: Story | None) -> int | None:
    return next(iter(story.chains.lives), None) if story else None


def _owner(new: Record, scope: str, story: Story) -> int | None:
    """The innermost coroutine alive at `new`: wait_for's own, or for `timeout` the user's."""
    for number, life in reversed(story.chains.lives.items()):
        if life.start.n > new.n or (life.end is not None and life.end.n < new.n):
            continue
        place = life.start.data.get("where")
        internal = place is not None and is_internal(place[0])
        if internal == (scope != "timeout") and (scope == "timeout" or life.start.data["name"] == scope):
            return number
    return None


def _left(
    new: Record,
    scope: str,
    fire: Record | None,
    stops: Sequence[Record],
    story: Story | None,
) -> int | None:
    """When the scope was left (ns).

    On the way out its timer is cancelled, or, when it has fired, uncancel() is called; without either,
    the scope lasts until the coroutine that set it ends.
    """
    if stops:
        return stops[-1].t
    if story is None:
        return None
    if fire is not None:
        for record in story.records:
            via = record.data.get("via", ())
            if record.n > fire.n and record.kind == "task.uncancel" and "Timeout.__aexit__" in via:
                return record.t
    owner = _owner(new, scope, story)
    life = story.chains.lives.get(owner) if owner is not None else None
    return life.end.t if life is not None and life.end is not None else None
