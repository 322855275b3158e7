"""Timers: who set each, whether it fired or was cancelled, and for deadlines the scope they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .acting import Actor
from .labels import delay_of
from .model import Record, Timer
from .records import place_of
from .scopes import Scopes, Story, scope_name


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
    scopes: dict[int, Scopes] = {}
    made = []
    for new in records:
        if new.kind == "timer.new":
            number = new.data["handle"]
            actor = actors.get(new.n)
            task = actor.task if actor else None
            if task is not None and task in stories and task not in scopes:
                scopes[task] = Scopes(stories[task], stories)
            own = scopes.get(task) if task is not None else None
            made.append(_timer(new, fired.get(number), cancelled.get(number, ()), task, own, exact))
    return tuple(made)


def _timer(
    new: Record,
    fire: Record | None,
    stops: Sequence[Record],
    task: int | None,
    scopes: Scopes | None,
    exact: bool,
) -> Timer:
    """The timer that `new` set; `stops` may come after it has fired, then they change nothing."""
    stop = stops[0] if stops and (fire is None or stops[0].n < fire.n) else None
    last = stop or fire
    scope = scopes.name(new) if scopes else scope_name(new)
    left = scopes.left(new, scope, fire, stops) if scopes and scope else None
    return Timer(
        number=new.data["handle"],
        callback=new.data.get("callback", ""),
        loop=new.data.get("loop", 0),
        task=task,
        coro=scopes.guarded(new, scope) if scopes and scope else None,
        set_at=new.t,
        due=new.data["due"],
        fired_at=fire.t if fire else None,
        cancelled_at=stop.t if stop else None,
        first=new.n,
        last=last.n if last else None,
        scope=f"{scope}({delay_of(new, exact=exact)})" if scope else "",
        scope_end=left.t if left else None,
        scope_last=left.n if left else None,
        place=place_of(new.data.get("where")),
    )
