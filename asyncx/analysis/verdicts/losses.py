"""What got lost: errors nobody saw, tasks that vanished or were left over, callbacks that never ran."""

from __future__ import annotations

from ...trace.model import Outcome, Task
from ...trace.names import short_error
from ...trace.records import error_of
from ..story import Story
from ..vocabulary import last_part
from ..words import error_words, fits, listed, ms, plural, was
from .base import Verdict

_END = "_cancel_all_tasks"


def collected(story: Story) -> Verdict | None:
    """A task that was freed while it waited."""
    for task in story.users:
        if task.freed is None or task.freed not in story.index:
            continue
        freed = story.index[task.freed]
        who = story.who(task.number)
        closed = [
            loop.closed_at
            for loop in story.trace.loops
            if loop.number == task.loop and loop.closed_at is not None
        ]
        if closed and closed[0] <= freed.t and _closed_before(story, task.loop, freed.n):
            late = any(_END in request.route for other in story.users for request in other.cancels)
            sentence = f"{who} never ended: its loop was closed at {ms(closed[0])} while it still waited."
            detail = "close() cancels nothing; a task that is left is destroyed when it is freed."
            if late and task.start > 0:
                sentence = f"{who} was started during the shutdown of asyncio.run(), and never ended."
                detail = f"run() cancels the tasks that are left once, at {ms(task.start)}; one that is made after that is destroyed."
            return Verdict(fits(sentence), detail, task.freed)
        sentence = f"{who} was garbage-collected at {ms(freed.t)} while it still waited, and never ended."
        detail = "The loop holds its tasks only weakly, and nothing else referred to this one."
        return Verdict(fits(sentence), detail, task.freed)
    return None


def _closed_before(story: Story, loop: int, n: int) -> bool:
    return any(record.data.get("loop") == loop and record.n < n for record in story.of_kind("loop.close"))


def shutdown_error(story: Story) -> Verdict | None:
    """An error in what was left over when main ended."""
    for record in story.of_kind("handler"):
        message = str(record.data.get("message", ""))
        error = error_of(record.data.get("error"))
        if "unhandled exception during" not in message or error is None:
            continue
        who = story.who(record.data.get("task"))
        sentence = f"{who} raised {error_words(error)} while asyncio.run() was cancelling it."
        detail = "run() hands it to the loop's exception handler and goes on: it returned as if nothing had happened."
        if story.trace.run.end == "raised":
            detail = (
                "run() hands it to the loop's exception handler; what it raised itself is the error of main."
            )
        return Verdict(fits(sentence), detail, record.n)
    return None


def never_retrieved(story: Story) -> Verdict | None:
    """An error that was reported only when its task was freed."""
    for record in story.of_kind("handler"):
        if "exception was never retrieved" not in str(record.data.get("message", "")):
            continue
        task = story.tasks.get(record.data.get("task", 0))
        error = error_of(record.data.get("error"))
        if task is None or error is None or task.end is None:
            continue
        who, name = story.who(task.number), short_error(error)
        sentence = f"{who} raised {name} at {ms(task.end)}, and nobody ever asked for it."
        detail = f"It was reported at {ms(record.t)}, when the task was freed: until then not a word."
        if record.t == task.end:
            detail = "It was reported only when the task was freed; had anybody kept the task, not a word."
        return Verdict(fits(sentence), detail, record.n)
    return None


def lost_in_gather(story: Story) -> Verdict | None:
    """A second error in a gather() that had raised the first one already."""
    for group in gathers(story):
        failed = sorted(
            (task for task in group if task.outcome is Outcome.RAISED and task.end is not None),
            key=lambda task: task.last or 0,
        )
        if len(failed) < 2 or not _first_error_raised(story, failed[0]):
            continue
        first, lost = failed[0], failed[1]
        if lost.error is None or first.error is None:
            continue
        sentence = f"{story.who(lost.number)} raised {short_error(lost.error)} at {ms(lost.end or 0)}, and nobody ever saw it."
        detail = (
            f"gather had raised the {short_error(first.error)} of {story.who(first.number)} at {ms(first.end or 0)}, "
            "and keeps every later error to itself."
        )
        return Verdict(fits(sentence), detail, lost.last or 0)
    return None


def gathers(story: Story) -> list[list[Task]]:
    """The tasks that each gather() waited for."""
    seen: dict[int, list[Task]] = {}
    for record in story.of_kind("task.wait"):
        on = record.data.get("on", {})
        if "gather" in on and on.get("future") not in seen:
            seen[on["future"]] = [story.tasks[number] for number in on["gather"] if number in story.tasks]
    return list(seen.values())


def _first_error_raised(story: Story, task: Task) -> bool:
    """Whether gather() passed the error of `task` on at once: it does not with return_exceptions."""
    for record in story.of_kind("future.done"):
        chain = [each.n for each in story.chain(record)]
        if record.data.get("outcome") == "raised" and task.last in chain:
            return True
    return False


def dropped(story: Story) -> Verdict | None:
    """Callbacks and timers of the program that were queued when their loop was closed."""
    done = {
        record.data["handle"]
        for record in story.of_kind("handle.run", "handle.cancel", "timer.fire", "timer.cancel")
    }
    for close in story.of_kind("loop.close"):
        left = [
            record
            for record in story.of_kind("handle.new", "timer.new")
            if record.n < close.n
            and record.data.get("loop") == close.data["loop"]
            and record.data["handle"] not in done
            and not record.data.get("via", ("",))[0].startswith("_")
            and record.data.get("where") is not None
            and _users_own(record.data.get("via", ()))
        ]
        if left:
            timers = [record for record in left if record.kind == "timer.new"]
            parts = [
                plural(count, thing)
                for count, thing in ((len(left) - len(timers), "callback"), (len(timers), "timer"))
                if count
            ]
            names = [last_part(str(record.data.get("callback", ""))) for record in left]
            sentence = f"loop.close() at {ms(close.t)} dropped {' and '.join(parts)} that had not run."
            return Verdict(
                sentence,
                f"No error, no warning: {listed([f'{name}()' for name in names])} {was(names)} never called.",
                close.n,
            )
    return None


def _users_own(via: tuple[str, ...]) -> bool:
    """Whether call_soon, call_later or call_at was called by the program, and not by asyncio for itself."""
    return all(
        name.rpartition(".")[2] in ("call_soon", "call_later", "call_at", "call_soon_threadsafe")
        for name in via
    )


def leftovers(story: Story) -> Verdict | None:
    """Tasks that were still running when main ended, and were cancelled at exit."""
    left = [
        (task, request)
        for task in story.users
        for request in task.cancels
        if request.route == _END and request.accepted
    ]
    if not left or not _main_ended_before(story, left[0][1].n):
        return None
    names = [story.who(task.number) for task, _ in left]
    when = left[0][1].t
    main = _main(story, left[0][1].n)
    over = f"when {story.who(main.number)} ended" if main is not None else "at the end"
    sentence = fits(
        f"{listed(names)} {was(names)} still running {over}, at {ms(when)}; asyncio.run() cancelled {_them(names)}.",
        f"{plural(len(names), 'task')} {was(names)} still running {over}; asyncio.run() cancelled them.",
    )
    slow = max((task.end or 0 for task, _ in left), default=0) - when
    detail = "This is silent: no warning says that they had not ended."
    if len(set(names)) == 1:
        detail = "This is silent: no warning says that it had not ended."
    if slow > 0:
        detail = (
            f"Their cleanup took {ms(slow)} more, and asyncio.run() waited for it."
            if len(names) > 1
            else (f"Its cleanup took {ms(slow)} more, and asyncio.run() waited for it.")
        )
    return Verdict(sentence, detail, left[0][0].last or left[0][1].n)


def _them(names: list[str]) -> str:
    return "it" if len(set(names)) == 1 else "them"


def _main(story: Story, before: int) -> Task | None:
    ended = [
        task for task in story.users if task.last is not None and task.last < before and task.maker is None
    ]
    return ended[-1] if ended else None


def _main_ended_before(story: Story, n: int) -> bool:
    return _main(story, n) is not None


def never_awaited(story: Story) -> Verdict | None:
    """A coroutine that was made and never run."""
    for record in story.of_kind("warning"):
        message = str(record.data.get("message", ""))
        if message.startswith("coroutine ") and message.endswith("was never awaited"):
            name = last_part(message.split("'")[1])
            code = story.code(story.place(record))
            sentence = f"{name}() was never awaited: the coroutine was made, and none of its code ran."
            detail = "Python warns of it when the coroutine is freed." + (
                f" That was at: {code}" if code else ""
            )
            return Verdict(fits(sentence), detail, record.n)
    return None
