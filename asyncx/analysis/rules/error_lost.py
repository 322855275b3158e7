"""Errors that nobody saw: never retrieved, or kept by a gather() that had raised another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ...kernel.wire import INSTALLED
from ...trace.model import Error, Outcome, Place, Record, Task, Trace
from ...trace.names import short_error
from ...trace.records import error_of, place_of
from ..finding import Finding, Severity
from ..story import Story, story_of
from ..vocabulary import last_part
from ..words import ms
from .common import heard, made_happen, ours, since, told_of
from .error_muted import muted
from .generator_not_closed import closing

NAME = "error-lost"
_LOOK_AT_EACH = "gather(..., return_exceptions=True), and look at each"
_RAISE_ALL = f"a TaskGroup raises them all; or {_LOOK_AT_EACH}"


def check(trace: Trace) -> Iterable[Finding]:
    """Errors that asyncio reports as never retrieved, and those that gather() keeps to itself."""
    story = story_of(trace)
    # Python reports them in the order in which they are garbage-collected.
    yield from sorted(_never_retrieved(story), key=lambda each: (each.start, each.record))
    yield from _second_errors(story)
    yield from muted(story)


def _never_retrieved(story: Story) -> Iterator[Finding]:
    told: set[int] = set()
    for record in story.of_kind("handler"):
        message, error = str(record.data.get("message", "")), error_of(record.data.get("error"))
        if "exception was never retrieved" not in message or error is None or error.type in _EXITS:
            continue
        task = story.tasks.get(record.data.get("task", 0)) or _raiser(story, error, record, told)
        place = _line(story, task) if task is not None else _set_at(story, record) or _raised_at(record)
        if place is not None and place.file.startswith(INSTALLED):
            continue
        told |= {task.number} if task is not None else set()
        name, end = short_error(error), task.end if task is not None else None
        who = story.who(task.number) if task is not None else f"A {message.partition(' ')[0].lower()}"
        when = f" at {ms(end)}" if end is not None else ""
        gathered = message.startswith("_Gathering")
        rest = "nobody awaited its gather()" if gathered else "nobody ever asked for it"
        verb = "was given" if task is None and message.startswith("Future") else "raised"
        yield Finding(
            rule=NAME,
            severity=Severity.PROBLEM,
            sentence=f"{who} {verb} {told_of(error)}{when}, and {rest}.",
            fragment=who if task is not None else name,
            fix=_fix(story, task),
            place=place,
            record=record.n,
            start=end if end is not None else record.t,
            end=record.t,
            tasks=(task.number,) if task is not None else (),
        )


def _line(story: Story, task: Task) -> Place | None:
    """Where the program made the task; of one that asyncio made for it, where the error was raised.

    Of one that asyncio made to close a generator, where that was left: there it should have been closed.
    """
    if task.place is not None or task.last is None:
        return task.place
    left = _generator_left(story, task)
    if left is not None:
        return place_of(left.data.get("where")) or place_of(left.data.get("at"))
    raised = place_of((story.index[task.last].data.get("error") or {}).get("where"))
    return raised if ours(raised) else None


def _generator_left(story: Story, task: Task) -> Record | None:
    """The record with which the generator was left which a task of asyncio's closes; None for other tasks."""
    if task.place is not None or not task.coro.endswith(".aclose"):
        return None
    name = task.coro.removesuffix(".aclose")
    left = [each for each in story.of_kind("generator.left") if each.data["generator"] == name]
    return next((each for each in reversed(left) if each.n < task.first), None)


def _fix(story: Story, task: Task | None) -> str:
    if task is not None and _generator_left(story, task) is not None:
        return closing(story)
    if task is not None and task.place is None:
        return f"catch and log it in {last_part(task.coro)}()"
    return "await it, or read its error in a done-callback"


_EXITS = frozenset({"SystemExit", "KeyboardInterrupt", "CancelledError"})


def _raiser(story: Story, error: Error, report: Record, told: set[int]) -> Task | None:
    """The task that ended with the error of a report: the first of those of whose end fewest were told.

    A report has no task when weak references to it are dead already.
    """
    found = [
        task
        for task in story.users
        if task.error is not None
        and (task.error.type, task.error.message) == (error.type, error.message)
        and (task.last or 0) < report.n
        and task.number not in told
    ]
    return min(found, key=lambda task: len(heard(story, task)), default=None)


def _set_at(story: Story, report: Record) -> Place | None:
    """Where the future of a report was given its error."""
    for record in story.of_kind("future.done"):
        if record.data.get("future") == report.data.get("future", 0):
            return story.place(record)
    return None


def _raised_at(report: Record) -> Place | None:
    """Where the error of a report was raised, for a task that had ended before anything was recorded."""
    place = place_of((report.data.get("error") or {}).get("where"))
    return place if ours(place) else None


def _second_errors(story: Story) -> Iterator[Finding]:
    for waiter, group in _gathers(story):
        failed = [task for task in group if task.outcome is Outcome.RAISED and task.last is not None]
        failed.sort(key=lambda task: task.last or 0)
        if len(failed) < 2 or not _woke(story, failed[0], waiter):
            continue
        for task in failed[1:]:
            if task.error is None or not ours(task.place) or not _only_gathered(story, task):
                continue
            first, who, when = failed[0].error, story.who(task.number), ms(task.end or 0)
            name = short_error(first) if first is not None else "the first error"
            yield Finding(
                rule=NAME,
                severity=Severity.PROBLEM,
                sentence=f"{who} raised {told_of(task.error)} at {when}, and nobody was told: its "
                f"gather() had raised {name} before.",
                fragment=f"{short_error(task.error)} of {who}",
                fix=_RAISE_ALL if since(story, 3, 11) else _LOOK_AT_EACH,
                place=task.place,
                record=task.last or task.first,
                start=task.end or task.start,
                end=task.end or task.start,
                tasks=(task.number,),
            )


def _gathers(story: Story) -> list[tuple[int, list[Task]]]:
    """The tasks that each gather() waited for, and the task that awaited it; no task is in two.

    A wait that was soon over is recorded without them: then those are known that ended with an error.
    """
    seen: dict[object, tuple[int, list[Task]]] = {}
    for wait in story.of_kind("task.wait"):
        on = wait.data.get("on", {})
        if "gather" in on:
            group = [story.tasks[number] for number in on["gather"] if number in story.tasks]
            # On the real clock futures are not told apart.
            seen.setdefault((on.get("future", wait.n), *on["gather"]), (wait.data["task"], group))
    known = Counter(task.number for _, group in seen.values() for task in group)
    for task in story.users:
        gather = story.index[task.last].data.get("gather") if task.last is not None else None
        if gather is not None and task.maker is not None and task.number not in known:
            seen.setdefault(gather, (task.maker, []))[1].append(task)
    return [(waiter, [task for task in group if known[task.number] < 2]) for waiter, group in seen.values()]


def _woke(story: Story, first: Task, waiter: int) -> bool:
    """Whether the end of the first task that failed woke the one that awaited it, and so its error did."""
    level = heard(story, first)
    for _ in range(4):
        if any(record.kind == "task.ready" and record.data["task"] == waiter for record in level):
            return True
        follow = [each for record in level for each in made_happen(story).get(record.n, ())]
        level = [each for each in follow if each.kind in ("handle.run", "future.done", "task.ready")]
    return False


def _only_gathered(story: Story, task: Task) -> bool:
    """Whether only one gather() knows the task: it made it, and nobody else heard of its end."""
    if "gather" not in story.index[task.first].data.get("via", ()):
        return False
    told = [record for record in heard(story, task) if record.kind == "handle.new"]
    return len([record for record in told if str(record.data.get("callback", "")).startswith("gather")]) <= 1
