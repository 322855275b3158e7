"""The states of a task over time, by the table in `states`; and those of the coroutines inside it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from .cancels import Cancels
from .chains import Chains, Life
from .model import Outcome, Record, Span, TaskState
from .records import broken
from .states import LIVING, Event, IllegalMove, move

_END = {
    Outcome.RETURNED: Event.RETURN,
    Outcome.RAISED: Event.RAISE,
    Outcome.CANCELLED: Event.END_CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A span, and the task.wait with which its await began (None while the task has not waited yet)."""

    span: Span
    wait: Record | None


class _Walk:
    """One task on its way through the states."""

    def __init__(self, new: Record, cancels: Cancels, label: Callable[[Record], str]) -> None:
        self.state = TaskState.CREATED
        self.since = new
        self.wait: Record | None = None
        self.text = ""
        self.cancelling = False
        self.cancels = cancels
        self.label = label
        self.early: Record | None = None
        self.drafts: list[Draft] = []

    def close(self, time: int, last: int | None) -> None:
        """End the open span, unless it is a creation with which nothing else happened."""
        if self.state is TaskState.CREATED and last == self.since.n + 1:
            return
        waits = self.state in (TaskState.WAITING, TaskState.CANCELLING)
        span = Span(
            state=self.state,
            start=self.since.t,
            end=time,
            first=self.since.n,
            last=last,
            label=self.text if waits else "",
            cancelling=self.cancelling,
        )
        self.drafts.append(Draft(span, self.wait))

    def go(self, event: Event, record: Record) -> None:
        """Make a move at a record; TraceError when the table does not have it."""
        try:
            state = move(self.state, event)
        except IllegalMove as error:
            raise broken(record.n, str(error)) from None
        cancelling = self.cancels.under_way(record.n)
        split = self.state is not TaskState.RUNNING and cancelling != self.cancelling
        if state is not self.state or split:
            self.close(record.t, record.n)
            self.since, self.cancelling = record, cancelling
        self.state = state

    def read(self, record: Record) -> None:
        """Follow one record of the task."""
        if self.state not in LIVING:
            return
        match record.kind:
            case "task.ready" if self.state is TaskState.RUNNING:
                self.early = record  # a bare yield: asyncio queues the next step before this one is over
            case "task.ready":
                self.go(Event.READY, record)
            case "task.step":
                self.go(Event.STEP, record)
            case "task.wait":
                cancelled = self.cancels.under_way(record.n)
                self.go(Event.WAIT_CANCELLED if cancelled else Event.WAIT, record)
                self.wait, self.text = record, self.label(record)
                if self.early is not None:
                    self.early = None
                    self.go(Event.READY, record)
            case "task.end":
                self.go(_END[Outcome(record.data["outcome"])], record)
            case "task.freed":
                self.go(Event.VANISH, record)
            case _:
                changed = self.cancels.under_way(record.n)
                if changed != self.cancelling and self.state is not TaskState.RUNNING:
                    self.go(Event.CANCEL if changed else Event.CANCEL_OVER, record)


def task_spans(
    new: Record,
    story: Iterable[Record],
    cancels: Cancels,
    label: Callable[[Record], str],
    end: int,
) -> list[Draft]:
    """All spans of a task, in order.

    In: its task.new, all records of it, its cancellations, what to call a wait, and the time at which
    the trace ends.  There is one span for each step, whatever happens to a cancellation during it;
    `cancelling` says whether one was under way when it began.
    """
    walk = _Walk(new, cancels, label)
    for record in story:
        walk.read(record)
    if walk.state in LIVING:
        walk.close(end, None)
    return walk.drafts


def coro_spans(
    life: Life,
    drafts: Sequence[Draft],
    made: Chains,
    label: Callable[[Record, int], str],
) -> tuple[Span, ...]:
    """The spans of one coroutine: those of its task while it is on the chain, cut to its own life.

    `label(wait, frame)` says what the frame with that position awaits.
    """
    spans = []
    first = bisect_right(drafts, life.start.n, key=lambda draft: draft.span.first)
    for draft in drafts[max(0, first - 1) :]:
        if life.end is not None and draft.span.first >= life.end.n:
            break
        frame = _frame(life, draft.wait, made)
        cut = _cut(life, draft.span, frame is not None)
        if cut is None:
            continue
        waits = cut.state in (TaskState.WAITING, TaskState.CANCELLING)
        text = label(draft.wait, frame) if waits and draft.wait is not None and frame is not None else ""
        spans.append(replace(cut, label=text))
    return tuple(spans)


def _frame(life: Life, wait: Record | None, made: Chains) -> int | None:
    if wait is None:
        return None
    return next((link.frame for link in made.waits[wait.n] if link.coro == life.number), None)


def _cut(life: Life, span: Span, on_chain: bool) -> Span | None:
    """The part of a task's span that belongs to a coroutine: it is on the chain, or starts within a step."""
    if span.last is not None and life.start.n >= span.last:
        return None
    starts = life.start.n > span.first
    if not on_chain and not (starts and span.state is TaskState.RUNNING):
        return None
    if starts:
        span = replace(span, start=life.start.t, first=life.start.n)
    if life.end is not None and (span.last is None or life.end.n < span.last):
        span = replace(span, end=life.end.t, last=life.end.n)
    return span
