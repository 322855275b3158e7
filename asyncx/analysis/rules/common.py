"""What several rules ask of a story."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from ...kernel.wire import INSTALLED
from ...runs.versions import key
from ...trace.model import CancelRequest, Error, Outcome, Place, Record, Task, TaskState
from ...trace.records import is_cancelled
from ..calls import internal, public
from ..story import Story, line_of, stack_of
from ..words import MS, cut, error_words

SLOW = 50 * MS
"""How long (ns) something may hold a loop, or come late, before it is worth a word."""


def since(story: Story, *version: int) -> bool:
    """Whether the program ran on this Python or a later one: a fix must not name what is not there."""
    return key(story.trace.run.python) >= version


def told_of(error: Error) -> str:
    """The error with its message, on one line and cut: "OSError: disk full"."""
    return cut(error_words(error, 10**6), 60)


def ours(place: Place | None) -> bool:
    """Whether a place is in the program itself: not in asyncio, not in a library that was installed."""
    return place is not None and not internal(place.file) and not place.file.startswith(INSTALLED)


def made_here(story: Story) -> list[Task]:
    """The tasks that the program itself made, in order."""
    return [task for task in story.users if ours(task.place)]


def came_back(story: Story, task: Task, asked: CancelRequest, until: int) -> bool:
    """Whether a task waited before record `until` at the await again in which that cancellation arrived.

    Then it had caught the CancelledError for good: what cleans up stands at another line.
    """
    waits = story.waits.get(task.number, [])
    stood = _lines(next((wait for wait in reversed(waits) if wait.n < asked.n), None))
    later = (wait for wait in waits if (asked.delivered or asked.n) < wait.n < until)
    return bool(stood) and any(_lines(wait) == stood for wait in later)


def _lines(wait: Record | None) -> list[Place]:
    """The lines of the program at which a task.wait stands, outermost first."""
    places = (Place(file, line, function) for file, line, function in stack_of(wait))
    return [place for place in places if ours(place)]


def waits_between(story: Story, task: Task, first: int, last: int) -> Iterator[tuple[Record, int]]:
    """The task.wait records of `task` with numbers from `first` to `last`, each with when it ended (ns)."""
    steps = story.steps.get(task.number, [])
    at = 0
    for wait in story.waits.get(task.number, []):
        if not first <= wait.n <= last:
            continue
        while at < len(steps) and steps[at].n < wait.n:
            at += 1
        yield wait, steps[at].t if at < len(steps) else story.trace.end


def mains(story: Story, loop: int) -> list[Task]:
    """The tasks that a loop was run for: those of asyncio.run(), and of run_until_complete()."""
    found: dict[int, list[Task]] | None = story.memo.get("mains")
    if found is None:
        found = story.memo["mains"] = {}
        for task in story.users:
            makers = _makers(story, task) if task.maker is None else set()
            if "run_until_complete" in makers or ("ensure_future" in makers and _runs_at_once(story, task)):
                found.setdefault(task.loop, []).append(task)
    return found.get(loop, [])


def _runs_at_once(story: Story, task: Task) -> bool:
    """Whether the line that made a task runs its loop: run_until_complete() of uvloop cannot be seen."""
    runs = story.of_kind("loop.run")
    at = bisect_right(runs, task.first, key=lambda each: each.n)
    run, made = runs[at].data if at < len(runs) else {}, story.index[task.first].data
    return bool(run) and (run.get("loop"), run.get("where")) == (task.loop, made.get("where"))


def _makers(story: Story, task: Task) -> set[str]:
    via = {str(name).rpartition(".")[2] for name in story.index[task.first].data.get("via", ())}
    return via | ({"run_until_complete"} if "run" in via else set())


def waiting_for(task: Task, time: int) -> str:
    """What a task waited for at `time` (ns), in words; "" when it did not wait, or nothing is known."""
    for span in task.spans:
        if span.start <= time <= span.end and span.state in (TaskState.WAITING, TaskState.CANCELLING):
            return "a future" if span.label.startswith("future ") else span.label
    return ""


def cancelled_in(record: Record) -> bool:
    """Whether the error of a coro.* record is CancelledError."""
    return is_cancelled(record.data.get("error"))


def made_happen(story: Story) -> dict[int, list[Record]]:
    """The records that each record made happen, by its number."""
    found: dict[int, list[Record]] | None = story.memo.get("made_happen")
    if found is None:
        found = story.memo["made_happen"] = {}
        for record in story.records:
            if record.because is not None:
                found.setdefault(record.because, []).append(record)
    return found


def heard(story: Story, task: Task) -> list[Record]:
    """What the end of a task made happen: callbacks that were told of it, and tasks that it woke.

    Where that is known by the last step alone, also what else happened in it.
    """
    steps = story.steps.get(task.number, [])
    found = list(made_happen(story).get(task.last or 0, ()))
    if not found and steps and task.last is not None:
        found = made_happen(story).get(steps[-1].n, [])
    return [record for record in found if record.kind in ("handle.new", "task.ready")]


def uncancels(story: Story) -> dict[int, list[Record]]:
    """The task.uncancel records of each task, in order."""
    found: dict[int, list[Record]] | None = story.memo.get("uncancels")
    if found is None:
        found = story.memo["uncancels"] = {}
        for record in story.of_kind("task.uncancel"):
            found.setdefault(record.data["task"], []).append(record)
    return found


def last_turns(story: Story) -> dict[int, int]:
    """The record of the last turn of each loop, by its number."""
    found: dict[int, int] | None = story.memo.get("last_turns")
    if found is None:
        turns = story.of_kind("loop.turn", "loop.idle", "task.step")
        found = story.memo["last_turns"] = {record.data.get("loop", 0): record.n for record in turns}
    return found


def counts(story: Story) -> bool:
    """Whether this Python counts requests, so that one that was taken back is known (from 3.11 on)."""
    return any("requests" in record.data for record in story.of_kind("task.cancel", "task.uncancel"))


def line_at(story: Story, task: Task, n: int) -> Place | None:
    """The line of the program at which a task waited before record `n`, None when that is not known.

    Where waits are not recorded with their lines, the record of a cancellation has them.
    """
    before = [wait for wait in story.waits.get(task.number, []) if wait.n < n]
    return (line_of(before[-1]) if before else None) or line_of(story.index.get(n))


def dropped_by_asyncio(story: Story, task: Task, asked: CancelRequest) -> str | None:
    """How asyncio itself dropped the CancelledError, as the end of a sentence about that task; or None."""
    if _in_failed_group(story, task, asked):
        return "its TaskGroup had failed, raised that, and dropped the CancelledError"
    by = _had_result(story, task, asked)
    return f"{by} had its result already, returned that, and dropped the CancelledError" if by else None


def _had_result(story: Story, task: Task, asked: CancelRequest) -> str | None:
    """The function of asyncio's that preferred the result that it had; or None."""
    if not task.coros and _stood_in_wait_for(story, task, asked):
        return "wait_for"
    for record in story.of_kind("coro.catch", "coro.throw"):
        coro = story.coros.get(record.data["coro"])
        if coro is None or not coro.internal or coro.task != task.number or not cancelled_in(record):
            continue
        if coro.outcome is Outcome.RETURNED and record.n >= (asked.delivered or asked.n):
            return public(coro.name)
    return None


def _in_failed_group(story: Story, task: Task, asked: CancelRequest) -> bool:
    """Whether it stood at the end of a TaskGroup that failed: up to 3.12 it raises nothing but its errors."""
    before = [wait for wait in story.waits.get(task.number, []) if wait.n < asked.n]
    stack = stack_of(before[-1]) if before else ()
    if since(story, 3, 13) or not stack or not str(stack[-1][2]).startswith("TaskGroup."):
        return False
    if asked.route == _GROUP_FAILED:
        return False  # it is the group that asked
    return any(each.route == _GROUP_FAILED and each.n > before[-1].n for each in task.cancels) or any(
        child.outcome is Outcome.RAISED
        and before[-1].n < (child.last or 0) < (task.last or 0)
        and any(str(name).startswith("TaskGroup.") for name in story.index[child.first].data.get("via", ()))
        for child in story.made_by.get(task.number, ())
    )


_GROUP_FAILED = "TaskGroup._on_task_done"


def _stood_in_wait_for(story: Story, task: Task, asked: CancelRequest) -> bool:
    """Whether a task stood in a wait_for() that prefers a result to a cancellation: before 3.12 it does."""
    before = [wait for wait in story.waits.get(task.number, []) if wait.n < asked.n]
    stack = stack_of(before[-1]) if before else ()
    old = tuple(map(int, story.trace.run.python.split(".")[:2])) < (3, 12)
    return bool(stack) and old and internal(stack[-1][0]) and stack[-1][2] == "wait_for"
