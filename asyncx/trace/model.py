"""The frozen trace: what happened in one run, as values.

Times are integer nanoseconds since the program started.  `n` is always the number of a record.
Everything here is derived from the records by `build.build`; nothing here does I/O.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class TaskState(StrEnum):
    """What a task is doing; the moves between them are the table in `states`."""

    CREATED = "created"
    READY = "ready"
    RUNNING = "running"
    WAITING = "waiting"
    CANCELLING = "being cancelled"
    """A cancellation was asked for, and the task waits: for its delivery, or inside its clean-up."""
    RETURNED = "returned"
    RAISED = "raised"
    CANCELLED = "cancelled"
    NEVER_ENDED = "never ended"


class Outcome(StrEnum):
    """How a task, a coroutine or a future ended."""

    RETURNED = "returned"
    RAISED = "raised"
    CANCELLED = "cancelled"
    NEVER_ENDED = "never ended"


@dataclass(frozen=True, slots=True)
class Place:
    """A line of source: `file` is relative (to the program, or to the standard library)."""

    file: str
    line: int
    function: str


@dataclass(frozen=True, slots=True)
class Error:
    """An exception as the program saw it."""

    type: str
    module: str
    message: str
    cause: str | None = None
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the wire (see `asyncx.kernel.wire`); `data` holds the fields of its kind."""

    n: int
    t: int
    thread: int
    kind: str
    because: int | None
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time in one state, from record `first` up to the record `last` that ended it.

    `label` says what is waited for ("sleep(1)", "Task-2 fetch", "Lock.acquire"), empty otherwise: in a
    task's spans, what the innermost coroutine of the user's awaits; in a coroutine's, what that one does.
    `cancelling` is true while an accepted, not yet delivered or not yet finished, cancellation is
    under way.
    """

    state: TaskState
    start: int
    end: int
    first: int
    last: int | None
    label: str = ""
    cancelling: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelRequest:
    """One call of `Task.cancel()`.

    `delivered` is the record at which CancelledError was raised inside the task, None when it never
    was.  `asker` is the task that called it, None for a callback or code outside tasks.  `route` is
    the asyncio function that asked ("Timeout._on_timeout", "_cancel_all_tasks"), empty for the user's
    own call.
    """

    n: int
    t: int
    accepted: bool
    message: str | None
    asker: int | None
    route: str
    place: Place | None
    delivered: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coro:
    """One coroutine object (or async generator) that ran: a sub-lane of the task that awaited it.

    `internal` is true for asyncio's own coroutines.  `depth` counts from 0, the task's own coroutine.
    `task` is None for a coroutine that was driven outside a task.  One that was closed before its end
    has an `end`, and the outcome NEVER_ENDED.
    """

    number: int
    name: str
    place: Place
    task: int | None
    depth: int
    internal: bool
    start: int
    end: int | None
    first: int
    last: int | None
    outcome: Outcome
    error: Error | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """A `call_later` or `call_at`; `task` is the task whose step set it.

    `scope` names the user-visible call that owns a deadline ("wait_for(0.1)", "timeout(2)"), and is
    empty for any other timer; `coro` is the coroutine (a `Coro.number`) it guards, where known.
    """

    number: int
    callback: str
    loop: int
    task: int | None
    coro: int | None
    set_at: int
    due: int
    fired_at: int | None
    cancelled_at: int | None
    first: int
    last: int | None
    scope: str
    scope_end: int | None
    """When the scope was left (ns), None when it never was."""
    scope_last: int | None = None
    """The record at which it was left."""
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task, from its creation to its end or to the end of the trace."""

    number: int
    name: str
    coro: str
    loop: int
    thread: int
    eager: bool
    place: Place | None
    """Where it was created."""
    maker: int | None
    """The task that created it."""
    internal: bool
    """Made by asyncio itself, for itself: shutdown_asyncgens, shutdown_default_executor."""
    start: int
    end: int | None
    first: int
    last: int | None
    outcome: Outcome
    error: Error | None
    freed: int | None
    """The record at which it was garbage-collected while still pending."""
    spans: tuple[Span, ...]
    cancels: tuple[CancelRequest, ...]
    swallowed: bool
    """A cancellation was delivered, and the task ended otherwise than cancelled, without uncancel()."""
    steps: int
    coros: tuple[Coro, ...]
    timers: tuple[Timer, ...]
    count: int = 1
    """How many tasks like it, with itself, it stands for in a trace of which records were merged."""

    @property
    def title(self) -> str:
        """The name for people: `Task-1 main`, or the user's own name alone."""
        return title_of(self.name, self.coro)


def title_of(name: str, coro: str) -> str:
    """What a task with this name and coroutine is called; by its coroutine where its name is blank."""
    if not name.strip():
        return coro
    return f"{name} {coro}" if name.startswith("Task-") and name[5:].isdigit() else name


def how_many(tasks: Iterable[Task]) -> int:
    """How many tasks there were, with those that others stand for."""
    return sum(task.count for task in tasks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """One event loop. `runs` are (thread, start, end) for each time it ran."""

    number: int
    class_name: str
    turns: int
    runs: tuple[tuple[int, int, int], ...]
    closed_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A blocking call in a thread; a running loop in that thread was held for its length."""

    thread: int
    loop: int | None
    task: int | None
    what: str
    start: int
    end: int
    first: int
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One thread of the program; number 1 is the main thread."""

    number: int
    name: str
    start: int
    end: int | None
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was run, on what; enough to run it again.

    `end` says how the run ended: "returned", "raised", "exited", "deadlock", "crashed", "killed",
    "timed out" (our own limit), "interrupted"; `detail` is a sentence for the last ones, or empty.
    `source` is the text of the scenario (empty for a program of the user's); `recorded` is the --detail with
    which a program was watched: "steps", "tasks" (without their steps), "stacks", or "" for all there is.
    """

    target: str
    file: str
    python: str
    implementation: str
    platform: str
    loop: str
    clock: str
    asyncx: str
    end: str
    code: int | None
    error: Error | None
    detail: str = ""
    source: str = ""
    recorded: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One run, complete: the records as they came, and what follows from them."""

    run: Run
    records: tuple[Record, ...]
    tasks: tuple[Task, ...]
    loops: tuple[Loop, ...]
    threads: tuple[Thread, ...]
    timers: tuple[Timer, ...]
    holds: tuple[Hold, ...]
    strays: tuple[Coro, ...] = ()
    """Coroutines that were driven outside any task."""
    end: int = 0
    """Time of the last record."""
    index: Mapping[int, Record] = field(default_factory=dict)
    """Records by number."""
