"""The deadlines of a run as the program sees them: each `wait_for()` and `timeout()`, and how it was left."""

from __future__ import annotations

from dataclasses import dataclass

from ...trace.model import Coro, Error, Hold, Record, Task, Timer
from ...trace.names import short_error
from ...trace.records import error_of
from ..story import Story


@dataclass(frozen=True, slots=True)
class Scope:
    """One deadline and how its block was left: at `end` (ns), by the record `last`, with `error` or None.

    `call` are the words for it; `guarded` is the coroutine under the deadline, where there is one.
    """

    timer: Timer
    task: Task
    kind: str
    call: str
    end: int
    last: Record
    error: Error | None
    guarded: Coro | None

    @property
    def late(self) -> int:
        """How long after the deadline it was left (ns)."""
        return self.end - self.timer.due

    @property
    def timed_out(self) -> bool:
        """Whether a timeout error came out."""
        return self.error is not None and self.error.type == "TimeoutError"

    @property
    def error_name(self) -> str:
        """The short name of the error that came out, "" for none."""
        return short_error(self.error) if self.error is not None else ""


def scopes(story: Story) -> list[Scope]:
    """The deadlines of the program's own tasks that were left, in the order in which they were set."""
    found: list[Scope] | None = story.memo.get("scopes")
    if found is None:
        found = [scope for timer in story.trace.timers if (scope := _scope(story, timer)) is not None]
        story.memo["scopes"] = found
    return found


def _scope(story: Story, timer: Timer) -> Scope | None:
    task = story.tasks.get(timer.task or 0)
    last = story.index.get(timer.scope_last or 0)
    kind = timer.scope.partition("(")[0]
    if task is None or task.internal or last is None or kind not in ("wait_for", "timeout"):
        return None
    way_out = story.coros.get(last.data.get("coro", 0))
    if way_out is None or not way_out.internal:
        return None
    awaited = story.awaited(timer.place) if kind == "wait_for" else ""
    delay = timer.scope.removeprefix(kind).strip("()")
    return Scope(
        timer=timer,
        task=task,
        kind=kind,
        call=awaited if delay in awaited else timer.scope,
        end=last.t,
        last=last,
        error=way_out.error or (_in_flight(story, last) if kind == "timeout" else None),
        guarded=story.coros.get(timer.coro) if timer.coro is not None else None,
    )


def _in_flight(story: Story, left: Record) -> Error | None:
    """The exception that went on through a block whose __aexit__ returned at the record `left`.

    When the next thing is the __aexit__ of a block around it, what that one did tells: it raises only
    when it was entered with an exception.
    """
    step = story.step(left)
    met: Error | None = None
    for record in story.inside(step) if step is not None else ():
        if record.n < left.n:
            met = error_of(record.data.get("error")) if record.kind == "coro.catch" else met
        elif record.n > left.n and record.kind.startswith("coro."):
            if record.kind != "coro.start":
                return error_of(record.data.get("error"))
            outer = story.coros.get(record.data["coro"])
            if outer is None or "__aexit__" not in outer.name or outer.last is None:
                return None
            return met if outer.error is not None else _in_flight(story, story.index[outer.last])
    return None


def holds_between(story: Story, loop: int, start: int, end: int) -> list[Hold]:
    """The blocking calls that held a loop at any time from `start` to `end`."""
    return [hold for hold in story.trace.holds if hold.loop == loop and hold.start < end and hold.end > start]


def survivors(story: Story, scope: Scope) -> list[Task]:
    """The tasks that were made inside a scope, or shielded in it, and that outlived it untouched."""
    until = scope.last.n
    owners = {scope.task.number, scope.guarded.task if scope.guarded else None}
    shielded = story.shields.get(scope.task.number, until) < until
    return [
        task
        for owner in owners - {None}
        for task in story.made_by.get(owner, ())
        if task is not scope.task
        and (shielded or scope.timer.first < task.first < until)
        and (task.last is None or task.last > until)
        and not task.cancels
        and not (scope.guarded is not None and scope.guarded.task == task.number)
    ]
