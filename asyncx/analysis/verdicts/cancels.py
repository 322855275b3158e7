"""Cancellations that did not do what one might expect of them."""

from __future__ import annotations

from collections.abc import Iterator

from ...trace.model import CancelRequest, Coro, Outcome, Record, Task
from ...trace.records import is_cancelled
from ..story import Story, public
from ..words import fits, listed, ms
from .base import Verdict

_END = "_cancel_all_tasks"


def _requests(story: Story) -> Iterator[tuple[Task, CancelRequest]]:
    for task in story.users:
        for request in task.cancels:
            yield task, request


def result_lost(story: Story) -> Verdict | None:
    """A cancellation that came between a result and the step that was to take it."""
    for task, request in _requests(story):
        step = story.step(story.index.get(request.delivered or 0))
        ready = story.index.get(step.because or 0) if step is not None else None
        done = story.index.get(ready.because or 0) if ready is not None and "future" in ready.data else None
        if ready is None or done is None or ready.n > request.n or done.data.get("outcome") != "returned":
            continue
        if done.kind != "future.done" or _is_sleep(story, done) or task.outcome is Outcome.RETURNED:
            continue
        who = story.who(task.number)
        by = "its timeout" if "Timeout._on_timeout" in request.route else "a cancel"
        sentence = f"{who} lost its result at {ms(request.t)}: {by} came before it could take it."
        detail = "The awaited future was done already, but the task had not run again: the cancel wins, the result is gone."
        return Verdict(fits(sentence), detail, task.last or request.n)
    return None


def _is_sleep(story: Story, done: Record) -> bool:
    cause = story.index.get(done.because or 0)
    return cause is not None and cause.data.get("callback") == "_set_result_unless_cancelled"


def collateral(story: Story) -> Verdict | None:
    """A task, or a coroutine, that was cancelled though nobody had asked for it."""
    for task in story.users:
        if task.outcome is not Outcome.CANCELLED or task.cancels or task.end is None or task.last is None:
            continue
        who = story.who(task.number)
        sentence = f"{who} ended cancelled at {ms(task.end)}, though nobody had cancelled it."
        return Verdict(fits(sentence), _shared_with(story, task), task.last)
    for task in story.users:
        for coro in task.coros:
            alone = not coro.internal and coro.outcome is Outcome.CANCELLED and not task.cancels
            if not alone or coro.end is None or coro.last is None or task.eager:
                continue
            child = next((other for other in story.users if other.outcome is Outcome.CANCELLED), None)
            sentence = f"{public(coro.name)} raised CancelledError at {ms(coro.end)}, though nobody had cancelled its task."
            why = f"It awaited {story.who(child.number)}, and that one had been cancelled." if child else ""
            return Verdict(fits(sentence), why, coro.last)
    return None


def _shared_with(story: Story, task: Task) -> str:
    """What a task awaited together with another one that was cancelled."""
    wait = next(
        (r for r in reversed(list(story.of_kind("task.wait"))) if r.data["task"] == task.number), None
    )
    on = wait.data.get("on", {}) if wait is not None else {}
    if "task" in on:
        return f"It awaited the task {story.who(on['task'])}, and that one had been cancelled."
    for other, request in _requests(story):
        waits = story.index[request.n].data.get("waits_on", {})
        if on and waits.get("future") == on.get("future"):
            return (
                f"It awaited the same future as {story.who(other.number)}; cancelling that task cancelled the future, "
                "and with it everybody who waited."
            )
    cancelled = [
        other
        for other in story.users
        if other.outcome is Outcome.CANCELLED and other is not task and other.cancels
    ]
    names = listed([story.who(other.number) for other in cancelled])
    return (
        f"It awaited {names}, which had been cancelled." if names else "What it awaited had been cancelled."
    )


def second_cancel(story: Story) -> Verdict | None:
    """A second request that broke into the cleanup of the first."""
    for task in story.users:
        arrived = [request for request in task.cancels if request.delivered is not None and _asked(request)]
        if len(arrived) < 2 or task.end is None or task.last is None:
            continue
        first, second = arrived[0], arrived[1]
        cleaning = any(
            span.cancelling and span.start < second.t and span.end >= second.t and span.start >= first.t
            for span in task.spans
        )
        if second.t <= first.t or not cleaning:
            continue
        who = story.who(task.number)
        sentence = (
            f"A second cancel() at {ms(second.t)} broke off the cleanup of {who} that the first one started."
        )
        detail = f"The first CancelledError came at {ms(first.t)}; cleanup that awaits can be cancelled like anything else."
        return Verdict(fits(sentence), detail, task.last)
    return None


def _asked(request: CancelRequest) -> bool:
    return "Timeout._on_timeout" not in request.route


def swallowed(story: Story) -> Verdict | None:
    """A task that was cancelled and ended as if it had not been."""
    for task in story.users:
        if (
            not task.swallowed
            or task.end is None
            or task.last is None
            or task.outcome is not Outcome.RETURNED
        ):
            continue
        request = next((request for request in task.cancels if request.delivered is not None), None)
        if request is None:
            continue
        who = story.who(task.number)
        catcher = _catcher(story, task)
        late = task.end - request.t
        after = f" at {ms(task.end)}, {ms(late)} later" if late else " at once"
        if request.route == _END:
            sentence = f"asyncio.run() cancelled {who} at {ms(request.t)}; it refused, and run() waited until {ms(task.end)}."
            detail = f"{catcher} caught the CancelledError and went on; run() asks once and then waits for as long as it takes."
            return Verdict(fits(sentence), detail, task.last)
        sentence = f"{who} was cancelled at {ms(request.t)} and returned all the same{after}."
        detail = f"{catcher} caught the CancelledError and did not raise it again."
        thrown_away = _thrown_away(story, task)
        return Verdict(fits(sentence), thrown_away or detail, task.last)
    return None


def _thrown_away(story: Story, task: Task) -> str:
    """What became of a gather() whose caller was cancelled, and whose children refused."""
    refused = [other for other in story.users if other.swallowed and other.maker == task.maker]
    caller = next((other for other in story.users if other.number == task.maker), None)
    if len(refused) < 2 or caller is None or caller.outcome is not Outcome.CANCELLED:
        return ""
    who = story.who(caller.number)
    return f"All {len(refused)} of them did; yet {who}, which awaited them, ended cancelled, and their results are lost."


def _catcher(story: Story, task: Task) -> str:
    """The coroutine of the program that caught the cancellation for good, as the subject of a sentence."""
    for record in story.of_kind("coro.catch"):
        coro = story.coros.get(record.data["coro"])
        if (
            coro is not None
            and coro.task == task.number
            and not coro.internal
            and is_cancelled(record.data["error"])
        ):
            if coro.outcome is Outcome.RETURNED:
                return f"{public(coro.name)}()"
    return "The code in it"


def pending_return(story: Story) -> Verdict | None:
    """A task whose coroutine returned while a cancel was on its way."""
    for task in story.users:
        if task.outcome is not Outcome.CANCELLED or not task.coros or task.last is None or task.end is None:
            continue
        own = task.coros[0]
        if own.outcome is Outcome.RETURNED and any(request.delivered is None for request in task.cancels):
            who = story.who(task.number)
            sentence = (
                f"{who} returned at {ms(task.end)}, yet it counts as cancelled, and its result is lost."
            )
            detail = (
                "A cancel was pending: it waits for the next await, and there was none before the return."
            )
            return Verdict(fits(sentence), detail, task.last)
    return None


def never_delivered(story: Story) -> Verdict | None:
    """A request that the task accepted, and that never reached it."""
    for task, request in _requests(story):
        if request.delivered is not None or not request.accepted or task.outcome is Outcome.CANCELLED:
            continue
        if task.last is None or task.end is None:
            continue
        who = story.who(task.number)
        uncancelled = any(
            record.data["task"] == task.number and record.n > request.n
            for record in story.of_kind("task.uncancel")
        )
        sentence = f"{who} was asked to stop at {ms(request.t)}, but it never got a CancelledError."
        detail = "uncancel() took the request back before the next await could deliver it."
        if not uncancelled:
            waits = story.index[request.n].data.get("waits_on", {})
            inner = story.who(waits["task"]) if "task" in waits else "what it awaited"
            detail = f"The request went on to {inner}, which refused it; so {who} simply went on."
        return Verdict(fits(sentence), detail, task.last)
    return None


def never_started(story: Story) -> Verdict | None:
    """A task that was cancelled before its first step."""
    for task, request in _requests(story):
        user = [coro for coro in task.coros if not coro.internal]
        started = [coro for coro in user if coro.spans and coro.outcome is not Outcome.CANCELLED]
        first = next(
            (record for record in story.of_kind("task.step") if record.data["task"] == task.number), None
        )
        if first is None or task.outcome is not Outcome.CANCELLED or started or task.last is None:
            continue
        if request.n < first.n and task.steps == 1 and request.route != _END:
            who = story.who(task.number)
            sentence = f"{who} was cancelled at {ms(request.t)}, before its first step: none of its code ran."
            detail = "Not even its try and finally: the CancelledError was thrown in before the first line."
            return Verdict(fits(sentence), detail, task.last)
    return None


def shielded(story: Story) -> Verdict | None:
    """shield(): the one that waited was cancelled, what it waited for ran on."""
    for task, request in _requests(story):
        if (
            request.delivered is None
            or not any(span.label == "shield" for span in task.spans)
            or task.last is None
        ):
            continue
        inner = [
            other
            for other in story.users
            if other is not task
            and other.first < request.n
            and not other.cancels
            and (other.last or 1 << 60) > request.n
            and other.coro != "main"
        ]
        if inner:
            saved = inner[0]
            who, name = story.who(task.number), story.who(saved.number)
            end = f" and {saved.outcome} at {ms(saved.end)}" if saved.end is not None else ""
            sentence = f"{who} was cancelled at {ms(request.t)}; {name}, which it shielded, ran on{end}."
            return Verdict(
                fits(sentence),
                "shield() keeps the cancel from the inner task, not from the one that waits.",
                task.last,
            )
    return None


def passed_on(story: Story) -> Verdict | None:
    """A task that awaited another one, or a gather(), and ended only after that had."""
    for task, request in _requests(story):
        inner = [
            other
            for other in story.users
            if any(_is_passed_on(story, task, other, asked) for asked in other.cancels) and other is not task
        ]
        if not inner or task.end is None or task.last is None or task.outcome is not Outcome.CANCELLED:
            continue
        who, whom = story.who(task.number), listed([story.who(other.number) for other in inner])
        late = task.end - request.t
        sentence = (
            f"Cancelling {who} at {ms(request.t)} cancelled {whom} first; {who} ended {ms(late)} later."
        )
        detail = f"A cancel goes to what the task awaits, and comes back when that has cleaned up: {who} waited for it."
        return Verdict(
            fits(sentence, f"Cancelling {who} cancelled {len(inner)} other tasks first."), detail, task.last
        )
    return None


def _is_passed_on(story: Story, outer: Task, inner: Task, asked: CancelRequest) -> bool:
    cause = story.index.get(story.index[asked.n].because or 0)
    return cause is not None and cause.kind == "task.cancel" and cause.data["task"] == outer.number


def cleaned_up(story: Story) -> Verdict | None:
    """A task that took its time to end after it was cancelled."""
    slow = [
        (task.end - request.t, task, request)
        for task, request in _requests(story)
        if task.outcome is Outcome.CANCELLED
        and task.end is not None
        and request.delivered is not None
        and request.route != _END
    ]
    slow = [entry for entry in slow if entry[0] > 0]
    if not slow:
        return None
    late, task, request = max(slow, key=lambda entry: entry[0])
    who = story.who(task.number)
    sentence = f"{who} was cancelled at {ms(request.t)} and ended at {ms(task.end or 0)}, after {ms(late)} of cleanup."
    cleaner = _cleaning_coro(story, task)
    name = f"{public(cleaner.name)}()" if cleaner else "it"
    detail = f"{name} awaited something after its CancelledError, and whoever waited for {who} waited for that too."
    return Verdict(
        fits(sentence), detail[:1].upper() + detail[1:] if not cleaner else detail, task.last or request.n
    )


def _cleaning_coro(story: Story, task: Task) -> Coro | None:
    for record in story.of_kind("coro.catch"):
        coro = story.coros.get(record.data["coro"])
        if coro is not None and coro.task == task.number and not coro.internal:
            return coro
    return None


def plain_cancel(story: Story) -> Verdict | None:
    """A cancellation that worked."""
    for task, request in _requests(story):
        if (
            task.outcome is not Outcome.CANCELLED
            or request.delivered is None
            or request.route == _END
            or task.end is None
        ):
            continue
        who = story.who(task.number)
        by = story.who(request.asker) if request.asker is not None else "a callback"
        message = f' with the message "{request.message}"' if request.message else ""
        sentence = f"{by} cancelled {who} at {ms(request.t)}{message}; it ended at {ms(task.end)}."
        return Verdict(
            fits(sentence, f"{by} cancelled {who} at {ms(request.t)}."), "", task.last or request.n
        )
    return None
