"""Cancellations that did not do what one might expect of them."""

from __future__ import annotations

from ...trace.model import CancelRequest, Coro, Outcome, Record, Task
from ...trace.records import is_cancelled
from ..calls import public
from ..story import Story
from ..words import fits, listed, ms, plural
from .base import Verdict

AT_EXIT = "_cancel_all_tasks"
"""The route of the cancellations with which asyncio.run() ends."""


def requests(story: Story) -> list[tuple[Task, CancelRequest]]:
    """All requests to cancel a task of the program, task by task."""
    return [(task, request) for task in story.users for request in task.cancels]


def collateral(story: Story) -> Verdict | None:
    """A task, or a coroutine, that was cancelled though nobody had asked for it."""
    for task in story.users:
        if (
            task.outcome is Outcome.CANCELLED
            and not task.cancels
            and task.end is not None
            and task.last is not None
        ):
            sentence = (
                f"{story.who(task.number)} ended cancelled at {ms(task.end)}, though nobody had cancelled it."
            )
            return Verdict(fits(sentence), _shared_with(story, task), task.last)
    for task in story.users:
        for coro in task.coros:
            alone = not coro.internal and coro.outcome is Outcome.CANCELLED and not task.cancels
            here = coro.last is not None and story.actor(story.index.get(coro.last)) == task.number
            if alone and here and coro.end is not None and coro.last is not None:
                sentence = (
                    f"{public(coro.name)} raised CancelledError at {ms(coro.end)}, though nobody had "
                    "cancelled it."
                )
                return Verdict(fits(sentence), _shared_with(story, task), coro.last)
    return None


def _shared_with(story: Story, task: Task) -> str:
    """What a task awaited that was cancelled together with another one, or for itself."""
    cancelled = [other for other in story.users if other.outcome is Outcome.CANCELLED and other is not task]
    for wait in reversed(story.waits.get(task.number, ())):
        on = wait.data.get("on", {})
        awaited = [on["task"]] if "task" in on else list(on.get("gather", ()))
        for other in cancelled:
            if other.number in awaited:
                through = "gather() passed it on" if "gather" in on else "that goes on to whoever awaits it"
                return f"It awaited the task {story.who(other.number)}, which had been cancelled; {through}."
        for other, request in requests(story):
            waits = story.index[request.n].data.get("waits_on", {})
            if "future" in on and waits.get("future") == on["future"]:
                return (
                    f"It awaited the same future as {story.who(other.number)}; cancelling that task "
                    "cancelled the "
                    "future, and with it everybody who waited."
                )
    if _raised_itself(story, task):
        return "Its own code raised CancelledError, and such a task counts as cancelled."
    names = listed([f"the task {story.who(other.number)}" for other in cancelled if other.cancels])
    return (
        f"It awaited {names}, which had been cancelled." if names else "What it awaited had been cancelled."
    )


def _raised_itself(story: Story, task: Task) -> bool:
    """Whether the CancelledError of a task began as a raise in a coroutine of the program."""
    for record in story.of_kind("coro.throw", "coro.catch", "coro.raise"):
        coro = story.coros.get(record.data["coro"])
        if coro is not None and coro.task == task.number and is_cancelled(record.data.get("error")):
            return record.kind == "coro.raise" and not coro.internal and not _arrived(story, record)
    return False


def _arrived(story: Story, record: Record) -> bool:
    """Whether the step of `record` began with something cancelled that it had awaited."""
    step = story.step(record)
    ready = story.index.get(step.because or 0) if step is not None else None
    done = story.index.get(ready.because or 0) if ready is not None and "future" in ready.data else None
    return done is not None and (
        done.data.get("outcome") == "cancelled" or is_cancelled(done.data.get("error"))
    )


def second_cancel(story: Story) -> Verdict | None:
    """A second request that broke into the cleanup of the first."""
    for task in story.users:
        arrived = [request for request in task.cancels if request.delivered is not None]
        arrived = [request for request in arrived if "Timeout._on_timeout" not in request.route]
        if len(arrived) < 2 or task.last is None:
            continue
        first, second = arrived[0], arrived[1]
        cleaning = any(
            span.cancelling and first.t <= span.start < second.t <= span.end for span in task.spans
        )
        if not cleaning:
            continue
        who = story.who(task.number)
        sentence = (
            f"A second cancel() at {ms(second.t)} broke off the cleanup of {who} that the first had started."
        )
        detail = (
            f"The first CancelledError came at {ms(first.t)}. Cleanup that awaits can be cancelled like "
            "anything else."
        )
        return Verdict(fits(sentence), detail, task.last)
    return None


def never_started(story: Story) -> Verdict | None:
    """A task that was cancelled before its first step."""
    for task, request in requests(story):
        steps = story.steps.get(task.number, [])
        ran = any(coro.outcome is not Outcome.CANCELLED for coro in task.coros) or len(steps) != 1
        if task.outcome is not Outcome.CANCELLED or ran or request.n > steps[0].n or request.route == AT_EXIT:
            continue
        who = story.who(task.number)
        sentence = f"{who} was cancelled at {ms(request.t)}, before its first step: none of its code ran."
        detail = "Not even a try or finally: the CancelledError came before its first line."
        return Verdict(fits(sentence), detail, task.last or request.n)
    return None


def shielded(story: Story) -> Verdict | None:
    """shield(): the one that waited was cancelled, what it waited for ran on."""
    for task, request in requests(story):
        if request.delivered is None or not any(span.label == "shield" for span in task.spans):
            continue
        for inner in story.users:
            alive = inner.first < request.n and (inner.last is None or inner.last > request.n)
            if inner is task or inner.cancels or not alive or inner.number == request.asker:
                continue
            who, name = story.who(task.number), story.who(inner.number)
            end = f" and {inner.outcome} at {ms(inner.end)}" if inner.end is not None else ""
            sentence = fits(
                f"{who} was cancelled at {ms(request.t)}; {name}, which it shielded, ran on{end}.",
                f"{who} was cancelled at {ms(request.t)}; {name}, which it shielded, ran on.",
            )
            detail = "shield() keeps the cancel from the inner task, not from the one that waits for it."
            return Verdict(fits(sentence), detail, task.last or request.n)
    return None


def passed_on(story: Story) -> Verdict | None:
    """A task that awaited another one, or a gather(), and whose cancellation went there first."""
    for task, request in requests(story):
        inner = passed_to(story, task)
        if not inner or task.end is None or task.last is None or task.outcome is not Outcome.CANCELLED:
            continue
        who, names = story.who(task.number), listed([story.who(other.number) for other in inner])
        late = task.end - request.t
        after = f"; {who} ended {ms(late)} later" if late > story.slack else ""
        sentence = fits(
            f"Cancelling {who} at {ms(request.t)} cancelled {names} first{after}.",
            f"Cancelling {who} at {ms(request.t)} cancelled {plural(len(inner), 'other task')} first{after}.",
        )
        slow = [other for other in inner if other.end is not None and other.end > task.end]
        detail = (
            f"A cancel goes to what a task awaits and comes back when that has ended, so {who} waited for it."
        )
        if slow:
            last = max(other.end or 0 for other in slow)
            detail = (
                f"{who} ended with the first of them; the cleanup of the last one went on until {ms(last)}."
            )
        return Verdict(sentence, detail, task.last)
    return None


def passed_to(story: Story, outer: Task) -> list[Task]:
    """The tasks to which a request to cancel `outer` went on."""
    found: dict[int, list[Task]] | None = story.memo.get("passed_to")
    if found is None:
        found = story.memo["passed_to"] = {}
        for task, asked in requests(story):
            cause = story.index.get(story.index[asked.n].because or 0)
            if cause is not None and cause.kind == "task.cancel":
                inner = found.setdefault(cause.data["task"], [])
                inner += [task] if task not in inner else []
    return found.get(outer.number, [])


def cleaned_up(story: Story) -> Verdict | None:
    """A task that took its time to end after it was cancelled."""
    slow = [
        (task.end - request.t, task, request)
        for task, request in requests(story)
        if task.outcome is Outcome.CANCELLED and task.end is not None and request.delivered is not None
    ]
    slow = [entry for entry in slow if entry[0] > story.slack and entry[2].route != AT_EXIT]
    if not slow:
        return None
    late, task, request = max(slow, key=lambda entry: entry[0])
    who, cleaner = story.who(task.number), _cleaner(story, task)
    sentence = (
        f"{who} was cancelled at {ms(request.t)} and ended at {ms(task.end or 0)}, after {ms(late)} of "
        "cleanup."
    )
    detail = f"Whoever waited for {who} waited for that, too."
    if cleaner is not None:
        detail = (
            f"{public(cleaner.name)}() met its CancelledError and awaited something more before it let it "
            "go on."
        )
    elif _waited_for(story, task):
        detail = f"It had to wait until {_waited_for(story, task)} had finished its own cleanup."
    return Verdict(fits(sentence), detail, task.last or request.n)


def _cleaner(story: Story, task: Task) -> Coro | None:
    return next((coro for _, coro in story.catches if coro.task == task.number), None)


def _waited_for(story: Story, task: Task) -> str:
    """The tasks that this one cancelled, and whose end it awaited."""
    return listed(
        [story.who(other.number) for other, request in requests(story) if request.asker == task.number]
    )


def plain_cancel(story: Story) -> Verdict | None:
    """A cancellation that worked."""
    for task, request in requests(story):
        if task.outcome is not Outcome.CANCELLED or request.delivered is None or request.route == AT_EXIT:
            continue
        who, when = story.who(task.number), ms(request.t)
        by = f" by {story.who(request.asker)}" if request.asker is not None else ""
        by = " by itself" if request.asker == task.number else by
        message = f' with the message "{request.message}"' if request.message else ""
        sentence = fits(f"{who} was cancelled at {when}{by}{message}.", f"{who} was cancelled at {when}{by}.")
        detail = (
            f"It ended at {ms(task.end)}, without any cleanup that took time." if task.end is not None else ""
        )
        asked = [each for each in task.cancels if each.accepted]
        if len(asked) > 1 and len({each.delivered for each in asked}) == 1:
            sentence = (
                f"{who} was asked to stop {len(asked)} times by {ms(asked[-1].t)}, and got one "
                "CancelledError."
            )
            detail = "Requests that are made before the task runs again are delivered together."
        if request.asker == task.number:
            detail = "It ran on to its next await; only there the CancelledError was raised."
        taken_back = [
            record
            for record in story.of_kind("task.uncancel")
            if record.data["task"] == task.number and request.n < record.n < (request.delivered or 0)
        ]
        if taken_back:
            detail = (
                "uncancel() only counted the request down; the CancelledError on its way came all the same."
            )
        return Verdict(sentence, detail, task.last or request.n)
    return None
