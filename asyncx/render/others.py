"""Rows for what is no task: callbacks that the program gave to a loop, and threads other than the loop's."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..trace.model import Hold, Record, Trace
from .axis import Moment
from .rows import Bar, Row, Sign
from .tasks import task_rows

_CALLS = frozenset({"call_soon", "call_soon_threadsafe", "call_later", "call_at"})


def end_of(trace: Trace) -> Moment:
    """The last moment of a trace."""
    return Moment(trace.end, trace.records[-1].n if trace.records else 0)


def all_rows(trace: Trace, *, internals: bool = False, only: Container[int] | None = None) -> list[Row]:
    """Every row of a trace in the order in which things were made; with several loops, loop by loop.

    Of tasks those whose numbers are in `only`, if given.
    """
    made = [(task.loop, row) for task, row in task_rows(trace, internals=internals, only=only)]
    made += callback_rows(trace)
    made = _from_the_first_step(sorted(made, key=lambda item: item[1].first))
    threads = thread_rows(trace, internals=internals)
    loops = list(dict.fromkeys(loop for loop, _ in made))
    if len(loops) < 2:
        return [*(row for _, row in made), *threads]
    made.sort(key=lambda item: loops.index(item[0]))
    grouped = [replace(row, group=_loop_title(trace, number)) for number, row in made]
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


def _loop_title(trace: Trace, number: int) -> str:
    loop = next((loop for loop in trace.loops if loop.number == number), None)
    thread_number = loop.runs[0][0] if loop and loop.runs else None
    ran = next((thread for thread in trace.threads if thread.number == thread_number), None)
    if loop is None or ran is None:
        return f"loop {number}, which never ran"
    return f"loop {number}, thread {ran.name}"


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


def thread_rows(trace: Trace, *, internals: bool = False) -> list[Row]:
    """A row for each thread that runs no loop, and for the main thread where it waits for others."""
    looping = {record.thread for record in trace.records if record.kind == "loop.run"}
    rows = []
    for thread in trace.threads:
        holds = [hold for hold in trace.holds if hold.thread == thread.number and hold.loop is None]
        if thread.number in looping or (thread.number == 1 and (not holds or len(trace.threads) < 2)):
            continue
        bars = tuple(_thread_bars(trace, thread.number, holds))
        if not bars or (_of_asyncio(trace, thread.number) and not internals):
            continue
        left_over = thread.number != 1 and thread.end is None
        ends = (Sign("never_ended", end_of(trace)),) if left_over else ()
        first, last = bars[0].start.n, bars[-1].end.n
        rows.append(Row(f"thread {thread.name}", first, last, bars, ends=ends, unusual=1, kind="thread"))
    return rows


def _of_asyncio(trace: Trace, number: int) -> bool:
    """Whether asyncio started a thread for itself, to wait for its executor."""
    for record in trace.records:
        if record.kind == "thread.new" and record.data.get("started") == number:
            return any(name.endswith("shutdown_default_executor") for name in record.data.get("via", ()))
    return False


def _thread_bars(trace: Trace, number: int, holds: Sequence[Hold]) -> Iterator[Bar]:
    """The jobs of an executor's thread, else its whole life; split where it blocks."""
    own = [record for record in trace.records if record.thread == number]
    made = [record.data for record in trace.records if record.kind == "job.new"]
    jobs = {data["job"]: str(data.get("function", "")) for data in made}
    wakes = [record for record in own if record.kind == "thread.wake"]
    for first, last, label in _lives(trace, own, jobs):
        cuts = [first]
        for hold in holds:
            if first.n < hold.first < last.n:
                wake = next((record for record in wakes if record.n > hold.first), None)
                over = Moment(wake.t, wake.n) if wake else last
                yield Bar("waiting", Moment(hold.start, hold.first), over, hold.what, open=wake is None)
                cuts += [Moment(hold.start, hold.first), over]
        for start, stop in list(pairwise([*cuts, last]))[::2]:
            yield Bar("running", start, stop, label if len(cuts) == 1 else "")


def _lives(trace: Trace, own: Sequence[Record], jobs: dict[int, str]) -> Iterator[tuple[Moment, Moment, str]]:
    end = end_of(trace)
    begun: dict[int, Record] = {}
    found = False
    for record in own:
        if record.kind == "job.run":
            begun[record.data["job"]] = record
            found = True
        elif record.kind == "job.end" and record.data["job"] in begun:
            start = begun.pop(record.data["job"])
            yield Moment(start.t, start.n), Moment(record.t, record.n), jobs.get(record.data["job"], "")
    for job, start in begun.items():
        yield Moment(start.t, start.n), end, jobs.get(job, "")
    if found or not own:
        return
    first = next((record for record in own if record.kind == "thread.run"), own[0])
    last = next((record for record in own if record.kind == "thread.end"), None)
    yield Moment(first.t, first.n), Moment(last.t, last.n) if last else end, ""
