"""All rows of a trace; and those for callbacks that the program gave to a loop."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from ..trace.model import Record, Trace
from .axis import Moment
from .rows import Bar, Row, Sign, end_of
from .tasks import task_rows
from .threads import thread_rows

_CALLS = frozenset({"call_soon", "call_soon_threadsafe", "call_later", "call_at"})


def all_rows(trace: Trace, *, internals: bool = False, only: Container[int] | None = None) -> list[Row]:
    """Every row of a trace in the order in which things were made; with several loops, loop by loop.

    Of tasks those whose numbers are in `only`, if given.
    """
    made = [(task.loop, row) for task, row in task_rows(trace, internals=internals, only=only)]
    made += callback_rows(trace)
    made = _from_the_first_step(sorted(made, key=lambda item: item[1].first))
    threads = thread_rows(trace, internals=internals)
    titles = _loop_titles(trace, dict.fromkeys(loop for loop, _ in made))
    if len(titles) < 2:
        return [*(row for _, row in made), *threads]
    order = {loop: place for place, loop in enumerate(titles)}
    made.sort(key=lambda item: order[item[0]])
    grouped = [replace(row, group=titles[loop]) for loop, row in made]
    return grouped + [replace(row, group="other threads") for row in threads]


def _from_the_first_step(made: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """Without the time for which the first task of a loop is queued: nothing holds it up."""
    first: dict[int, int] = {}
    for loop, row in made:
        for bar in row.bars:
            if bar.glyph == "running":
                first[loop] = min(bar.start.n, first.get(loop, bar.start.n))
    return [
        (
            loop,
            replace(
                row,
                bars=tuple(
                    bar
                    for bar in row.bars
                    if row.kind != "task" or bar.glyph != "ready" or bar.end.n > first.get(loop, 0)
                ),
            ),
        )
        for loop, row in made
    ]


def _loop_titles(trace: Trace, numbers: Iterable[int]) -> dict[int, str]:
    """How each of the loops is called above its rows."""
    ran = {loop.number: loop.runs[0][0] for loop in trace.loops if loop.runs}
    names = {thread.number: thread.name for thread in trace.threads}
    return {
        number: f"loop {number}, thread {names[ran[number]]}"
        if ran.get(number) in names
        else f"loop {number}, which never ran"
        for number in numbers
    }


def callback_rows(trace: Trace) -> list[tuple[int, Row]]:
    """A row for each callback that the program itself gave to `call_soon` and its kin, with its loop.

    It is queued (or waits for its time), runs, and ends; one that never ran never ended.
    """
    made: dict[int, Record] = {}
    stories: dict[int, list[Record]] = {}
    for record in trace.records:
        if record.kind in ("handle.new", "timer.new") and _by_program(record, trace, stories):
            made[record.data["handle"]] = record
            stories[record.data["handle"]] = []
        elif record.kind.startswith(("handle.", "timer.")) and record.data.get("handle") in stories:
            stories[record.data["handle"]].append(record)
    told = {record.because for record in trace.records if record.kind == "handler"}
    return [
        (new.data.get("loop", 0), _callback(new, stories[handle], trace, told))
        for handle, new in made.items()
    ]


def _by_program(record: Record, trace: Trace, known: dict[int, list[Record]]) -> bool:
    via = record.data.get("via", ())
    if not via or not all(name.rpartition(".")[2] in _CALLS for name in via):
        return False
    cause = trace.index.get(record.because) if record.because else None
    if cause is not None and cause.kind in ("future.done", "task.end"):
        return False  # a done-callback, asyncio's own more often than not
    return "where" in record.data or (cause is not None and cause.data.get("handle") in known)


def _callback(new: Record, story: Sequence[Record], trace: Trace, told: Container[int | None]) -> Row:
    """The row of one callback; `told` are the records because of which a loop's handler was told."""
    start, end = Moment(new.t, new.n), end_of(trace)
    waits = "armed" if new.kind == "timer.new" else "ready"
    began = next((record for record in story if record.kind in ("handle.run", "timer.fire")), None)
    stopped = next((record for record in story if record.kind.endswith(".cancel")), None)
    title = f"callback {str(new.data.get('callback', '')).rpartition('<locals>.')[2]}"
    if began is None:
        until = end if stopped is None else Moment(stopped.t, stopped.n)
        bar = Bar(waits, start, until, "queued" if waits == "ready" else "", open=stopped is None)
        glyph = "never_ended" if stopped is None else "cancelled"
        unusual = 0 if waits == "armed" and stopped is not None else 2  # most deadlines are taken back
        sign = Sign(glyph, until)
        return Row(title, new.n, until.n, (bar,), ends=(sign,), unusual=unusual, kind="callback")
    ended = next((record for record in story if record.kind.endswith(".end")), None)
    run = Moment(began.t, began.n)
    stop = Moment(ended.t, ended.n) if ended else end
    late = run.t > start.t and waits == "ready"
    bars = (
        Bar(waits, start, run, "queued" if late else ""),
        Bar("running", run, stop, open=ended is None),
    )
    raised = began.n in told
    ends = (Sign("raised" if raised else "returned", stop),) if ended else ()
    return Row(title, new.n, stop.n, bars, ends=ends, unusual=1 + late + 3 * raised, kind="callback")
