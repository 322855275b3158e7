"""Cancellations that were lost, refused, or came too late, and what that cost."""

from __future__ import annotations

from ...trace.model import Outcome, Record, Task
from ...trace.names import short_error
from ...trace.records import is_cancelled
from ..calls import exit_call, public
from ..story import Story
from ..words import every, fits, listed, ms
from .base import Verdict
from .cancels import AT_EXIT, passed_to, requests


def result_lost(story: Story) -> Verdict | None:
    """A cancellation that came between a result and the step that was to take it."""
    for task, request in requests(story):
        step = story.step(story.index.get(request.delivered or 0))
        ready = story.index.get(step.because or 0) if step is not None else None
        done = story.index.get(ready.because or 0) if ready is not None and "future" in ready.data else None
        if ready is None or done is None or ready.n > request.n or done.data.get("outcome") != "returned":
            continue
        if (
            done.kind != "future.done"
            or not _brings_a_result(story, done)
            or task.outcome is Outcome.RETURNED
        ):
            continue
        by = "its timeout" if "Timeout._on_timeout" in request.route else "a cancel"
        return Verdict(
            fits(
                f"{story.who(task.number)} lost its result at {ms(request.t)}: {by} came before it "
                "could take it."
            ),
            "What it awaited was done, but the task had not run again: the cancel wins, and the "
            "result is gone.",
            task.last or request.n,
        )
    return None


def _brings_a_result(story: Story, done: Record) -> bool:
    """Whether a future is the program's own; those that asyncio makes for itself only say that it is time."""
    number = done.data.get("future")
    made = story.futures.get(number) if isinstance(number, int) else None
    return made is None or not made.data.get("via")


def in_vain(story: Story) -> Verdict | None:
    """A task that ended cancelled although everything it awaited had refused."""
    for task, request in requests(story):
        inner = passed_to(story, task)
        if task.outcome is not Outcome.CANCELLED or not inner or not all(other.swallowed for other in inner):
            continue
        who, names = story.who(task.number), listed([story.who(other.number) for other in inner])
        sentence = f"{who} ended cancelled, although {names} had caught the cancel and returned."
        short = f"{who} ended cancelled, although {every(len(inner))} tasks that it awaited returned."
        detail = (
            "Their results are lost: gather raises CancelledError once its caller was cancelled, come "
            "what may."
        )
        return Verdict(fits(sentence, short), detail, task.last or request.n)
    return None


def never_delivered(story: Story) -> Verdict | None:
    """A request that the task accepted, and that never reached it."""
    for task, request in requests(story):
        lost = request.delivered is None and request.accepted and task.outcome is not Outcome.CANCELLED
        if not lost or task.last is None:
            continue
        who = story.who(task.number)
        sentence = f"{who} was asked to stop at {ms(request.t)}, but it never got a CancelledError."
        waits = story.index[request.n].data.get("waits_on", {})
        uncancelled = [
            record for record in story.of_kind("task.uncancel") if record.data["task"] == task.number
        ]
        if any(record.n > request.n for record in uncancelled):
            detail = "uncancel() took the request back before the next await could deliver it."
        elif "task" in waits:
            inner = story.who(waits["task"])
            detail = (
                f"The request went on to {inner}, which {who} awaited; {inner} refused it, so {who} went "
                "on, too."
            )
        else:
            detail = "It never came to an await at which it could be raised." if "future" not in waits else ""
        return Verdict(fits(sentence), detail, task.last)
    return None


def swallowed(story: Story) -> Verdict | None:
    """A task that was cancelled and ended as if it had not been."""
    for task in story.users:
        arrived = [request for request in task.cancels if request.delivered is not None]
        request = next((request for request in arrived if request.route != "TaskGroup._on_task_done"), None)
        if not task.swallowed or task.outcome is not Outcome.RETURNED or request is None:
            continue
        if task.end is None or task.last is None:
            continue
        who, catcher = story.who(task.number), _catcher(story, task)
        if request.route == AT_EXIT:
            by = exit_call(story.index[request.n])
            begin = f"{by} cancelled {who} at {ms(request.t)}"
            sentence = f"{begin}; it refused, and was waited for until {ms(task.end)}."
            detail = f"{catcher} caught the CancelledError. It is asked only once, however long it goes on."
            return Verdict(fits(sentence), detail, task.last)
        length = task.end - request.t
        after = f" {ms(length)} later, at {ms(task.end)}" if length > story.slack else ""
        sentence = f"{who} was cancelled at {ms(request.t)}, and returned all the same{after}."
        detail = f"{catcher} caught the CancelledError and did not raise it again."
        late = [coro for coro in task.coros if coro.first > (request.delivered or 0) and not coro.internal]
        if any(coro.outcome is Outcome.RETURNED and coro.name == "__aexit__" for coro in late):
            detail = "The __aexit__() of an async with in it swallowed the CancelledError, by returning true."
        elif not any(coro.task == task.number for _, coro in story.catches):
            detail = _dropped_by(story, task)
        return Verdict(fits(sentence), detail, task.last)
    return None


def raised_instead(story: Story) -> Verdict | None:
    """A task that was cancelled and ended with another error."""
    for task in story.users:
        request = next((request for request in task.cancels if request.delivered is not None), None)
        if task.outcome is not Outcome.RAISED or request is None or task.error is None or task.end is None:
            continue
        if request.route in (AT_EXIT, "TaskGroup._on_task_done") or "Timeout._on_timeout" in request.route:
            continue
        name = short_error(task.error)
        sentence = (
            f"{story.who(task.number)} was cancelled at {ms(request.t)}, and raised {name} at {ms(task.end)}."
        )
        detail = f"So it does not count as cancelled: whoever awaits it gets {name}."
        return Verdict(fits(sentence), detail, task.last or request.n)
    return None


def _dropped_by(story: Story, task: Task) -> str:
    """Which call of asyncio's had its result already, and so dropped the cancellation."""
    for record in story.of_kind("coro.catch", "coro.throw"):
        coro = story.coros.get(record.data["coro"])
        mine = (
            coro is not None
            and coro.internal
            and coro.task == task.number
            and is_cancelled(record.data["error"])
        )
        if mine and coro is not None and coro.outcome is Outcome.RETURNED:
            return (
                f"{public(coro.name)} had its result already: it returned that, and dropped the "
                "CancelledError."
            )
    return ""


def _catcher(story: Story, task: Task) -> str:
    """Who caught a cancellation for good, as the subject of a sentence."""
    for _, coro in story.catches:
        if coro.task == task.number and coro.outcome is Outcome.RETURNED:
            return f"{public(coro.name)}()"
    return "Its code"


def pending_return(story: Story) -> Verdict | None:
    """A task whose coroutine returned while a cancel was on its way."""
    for task in story.users:
        returned = bool(task.coros) and task.coros[0].outcome is Outcome.RETURNED
        if task.outcome is not Outcome.CANCELLED or not returned or task.last is None or task.end is None:
            continue
        sentence = (
            f"{story.who(task.number)} returned at {ms(task.end)}, yet it counts as cancelled: its value "
            "is lost."
        )
        detail = "A cancel was pending. It waits for the next await, and there was none before the return."
        return Verdict(fits(sentence), detail, task.last)
    return None
