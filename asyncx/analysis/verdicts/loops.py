"""Event loops: refused calls, loops that were held, calls from other threads."""

from __future__ import annotations

from ...trace.model import Error, Hold, Record, Task
from ...trace.records import error_of
from ..story import Story, public
from ..vocabulary import last_part
from ..words import cut, fits, listed, ms, plural
from .base import Verdict

REFUSALS: tuple[tuple[str, str, str], ...] = (
    (
        "attached to a different loop",
        "it awaited a future of another event loop",
        "A future can wake only tasks of its own loop, so waiting for it here would never end.",
    ),
    (
        "is bound to a different event loop",
        "it used a lock of another event loop",
        "Such an object belongs to the loop under which somebody first had to wait for it.",
    ),
    (
        "asyncio.run() cannot be called from a running event loop",
        "asyncio.run() was called under a running loop",
        "A thread runs one loop at a time; the coroutine that run() was given never started.",
    ),
    (
        "This event loop is already running",
        "the loop that it tried to run was running already",
        "A loop cannot be entered a second time from the inside; await instead.",
    ),
    (
        "Cannot run the event loop while another loop is running",
        "another loop was running in this thread",
        "A thread can own many loops, but runs one at a time.",
    ),
    (
        "no running event loop",
        "no event loop was running",
        "Only code that a running loop has called, such as a coroutine, has a running loop.",
    ),
    (
        "There is no current event loop",
        "there was no current event loop",
        "No loop was set for this thread, and asyncio no longer makes one by itself.",
    ),
    (
        "Event loop is closed",
        "the event loop was closed already",
        "A closed loop takes no more callbacks and cannot be run again.",
    ),
    (
        "cannot reuse already awaited coroutine",
        "it awaited a coroutine for the second time",
        "A coroutine runs once. A task keeps its result and can be awaited as often as one likes.",
    ),
    (
        "asynchronous generator is already running",
        "another task was iterating the same generator",
        "An async generator has one position; two tasks cannot both wait inside it.",
    ),
    (
        "Lock is not acquired",
        "the lock that it released was free",
        "A lock has no owner: another task had released it in between.",
    ),
)
"""Parts of messages of RuntimeError: the message, what happened, and why asyncio refuses."""


def refused(story: Story) -> Verdict | None:
    """An error with which asyncio refuses: wrong loop, no loop, loop already running."""
    for record in story.of_kind("coro.throw", "coro.catch", "coro.raise"):
        error = error_of(record.data.get("error"))
        coro = story.coros.get(record.data["coro"])
        if error is None or coro is None or error.type != "RuntimeError":
            continue
        for part, what, why in REFUSALS:
            if part in error.message:
                who = _user_of(story, record)
                return Verdict(fits(f"{who} got RuntimeError at {ms(record.t)}: {what}."), why, record.n)
    return None


def _user_of(story: Story, record: Record) -> str:
    coro = story.coros[record.data["coro"]]
    task = story.actor(record)
    return story.who(task) if coro.internal and task is not None else public(coro.name)


def why_refused(error: Error | None) -> str:
    """Why asyncio refuses with this error, "" when it is none of those."""
    if error is None:
        return ""
    return next((why for part, _, why in REFUSALS if part in error.message), "")


def held(story: Story) -> Verdict | None:
    """A call that blocked a running loop while somebody was due."""
    worst: tuple[int, Hold, Task | None, int] | None = None
    for hold in story.trace.holds:
        if hold.loop is None:
            continue
        for late, task, due in _due_during(story, hold):
            if worst is None or late > worst[0]:
                worst = (late, hold, task, due)
    if worst is None:
        return None
    late, hold, task, due = worst
    who = story.who(hold.task) if hold.task is not None else "a callback"
    whom = story.who(task.number) if task is not None else "a timer"
    length = hold.end - hold.start
    sentence = f"{who} held the loop for {ms(length)}; {whom} was due at {ms(due)} and ran {ms(late)} late."
    code = story.code(hold.place)
    detail = f"While {code or hold.what + '()'} runs, nothing else on this loop can."
    return Verdict(
        fits(sentence, f"{who} held the loop for {ms(length)}; {whom} ran {ms(late)} late."),
        detail,
        hold.first,
    )


def _due_during(story: Story, hold: Hold) -> list[tuple[int, Task | None, int]]:
    """Who was due while the loop was held: how late (ns), the task, and when it was due (ns)."""
    found: list[tuple[int, Task | None, int]] = []
    for timer in story.trace.timers:
        owner = story.tasks.get(timer.task or 0)
        if (
            timer.loop != hold.loop
            or timer.fired_at is None
            or timer.scope
            or (owner is not None and owner.internal)
        ):
            continue
        if hold.start <= timer.due < hold.end <= timer.fired_at:
            found.append((timer.fired_at - timer.due, owner, timer.due))
    for task in story.users:
        for span in task.spans:
            waits = span.state.value == "ready" and task.number != hold.task and task.loop == hold.loop
            if (
                waits
                and span.start < hold.end <= span.end
                and span.end > hold.start
                and task.start <= hold.start
            ):
                found.append((hold.end - max(span.start, hold.start), task, max(span.start, hold.start)))
    return found


def from_other_thread(story: Story) -> Verdict | None:
    """call_soon() or stop() from a thread that does not run the loop: nobody wakes it."""
    running: dict[int, int] = {}
    new: dict[int, Record] = {}
    for record in story.records:
        match record.kind:
            case "loop.run":
                running[record.data["loop"]] = record.thread
            case "loop.stop":
                running.pop(record.data["loop"], None)
            case "handle.new" if running.get(record.data["loop"], record.thread) != record.thread:
                if not record.data.get("threadsafe"):
                    new[record.data["handle"]] = record
            case "task.ready" if running.get(record.data.get("loop", 0), record.thread) != record.thread:
                new[-record.data["task"]] = record
            case "handle.run" if record.data["handle"] in new:
                made = new[record.data["handle"]]
                if record.t > made.t:
                    name = f"{last_part(str(record.data.get('callback', 'it')))}()"
                    return _slept(name, "call_soon()", made, record)
            case "task.step" if -record.data["task"] in new:
                made = new.pop(-record.data["task"])
                if record.t > made.t:
                    return _slept(story.who(record.data["task"]), "another thread's call", made, record)
    return None


def _slept(name: str, call: str, made: Record, ran: Record) -> Verdict:
    sentence = (
        f"{name}, queued by another thread at {ms(made.t)}, ran only at {ms(ran.t)}: the loop slept on."
    )
    detail = "Only call_soon_threadsafe() wakes a sleeping loop; it woke by itself for a timer."
    return Verdict(fits(sentence), detail, ran.n)


def threads(story: Story) -> Verdict | None:
    """Loops in several threads, or several loops."""
    users = [loop for loop in story.trace.loops if loop.runs]
    if len(users) < 2:
        return None
    spans = sorted((start, end, thread) for loop in users for thread, start, end in loop.runs)
    together = any(
        first[2] != second[2] and first[0] <= second[0] < first[1]
        for index, first in enumerate(spans)
        for second in spans[index + 1 :]
    )
    closed = sum(loop.closed_at is not None for loop in users)
    how = "at the same time, each in its own thread" if together else "one after the other"
    sentence = f"{plural(len(users), 'event loop')} ran, {how}."
    detail = (
        f"All of them were closed by {ms(story.trace.end)}."
        if closed == len(users)
        else f"{closed} of them {'was' if closed == 1 else 'were'} closed."
    )
    last = max((record.n for record in story.of_kind("loop.run")), default=0)
    return Verdict(sentence, detail, last)


def jobs(story: Story) -> Verdict | None:
    """A job in a thread that outlived the await that was to bring its result."""
    begun = {record.data["job"]: record for record in story.of_kind("job.new")}
    for end in story.of_kind("job.end"):
        new = begun.get(end.data["job"])
        maker = story.tasks.get(story.actor(new) or 0) if new is not None else None
        if new is None or maker is None or maker.end is None or maker.end >= end.t:
            continue
        name = f"{last_part(str(new.data.get('function', 'the job')))}()"
        sentence = f"{name} ran on in its thread until {ms(end.t)}; {story.who(maker.number)} had ended at {ms(maker.end)}."
        return Verdict(
            fits(sentence),
            "A cancel ends the waiting, not the thread: Python cannot stop one from outside.",
            end.n,
        )
    return None


def warnings(story: Story) -> Verdict | None:
    """A warning of asyncio's."""
    for record in story.of_kind("warning"):
        category, message = record.data.get("category"), str(record.data.get("message", ""))
        sentence = f"asyncio gave a {category}: {message}"
        return Verdict(fits(cut(sentence, 88) + "."), listed([]), record.n)
    return None
