"""What there is to say about a program that was watched: its findings, what it left over, how busy it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..trace.model import Outcome, Place, Record, Task, TaskState, Trace, how_many
from ..trace.records import place_of
from .finding import Finding, Severity
from .findings import find
from .starved import without_cpu
from .waiting import Waiting, waiting


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time (ns) in which a loop ran `task`, or (None) a callback, without a pause."""

    start: int
    end: int
    task: int | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """How busy one loop was: `busy` of the `total` ns that it ran, the longest time at once in `longest`.

    For `starved` ns of these, and for `starved_longest` of the longest time, it may have had no CPU.
    """

    loop: int
    busy: int
    total: int
    longest: Stretch
    starved: int = 0
    starved_longest: int = 0

    @property
    def held(self) -> int:
        """How long (ns) the longest time was, but for what the machine took."""
        return self.longest.end - self.longest.start - self.starved_longest


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One run of a program, judged.

    `since` (ns) is when the ring begins, where what happened before was written over; 0 where nothing was.
    `left_over` are the tasks that had not ended when their loop was done with; `loads` are those of the
    loops that ran, the busiest first; `waiting` is what tasks waited for when the program was stopped.
    """

    name: str
    trace: Trace
    findings: tuple[Finding, ...]
    left_over: tuple[Task, ...]
    loads: tuple[Load, ...]
    waiting: tuple[Waiting, ...] = ()
    since: int = 0

    @property
    def numbered(self) -> list[tuple[int, Finding]]:
        """The findings, each with its number among all of the run, of which these may be a part."""
        return [(finding.number or place, finding) for place, finding in enumerate(self.findings, 1)]

    def count(self, *severities: Severity) -> int:
        """How many findings are of these severities."""
        return sum(finding.severity in severities for finding in self.findings)

    @property
    def failing(self) -> bool:
        """Whether there is a problem or a warning."""
        return self.count(Severity.PROBLEM, Severity.WARNING) > 0

    @property
    def calm(self) -> bool:
        """Whether there is nothing to look at: no finding, and no task that waited in a run that failed."""
        return not self.findings and not (self.waiting and self.trace.run.code != 0)

    @property
    def tasks(self) -> list[Task]:
        """The tasks of the program and its libraries, without those that asyncio makes for itself."""
        return [task for task in self.trace.tasks if not task.internal]

    @property
    def passed(self) -> int:
        """How many tasks ended in their first step, and were only counted: see `--detail tasks`."""
        return sum(record.data["count"] for record in self.trace.records if record.kind == "task.passed")

    @property
    def how_many(self) -> int:
        """How many tasks there were, with those that others stand for, or that were only counted."""
        return how_many(self.tasks) + self.passed

    def place_of_longest(self, load: Load) -> Place | None:
        """The line that held the loop longest, where a finding says so, or where it was seen."""

        def shared(finding: Finding) -> int:
            return min(finding.end, load.longest.end) - max(finding.start, load.longest.start)

        held = [finding for finding in self.findings if finding.rule == "loop-blocked" and finding.place]
        most = max(held, key=shared, default=None)
        if most is not None and shared(most) > 0:
            return most.place
        start, end = load.longest.start, load.longest.end
        seen = (record for record in self.trace.records if record.kind == "loop.held")
        lines = (place_of(record.data.get("where")) for record in seen if start <= record.t <= end)
        return next((line for line in lines if line is not None), None)


def judge(trace: Trace) -> Watched:
    """Judge one run of a program."""
    left = tuple(left_over(trace))
    since = next((record.t for record in trace.records if record.kind == "kept"), 0)
    return Watched(
        name=trace.run.target,
        trace=trace,
        findings=find(trace),
        left_over=left,
        waiting=waiting(trace, left),
        loads=tuple(sorted(_loads(trace, since), key=lambda load: -load.busy)),
        since=since,
    )


def narrowed(watched: Watched, only: str) -> Watched:
    """The run as far as it is about tasks whose name, or whose coroutine's, has `only` in it, in any case."""
    named = {task.number for task in watched.trace.tasks if is_named(task, only)}
    return replace(
        watched,
        findings=tuple(finding for finding in watched.findings if named.intersection(finding.tasks)),
        left_over=tuple(task for task in watched.left_over if task.number in named),
        waiting=tuple(each for each in watched.waiting if each.task.number in named),
    )


def is_named(task: Task, only: str) -> bool:
    """Whether a task is one that `--only` asks for."""
    return any(only.casefold() in name.casefold() for name in (task.name, task.coro))


def left_over(trace: Trace) -> Iterator[Task]:
    """The tasks that had not ended when their loop did; asyncio.run() cancels them then."""
    under_way = {
        loop.number
        for loop in trace.loops
        if loop.closed_at is None and loop.runs and loop.runs[-1][2] >= trace.end
    }
    for task in trace.tasks:
        lost = task.outcome is Outcome.NEVER_ENDED and task.loop not in under_way
        swept = any(ask.route.endswith("_cancel_all_tasks") for ask in task.cancels)
        if not task.internal and (lost or swept):
            yield task


def _loads(trace: Trace, since: int) -> Iterator[Load]:
    busy: dict[int, list[Stretch]] = {}
    unseen: Counter[int] = Counter()
    for task in trace.tasks:
        for span in task.spans:
            if span.state is TaskState.RUNNING:
                stretch = Stretch(span.start, span.end, task.number)
                busy.setdefault(task.loop, []).append(stretch)
                unseen[task.loop] += _unseen(trace.index[span.first], stretch)
    for loop, begin, stretch in _callbacks(trace.records):
        busy.setdefault(loop, []).append(stretch)
        unseen[loop] += _unseen(begin, stretch)
    idle = {record.data["loop"] for record in trace.records if record.kind == "loop.idle"}
    starved = without_cpu(trace.records)
    for ran in trace.loops:
        runs = [(max(start, since), end) for _, start, end in ran.runs if end > since]
        total = sum(end - start for start, end in runs)
        if total > 0:
            stretches = busy.get(ran.number, [])
            longest = max(stretches, key=lambda each: each.end - each.start, default=Stretch(0, 0))
            spent = covered(stretches) + unseen[ran.number]
            if ran.number not in idle and 2 * spent < total:
                continue  # neither its work nor its rest was recorded
            yield Load(
                loop=ran.number,
                busy=min(spent, total),
                total=total,
                longest=longest,
                starved=sum(starved.within(ran.number, start, end) for start, end in runs),
                starved_longest=starved.within(ran.number, longest.start, longest.end),
            )


def _unseen(begin: Record, shown: Stretch) -> int:
    """The time (ns) of the steps, or calls, that were merged into the one that is `shown`."""
    length = shown.end - shown.start
    return max(int(begin.data.get("busy", length)) - length, 0)


def _callbacks(records: Iterable[Record]) -> Iterator[tuple[int, Record, Stretch]]:
    """When callbacks ran, each with its loop, and the record with which it began."""
    begun: dict[int, Record] = {}
    for record in records:
        if record.kind in ("handle.run", "timer.fire"):
            begun[record.data["handle"]] = record
        elif record.kind in ("handle.end", "timer.end"):
            run = begun.pop(record.data["handle"], None)
            if run is not None:
                yield run.data.get("loop", 0), run, Stretch(run.t, record.t)


def covered(stretches: Iterable[Stretch]) -> int:
    """The time (ns) that is in at least one of the stretches."""
    total = until = 0
    for stretch in sorted(stretches, key=lambda each: each.start):
        total += max(stretch.end - max(stretch.start, until), 0)
        until = max(until, stretch.end)
    return total
