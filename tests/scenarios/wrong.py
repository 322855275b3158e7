"""Traces made wrong on purpose: each mutation breaks one kind of thing in an otherwise true trace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from asyncx.trace.model import (
    Coro,
    Outcome,
    Record,
    Span,
    Task,
    TaskState,
    Trace,
)

from .strangers import LOOP, REQUEST, TASK, TIMER, WRONG

LATER = 7_000_000
"""How much later everything is in a trace with wrong times (ns)."""


def _tasks(trace: Trace, change: Callable[[Task], Task]) -> Trace:
    return replace(trace, tasks=tuple(map(change, trace.tasks)))


def _coros(trace: Trace, change: Callable[[Coro], Coro]) -> Trace:
    changed = _tasks(trace, lambda task: replace(task, coros=tuple(map(change, task.coros))))
    return replace(changed, strays=tuple(map(change, trace.strays)))


def _records(trace: Trace, change: Callable[[Record], Record | None]) -> Trace:
    records = tuple(made for record in trace.records if (made := change(record)) is not None)
    return replace(trace, records=records, index={record.n: record for record in records})


def _kind(trace: Trace, kinds: tuple[str, ...], change: Callable[[Record], Record | None]) -> Trace:
    return _records(trace, lambda record: change(record) if record.kind in kinds else record)


def _data(record: Record, **changes: Any) -> Record:
    return replace(record, data=MappingProxyType({**record.data, **changes}))


def _also(trace: Trace, kind: str, **data: Any) -> Trace:
    last = trace.records[-1]
    more = Record(last.n + 1, last.t, 1, kind, None, MappingProxyType(data))
    return replace(trace, records=(*trace.records, more), index={**trace.index, more.n: more})


def _later(value: int | None) -> int | None:
    return None if value is None else value + LATER


def wrong_times(trace: Trace) -> Trace:
    """Everything ends later, and starts later by another while."""
    holds = tuple(replace(hold, end=hold.end + LATER) for hold in trace.holds)
    changed = _tasks(trace, lambda task: replace(task, start=task.start + 2 * LATER, end=_later(task.end)))
    changed = _coros(changed, lambda coro: replace(coro, start=coro.start + 2 * LATER, end=_later(coro.end)))
    return replace(changed, end=trace.end + LATER, holds=holds)


def wrong_ends(trace: Trace) -> Trace:
    """Each task and coroutine ends a little later than the one before it."""
    numbered = {task.number: at for at, task in enumerate(trace.tasks, 1)}
    changed = _tasks(
        trace,
        lambda task: replace(
            task, end=None if task.end is None else task.end + LATER * numbered[task.number]
        ),
    )
    return _coros(
        changed, lambda coro: replace(coro, end=None if coro.end is None else coro.end + LATER * coro.number)
    )


def no_ends(trace: Trace) -> Trace:
    """Nothing has ended."""
    changed = _tasks(trace, lambda task: replace(task, end=None, outcome=Outcome.NEVER_ENDED))
    return _coros(changed, lambda coro: replace(coro, end=None, outcome=Outcome.NEVER_ENDED))


def other_outcomes(trace: Trace) -> Trace:
    """What returned raised, and everything else returned."""

    def flip(outcome: Outcome) -> Outcome:
        return Outcome.RAISED if outcome is Outcome.RETURNED else Outcome.RETURNED

    changed = _tasks(trace, lambda task: replace(task, outcome=flip(task.outcome)))
    return _coros(changed, lambda coro: replace(coro, outcome=flip(coro.outcome)))


def other_errors(trace: Trace) -> Trace:
    """Every task, coroutine and program has another error."""
    changed = _tasks(trace, lambda task: replace(task, error=WRONG))
    changed = _coros(changed, lambda coro: replace(coro, error=WRONG))
    return replace(changed, run=replace(trace.run, end="raised", error=WRONG))


def no_errors(trace: Trace) -> Trace:
    """Nothing has an error."""
    changed = _tasks(trace, lambda task: replace(task, error=None))
    changed = _coros(changed, lambda coro: replace(coro, error=None))
    return replace(changed, run=replace(trace.run, end="returned", error=None))


def other_end_of_the_run(trace: Trace) -> Trace:
    """The program ended with another exit code."""
    return replace(trace, run=replace(trace.run, end="exited", code=99))


def silent(trace: Trace) -> Trace:
    """The program printed nothing."""
    return _kind(trace, ("out",), lambda record: None)


def talkative(trace: Trace) -> Trace:
    """The program printed one line more, on each stream."""
    return _also(_also(trace, "out", stream="stdout", text="wrong"), "out", stream="stderr", text="wrong")


def other_words(trace: Trace) -> Trace:
    """Every line, warning, message and report has other words."""
    changed = _kind(trace, ("out",), lambda record: _data(record, text="wrong"))
    return _kind(changed, ("warning", "log", "handler"), lambda record: _data(record, message="wrong"))


def other_order(trace: Trace) -> Trace:
    """The lines were printed in the opposite order."""
    texts = [record.data["text"] for record in trace.records if record.kind == "out"]
    return _kind(trace, ("out",), lambda record: _data(record, text=texts.pop()))


def unwarned(trace: Trace) -> Trace:
    """No warning, no log message, no report to the loop's handler."""
    return _kind(trace, ("warning", "log", "handler"), lambda record: None)


def warned(trace: Trace) -> Trace:
    """A warning, a log message and a report too many."""
    changed = _also(trace, "warning", category="Warning", message="wrong")
    return _also(_also(changed, "log", level="ERROR", message="wrong"), "handler", message="wrong")


def echo(trace: Trace, text: str) -> Trace:
    """The words for which a fact listens were printed, logged, reported and warned about."""
    changed = _also(trace, "warning", category="Warning", message=text)
    changed = _also(_also(changed, "log", level="ERROR", message=text), "handler", message=text)
    return _also(_also(changed, "out", stream="stdout", text=text), "out", stream="stderr", text=text)


def no_tasks(trace: Trace) -> Trace:
    """No task ever ran."""
    return replace(trace, tasks=(), strays=())


def lost_task(trace: Trace) -> Trace:
    """The last task is missing."""
    return replace(trace, tasks=tuple(task for task in trace.tasks if not task.internal)[:-1])


def more_tasks(trace: Trace) -> Trace:
    """Every task ran twice, and one that never was."""
    return replace(trace, tasks=(TASK, *(task for task in trace.tasks for _ in "12")))


def other_names(trace: Trace) -> Trace:
    """Tasks, threads and loops have other names."""
    changed = _tasks(trace, lambda task: replace(task, name="wrong"))
    loops = tuple(replace(loop, class_name="Wrong") for loop in trace.loops)
    threads = tuple(replace(thread, name="wrong") for thread in trace.threads)
    return replace(changed, loops=loops, threads=threads)


def other_coros(trace: Trace) -> Trace:
    """Tasks run other coroutines, and coroutines run in other tasks."""
    changed = _tasks(trace, lambda task: replace(task, coro="wrong"))
    return _coros(changed, lambda coro: replace(coro, task=None))


def other_makers(trace: Trace) -> Trace:
    """Tasks were made by others, eagerly or not."""
    makers = {task.number: task for task in trace.tasks}

    def change(task: Task) -> Task:
        maker = None if task.maker in makers else next(iter(makers))
        return replace(task, maker=maker, eager=not task.eager, freed=None if task.freed else 1)

    return _tasks(trace, change)


def other_waits(trace: Trace) -> Trace:
    """Tasks took another number of steps and waited for other things."""
    wait = Span(state=TaskState.WAITING, start=0, end=0, first=1, last=2, label="wrong")
    return _tasks(trace, lambda task: replace(task, steps=task.steps + 1, spans=(*task.spans, wait)))


def cancelled_once_more(trace: Trace) -> Trace:
    """Everybody was cancelled once more, by a wrong route, and did the opposite of what it did."""
    return _tasks(
        trace, lambda task: replace(task, cancels=(REQUEST, *task.cancels), swallowed=not task.swallowed)
    )


def not_cancelled(trace: Trace) -> Trace:
    """Nobody was cancelled."""
    return _tasks(trace, lambda task: replace(task, cancels=(), swallowed=False))


def not_delivered(trace: Trace) -> Trace:
    """No cancellation arrived; or, where none had, all did."""

    def change(task: Task) -> Task:
        asked = (replace(request, delivered=None if request.delivered else 1) for request in task.cancels)
        return replace(task, cancels=tuple(asked))

    return _tasks(trace, change)


def fewer_loops(trace: Trace) -> Trace:
    """No loop, no thread, no hold."""
    return replace(trace, loops=(), threads=(), holds=(), timers=())


def more_loops(trace: Trace) -> Trace:
    """Every loop and thread was there twice, and one loop more; each timer was left."""
    timers = (
        *trace.timers,
        *(replace(timer, fired_at=None, cancelled_at=None) for timer in trace.timers),
        TIMER,
    )
    return replace(
        trace,
        loops=(LOOP, *trace.loops, *trace.loops),
        threads=tuple(thread for thread in trace.threads for _ in "12"),
        timers=timers,
    )


MUTATIONS: Mapping[str, Callable[[Trace], Trace]] = {
    mutation.__name__: mutation
    for mutation in (
        *(wrong_times, wrong_ends, no_ends, other_outcomes, other_errors, no_errors, other_end_of_the_run),
        *(silent, talkative, other_words, other_order, unwarned, warned),
        *(no_tasks, lost_task, more_tasks, other_names, other_coros, other_makers, other_waits),
        *(cancelled_once_more, not_cancelled, not_delivered, fewer_loops, more_loops),
    )
}
