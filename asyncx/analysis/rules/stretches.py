"""What ran in each loop, stretch by stretch, and who was due meanwhile and could not run."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ...trace.model import Record
from ..calls import by_the_program
from ..story import Story
from ..vocabulary import last_part
from ..words import MS
from .common import made_happen

_BEGINS = {"task.step": "task", "handle.run": "handle", "timer.fire": "handle"}
_ENDS = {"task.wait": "task", "task.end": "task", "handle.end": "handle", "timer.end": "handle"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """One step of a task, or one callback, and how long it took without what ran inside it (`own`, in ns).

    `begin` is its first record, `end_record` its last one, None when it never ended.  In a trace of which
    records were merged it may stand for `count` short ones, which took `busy` ns in all, and `own` each.
    """

    loop: int
    thread: int
    task: int | None
    begin: Record
    end_record: Record | None
    start: int
    end: int
    own: int
    count: int
    busy: int


@dataclass(frozen=True, slots=True)
class Late:
    """Somebody, or a deadline, due at `due`, that ran only at `ran` (ns), with record `record`.

    Where records were merged it may stand for `count` that came late together.  `deadline` says that it is
    that of a scope which `task` is in, `step` that it was the next step of `task`, `least` that it may have
    been due before.
    """

    who: str
    task: int | None
    due: int
    ran: int
    record: int
    deadline: bool = False
    count: int = 1
    step: bool = False
    least: bool = False


def stretches(story: Story) -> list[Stretch]:
    """All of them, by their start."""
    found: list[Stretch] | None = story.memo.get("stretches")
    if found is None:
        found = story.memo["stretches"] = sorted(_read(story), key=lambda each: (each.start, each.begin.n))
    return found


def _read(story: Story) -> Iterator[Stretch]:
    open_: dict[int, list[tuple[Record, list[int]]]] = {}
    for record in story.records:
        if record.kind in _BEGINS:
            open_.setdefault(record.thread, []).append((record, [0]))
        elif record.kind in _ENDS:
            stack, field = open_.get(record.thread, []), _ENDS[record.kind]
            for at in range(len(stack) - 1, -1, -1):
                begin, inner = stack[at]
                if _BEGINS[begin.kind] == field and begin.data[field] == record.data[field]:
                    del stack[at:]
                    if stack:
                        stack[-1][1][0] += record.t - begin.t
                    yield _stretch(begin, record, record.t, inner[0])
                    break
        elif record.kind == "loop.turn":
            open_.pop(record.thread, None)
    for stack in open_.values():
        for begin, inner in stack:
            yield _stretch(begin, None, story.trace.end, inner[0])


def _stretch(begin: Record, end: Record | None, time: int, inner: int) -> Stretch:
    task = begin.data["task"] if begin.kind == "task.step" else None
    busy = begin.data.get("busy", time - begin.t - inner)
    count = times(begin)
    loop, own = begin.data.get("loop", 0), busy // count
    return Stretch(loop, begin.thread, task, begin, end, begin.t, time, own, count, busy)


def times(record: Record) -> int:
    """How many steps, or calls, a record stands for."""
    return int(record.data.get("steps", record.data.get("calls", 1))) or 1


class Between:
    """Finds what overlaps a time; made once for many questions.  `spans` are (start, end) of the items."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted((start, end, at) for at, (start, end) in enumerate(spans))
        self._starts = [start for start, _, _ in ordered]
        self._ends = list(accumulate((end for _, end, _ in ordered), max))
        self._ordered = ordered

    def overlapping(self, start: int, end: int) -> list[int]:
        """The positions of the items that overlap, by their start."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return [at for _, stop, at in self._ordered[first:last] if stop > start]


def late(story: Story) -> dict[int, list[Late]]:
    """By loop, everybody who ran at least a millisecond after being due: timers, tasks, callbacks."""
    found: dict[int, list[Late]] = {}
    for timer in story.trace.timers:
        owner = story.tasks.get(timer.task or 0)
        sleeps = owner is not None and not timer.scope and not by_the_program(story.index[timer.first])
        ran = timer.cancelled_at if timer.fired_at is None and (timer.scope or sleeps) else timer.fired_at
        if ran is None or ran - timer.due < MS or (owner is not None and owner.internal):
            continue
        if timer.scope:
            who = f"the {timer.scope} of {story.who(timer.task)}" if owner is not None else timer.scope
        else:
            who = story.who(timer.task) if sleeps else f"{last_part(timer.callback)}()"
        last = timer.last if timer.fired_at is not None else timer.scope_last
        due, scope = max(timer.due, timer.set_at), bool(timer.scope)
        at = last or timer.first
        if sleeps and timer.fired_at is None:  # the sleeper itself takes it back, when it is cancelled
            step = story.step(story.index.get(timer.last or 0))
            at = step.n if step is not None else at
        elif not scope:
            at = _step_after(story, at)
        each = Late(who, timer.task, due, ran, at, scope)
        found.setdefault(timer.loop, []).append(each)
    for record in story.records:
        made = story.index.get(record.because or 0)
        if made is None or record.t - made.t < MS:
            continue
        each_one = _late(story, made, record)
        if each_one is not None and each_one.ran - each_one.due >= MS:
            found.setdefault(record.data.get("loop", 0), []).append(each_one)
    return found


def _late(story: Story, made: Record, record: Record) -> Late | None:
    if record.kind == "task.step" and made.kind == "task.ready":
        task = story.tasks.get(record.data["task"])
        if task is None or task.internal:
            return None
        who, number, due = story.who(task.number), task.number, _due(story, made)
        least = due != made.t
        return Late(who, number, due, record.t, record.n, count=task.count, step=True, least=least)
    if record.kind == "handle.run" and made.kind == "handle.new":
        callback = last_part(str(record.data.get("callback", "")))
        if by_the_program(made) and not callback.startswith("_"):
            due = _due(story, made)
            return Late(f"{callback}()", None, due, record.t, record.n, least=due != made.t)
        if str(record.data.get("callback", "")).startswith("run_coroutine_threadsafe."):
            return Late("what run_coroutine_threadsafe() was given", None, made.t, record.t, record.n)
        woken = _woken(story, record) if made.data.get("threadsafe") else None
        if woken is not None:
            return Late(story.who(woken), woken, made.t, record.t, record.n)
    return None


def _due(story: Story, made: Record) -> int:
    """When somebody was due at the latest.

    Of a wake-up in a program that was watched no more is known than the step in which it happened, and the
    last look at that step before it: it may have been just before the next look, or the end of the step.
    """
    cause = begin = story.index.get(made.because or 0)
    if story.trace.run.clock != "real" or cause is None or cause.t != made.t:
        return made.t
    while begin is not None and begin.kind == "loop.held":
        begin = story.index.get(begin.because or 0)
    within = _by_begin(story).get(begin.n) if begin is not None else None
    if within is None or within.count > 1:
        return made.t
    looks = (each.t for each in made_happen(story).get(cause.n, ()) if each.kind == "loop.held")
    return next(looks, within.end)


def _by_begin(story: Story) -> dict[int, Stretch]:
    """The stretches, by the number of the record with which each begins."""
    found: dict[int, Stretch] | None = story.memo.get("stretches_by_begin")
    if found is None:
        found = story.memo["stretches_by_begin"] = {each.begin.n: each for each in stretches(story)}
    return found


def _woken(story: Story, run: Record) -> int | None:
    """The task that a callback from another thread wakes."""
    ready = _made(story, run.n, "task.ready")
    return int(ready.data["task"]) if ready is not None else None


def _step_after(story: Story, fired: int) -> int:
    """The record of the step to which a timer leads, or `fired` itself where it leads to none."""
    step = _made(story, fired, "task.step")
    return step.n if step is not None else fired


def _made(story: Story, n: int, kind: str) -> Record | None:
    """The first record of `kind` that record `n` made happen, directly or not."""
    level: Sequence[int] = [n]
    for _ in range(4):
        happened = [each for number in level for each in made_happen(story).get(number, ())]
        found = next((record for record in happened if record.kind == kind), None)
        if found is not None:
            return found
        level = [record.n for record in happened]
    return None
