"""What got lost: errors nobody saw, tasks that vanished or were left over, callbacks that never ran."""

from __future__ import annotations

from ...trace.model import Error, Outcome, Task
from ...trace.names import short_error
from ...trace.records import error_of
from ..calls import by_the_program, exit_call
from ..story import Story
from ..words import error_words, fits, listed, ms, plural, was
from .base import Verdict
from .cancels import AT_EXIT, requests


def collected(story: Story) -> Verdict | None:
    """A task that was freed while it waited."""
    for task in story.users:
        freed = story.index.get(task.freed or 0)
        if freed is None:
            continue
        who = story.who(task.number)
        closed = next(
            (r for r in story.of_kind("loop.close") if r.data["loop"] == task.loop and r.n < freed.n), None
        )
        shutdown = next((asked for _, asked in requests(story) if asked.route == AT_EXIT), None)
        if closed is None:
            sentence = f"{who} was garbage-collected at {ms(freed.t)} while it still waited, and never ended."
            detail = "The loop refers to its tasks only weakly, and nothing else referred to this one."
        elif shutdown is not None and task.first > shutdown.n:
            sentence = f"{who} was started while asyncio.run() was shutting down, and never ended."
            detail = (
                f"run() cancels what is left once, at {ms(shutdown.t)}; a task that is made after that is "
                "destroyed."
            )
        else:
            sentence = f"{who} never ended: its loop was closed at {ms(closed.t)} while it still waited."
            detail = "close() cancels nothing; a task that is left is destroyed when it is freed."
        return Verdict(fits(sentence), detail, freed.n)
    return None


def shutdown_error(story: Story) -> Verdict | None:
    """An error in what was left over when main ended."""
    for record in story.of_kind("handler"):
        error = error_of(record.data.get("error"))
        if "unhandled exception during" not in str(record.data.get("message", "")) or error is None:
            continue
        who = story.who(record.data.get("task"))
        detail = (
            "run() tells the loop's exception handler and goes on: it returned as if nothing had happened."
        )
        if story.trace.run.end == "raised":
            detail = "Only the loop's exception handler was told of it."
        sentence = f"{who} raised {error_words(error)} while it was being cancelled at exit."
        return Verdict(fits(sentence), detail, record.n)
    return None


def never_retrieved(story: Story) -> Verdict | None:
    """An error that was reported only when its task, or its future, was freed."""
    for record in story.of_kind("handler"):
        message, error = str(record.data.get("message", "")), error_of(record.data.get("error"))
        if "exception was never retrieved" not in message or error is None:
            continue
        task = story.tasks.get(record.data.get("task", 0)) or _raiser(story, error)
        what = message.partition(" ")[0]
        if task is None or task.end is None:
            sentence = f"A future was given {short_error(error)}, and nobody ever asked for it."
            return Verdict(
                fits(sentence), f"It was reported at {ms(record.t)}, when the future was freed.", record.n
            )
        sentence = (
            f"{story.who(task.number)} raised {short_error(error)} at {ms(task.end)}, and nobody ever "
            "asked for it."
        )
        detail = "The report came when the task was freed, and not when it failed; here that was at once."
        if record.t > task.end + story.slack:
            detail = f"It was reported at {ms(record.t)}, when the task was freed; until then, not a word."
        if what == "_GatheringFuture":
            sentence = (
                f"{story.who(task.number)} raised {short_error(error)} at {ms(task.end)}, but nobody "
                "awaited its gather()."
            )
            detail = (
                f"It was reported at {ms(record.t)}, when the future that gather() had returned was freed."
            )
        return Verdict(fits(sentence), detail, record.n)
    return None


def _raiser(story: Story, error: Error) -> Task | None:
    """The first task that ended with this error."""
    for task in story.users:
        if task.error is not None and (task.error.type, task.error.message) == (error.type, error.message):
            return task
    return None


def lost_in_gather(story: Story) -> Verdict | None:
    """A second error in a gather() that had raised the first one already."""
    for group in gathers(story):
        failed = [task for task in group if task.outcome is Outcome.RAISED and task.last is not None]
        failed.sort(key=lambda task: task.last or 0)
        if len(failed) < 2 or not passed_out(story, failed[0]):
            continue
        first, lost = failed[0], failed[1]
        if first.error is None or lost.error is None or _was_seen(story, lost):
            continue
        what, who = short_error(lost.error), story.who(lost.number)
        detail = (
            f"gather had raised the {short_error(first.error)} of {story.who(first.number)} at "
            f"{ms(first.end or 0)}, and keeps every later error to itself."
        )
        return Verdict(
            fits(f"{who} raised {what} at {ms(lost.end or 0)}, and nobody was told."), detail, lost.last or 0
        )
    return None


def _was_seen(story: Story, task: Task) -> bool:
    """Whether the error of a task came up anywhere after the task had ended."""
    error = task.error
    return error is not None and any(
        record.n > (task.last or 0)
        and (record.data["error"]["type"], record.data["error"].get("message", ""))
        == (error.type, error.message)
        for record in story.of_kind("coro.throw", "coro.catch", "coro.raise", "handler")
        if record.data.get("error")
    )


def gathers(story: Story) -> list[list[Task]]:
    """The tasks that each gather() waited for; without those of which not all are known."""
    seen: dict[object, list[Task]] = {}
    for record in story.of_kind("task.wait"):
        on = record.data.get("on", {}) if not story.tasks[record.data["task"]].internal else {}
        group = on.get("future", on.get("gather"))
        if "gather" in on and "gathered" not in on and group not in seen:
            seen[group] = [story.tasks[number] for number in on["gather"] if number in story.tasks]
    return list(seen.values())


def passed_out(story: Story, task: Task) -> bool:
    """Whether gather() raised the error of `task`; with return_exceptions it does not."""
    for record in story.of_kind("future.done"):
        if record.data.get("outcome") == "raised" and story.led_to(task.last, record, 4):
            return True
    return False


def dropped(story: Story) -> Verdict | None:
    """Callbacks and timers of the program that were queued when their loop was closed."""
    ends = story.of_kind("handle.run", "handle.cancel", "timer.fire", "timer.cancel")
    done = {record.data["handle"] for record in ends}
    for close in story.of_kind("loop.close"):
        left = [
            record
            for record in story.of_kind("handle.new", "timer.new")
            if record.n < close.n
            and record.data.get("loop") == close.data["loop"]
            and record.data["handle"] not in done
            and by_the_program(record)
        ]
        if not left:
            continue
        timers = sum(record.kind == "timer.new" for record in left)
        counts = [(len(left) - timers, "callback"), (timers, "timer")]
        what = " and ".join(plural(count, thing) for count, thing in counts if count)
        sentence = f"loop.close() at {ms(close.t)} dropped {what} that had not run yet."
        return Verdict(
            sentence, "There is neither an error nor a warning: what is still queued is forgotten.", close.n
        )
    return None


def leftovers(story: Story) -> Verdict | None:
    """Tasks that were still running when main ended, and were cancelled at exit."""
    left = [(task, asked) for task, asked in requests(story) if asked.route == AT_EXIT and asked.accepted]
    if not left:
        return None
    first = left[0][1]
    by = exit_call(story.index[first.n])
    names = [story.who(task.number) for task, _ in left]
    length = max((task.end or 0 for task, _ in left), default=0) - first.t
    cleanup = f"The cleanup took {ms(length)} more, and {by} waited for it." if length > story.slack else ""
    ended = [task for task in story.users if task.maker is None and task.last is not None]
    ended = [task for task in ended if (task.last or 0) < first.n]
    record = left[0][0].last or first.n
    if not ended:
        sentence = fits(f"{by} was broken off at {ms(first.t)}, and cancelled {listed(names)}.")
        return Verdict(sentence, cleanup, record)
    main, them, their = story.who(ended[-1].number), "them", "their"
    if len(left) == 1:
        them, their = "it", "its"
    sentence = fits(
        f"{listed(names)} {was(names)} still running when {main} ended; {by} cancelled {them} at "
        f"{ms(first.t)}.",
        f"{plural(len(left), 'task')} {was(names)} still running when {main} ended; {by} cancelled {them}.",
    )
    detail = f"Nothing tells you: there is no warning for a task that is left over and obeys {their} cancel."
    if any(task.number in story.shielded for task, _ in left):
        kept = any(asked.accepted and asked.n < first.n for _, asked in requests(story))
        before = "had kept the first cancel from it" if kept else "keeps away a cancel of its awaiter"
        detail = f"shield() {before}; it does not keep this one away."
    return Verdict(sentence, cleanup or detail, record)
