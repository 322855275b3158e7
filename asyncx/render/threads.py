"""Rows for threads other than those of loops: what they ran, and where they blocked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from ..trace.model import Hold, Record, Thread, Trace
from .axis import Moment
from .rows import Bar, Row, Sign, end_of

_OF_INTEREST = frozenset({"job.run", "job.end", "thread.run", "thread.end", "thread.wake"})


def thread_rows(trace: Trace, *, internals: bool = False) -> list[Row]:
    """A row for each thread that runs no loop, and for the main thread where it waits for others."""
    threads = _Threads(trace)
    return [row for thread in trace.threads if (row := threads.row(thread, internals)) is not None]


class _Threads:
    """What the records say of threads: read once, for there may be thousands of them."""

    def __init__(self, trace: Trace) -> None:
        self._end = end_of(trace)
        self._several = len(trace.threads) > 1
        self._looping: set[int] = set()
        self._own: dict[int, list[Record]] = {}
        """The first record of each thread, and those that say what it does."""
        self._jobs: dict[int, str] = {}
        self._of_asyncio: set[int] = set()
        self._holds: dict[int, list[Hold]] = {}
        for record in trace.records:
            own = self._own.setdefault(record.thread, [])
            if not own or record.kind in _OF_INTEREST:
                own.append(record)
            if record.kind == "loop.run":
                self._looping.add(record.thread)
            elif record.kind == "job.new":
                self._jobs[record.data["job"]] = str(record.data.get("function", ""))
            elif record.kind == "thread.new" and _to_shut_down(record):
                self._of_asyncio.add(record.data["started"])
        for hold in trace.holds:
            if hold.loop is None:
                self._holds.setdefault(hold.thread, []).append(hold)

    def row(self, thread: Thread, internals: bool) -> Row | None:
        """The row of one thread, None where it is not worth one."""
        number, waits = thread.number, thread.number in self._holds
        if number in self._looping or (number == 1 and not (waits and self._several)):
            return None
        bars = tuple(self._bars(number))
        if not bars or (number in self._of_asyncio and not internals):
            return None
        left_over = number != 1 and thread.end is None
        ends = (Sign("never_ended", self._end),) if left_over else ()
        first, last = bars[0].start.n, bars[-1].end.n
        return Row(f"thread {thread.name}", first, last, bars, ends=ends, unusual=1, kind="thread")

    def _bars(self, number: int) -> Iterator[Bar]:
        """The jobs of an executor's thread, else its whole life; split where it blocks."""
        own = self._own.get(number, [])
        wakes = [record for record in own if record.kind == "thread.wake"]
        for first, last, label in self._lives(own):
            cuts = [first]
            for hold in self._holds.get(number, ()):
                if first.n < hold.first < last.n:
                    at = bisect_right(wakes, hold.first, key=lambda record: record.n)
                    over = Moment(wakes[at].t, wakes[at].n) if at < len(wakes) else last
                    open_ = at == len(wakes)
                    yield Bar("waiting", Moment(hold.start, hold.first), over, hold.what, open=open_)
                    cuts += [Moment(hold.start, hold.first), over]
            for start, stop in list(pairwise([*cuts, last]))[::2]:
                yield Bar("running", start, stop, label if len(cuts) == 1 else "")

    def _lives(self, own: list[Record]) -> Iterator[tuple[Moment, Moment, str]]:
        begun: dict[int, Record] = {}
        found = False
        for record in own:
            if record.kind == "job.run":
                begun[record.data["job"]] = record
                found = True
            elif record.kind == "job.end" and record.data["job"] in begun:
                start, job = begun.pop(record.data["job"]), record.data["job"]
                yield Moment(start.t, start.n), Moment(record.t, record.n), self._jobs.get(job, "")
        for job, start in begun.items():
            yield Moment(start.t, start.n), self._end, self._jobs.get(job, "")
        if found or not own:
            return
        first = next((record for record in own if record.kind == "thread.run"), own[0])
        last = next((record for record in own if record.kind == "thread.end"), None)
        yield Moment(first.t, first.n), Moment(last.t, last.n) if last else self._end, ""


def _to_shut_down(made: Record) -> bool:
    """Whether asyncio made a thread for itself, to wait for its executor."""
    return any(name.endswith("shutdown_default_executor") for name in made.data.get("via", ()))
