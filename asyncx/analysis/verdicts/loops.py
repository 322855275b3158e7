"""Event loops: refused calls, loops that were held, calls from other threads."""

from __future__ import annotations

import re

from ...trace.model import Error, Record
from ...trace.records import error_of
from ..calls import exit_call, public
from ..story import Story
from ..vocabulary import last_part
from ..words import fits, listed, ms, plural
from .base import Verdict, ends
from .scopes import scopes

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
        "This thread had no loop set, and here asyncio makes none by itself.",
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
        "coroutine is being awaited already",
        "another task was awaiting the same coroutine",
        "A coroutine runs once, for whoever awaits it first; a task can be awaited by many.",
    ),
    (
        "Task cannot await on itself",
        "it awaited itself",
        "It would have waited for its own end.",
    ),
    (
        "Task got bad yield",
        "it yielded what no task can wait for",
        "From its coroutine a task takes futures, and None for one turn of the loop.",
    ),
    (
        "was created in a different Context",
        "it reset a context variable in another context",
        "A task works on a copy of the context, and a token belongs to the one that it was made in.",
    ),
    (
        "is finished",
        "its TaskGroup was over",
        "A group takes no more tasks once all that it had have ended.",
    ),
    (
        "has already been entered",
        "it was entered for the second time",
        "Such a context manager is for one use.",
    ),
    (
        "Event loop stopped before Future completed",
        "the loop was stopped before it had ended",
        "stop() ends run_until_complete() at once, whatever is still waiting.",
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
        if error is None or coro is None or error.type not in ("RuntimeError", "ValueError"):
            continue
        for part, what, why in REFUSALS:
            if part in error.message:
                task = story.actor(record)
                who = story.who(task) if coro.internal and task is not None else public(coro.name)
                kind = _KIND.search(error.message)
                happened = what.replace("a lock", f"a {kind[1]}") if kind else what
                return Verdict(fits(f"{who} got {error.type} at {ms(record.t)}: {happened}."), why, record.n)
    return None


_KIND = re.compile(r"<asyncio\.\w+\.(\w+) object")


def why_refused(error: Error | None) -> str:
    """Why asyncio refuses with this error, "" when it is none of those."""
    if error is None:
        return ""
    return next((why for part, _, why in REFUSALS if part in error.message), "")


def from_other_thread(story: Story) -> Verdict | None:
    """call_soon() from a thread that does not run the loop: nobody wakes it."""
    running: dict[int, int] = {}
    queued: dict[tuple[str, int], Record] = {}
    for record in story.of_kind(
        "loop.run", "loop.stop", "handle.new", "task.ready", "handle.run", "task.step"
    ):
        thread = running.get(record.data.get("loop", 0), record.thread)
        match record.kind:
            case "loop.run":
                running[record.data["loop"]] = record.thread
            case "loop.stop":
                running.pop(record.data["loop"], None)
            case "handle.new" if thread != record.thread and not record.data.get("threadsafe"):
                queued["handle", record.data["handle"]] = record
            case "task.ready" if thread != record.thread:
                queued["task", record.data["task"]] = record
            case "handle.run" | "task.step":
                what = "handle" if record.kind == "handle.run" else "task"
                made = queued.pop((what, record.data[what]), None)
                if made is not None and record.t > made.t:
                    callback = f"{last_part(str(record.data.get('callback', '')))}()"
                    name = callback if what == "handle" else story.who(record.data["task"])
                    return Verdict(
                        fits(
                            f"{name}, queued by another thread at {ms(made.t)}, ran only at {ms(record.t)}."
                        ),
                        "The loop slept on until a timer woke it: only call_soon_threadsafe() wakes "
                        "a sleeping loop.",
                        record.n,
                    )
    return None


def gave_up(story: Story) -> Verdict | None:
    """Future.result(timeout) in a thread: the waiting ended, the coroutine did not."""
    waits = {hold.first: hold for hold in story.trace.holds if hold.what == "Future.result"}
    for wake in story.of_kind("thread.wake"):
        if not wake.data.get("timed_out") or wake.data.get("what") != "Future.result":
            continue
        hold = next(
            (hold for hold in waits.values() if hold.end == wake.t and hold.thread == wake.thread), None
        )
        left = [task for task in story.users if task.first < wake.n and (task.last or 1 << 60) > wake.n]
        if hold is None or not left:
            continue
        names = listed([story.who(task.number) for task in left])
        after = ends(story, left)
        sentence = (
            f"Future.result() gave up at {ms(wake.t)}, after {ms(hold.end - hold.start)}; {names} ran on."
        )
        detail = f"Its timeout ends the waiting of that thread and cancels nothing: {after}."
        return Verdict(fits(sentence), detail if after else "", hold.first)
    return None


_HOME = "Between its runs a loop belongs to no thread: whoever runs it next is its thread."


def several(story: Story) -> Verdict | None:
    """Several loops, or one loop in several threads."""
    loops = [loop for loop in story.trace.loops if loop.runs]
    spans = sorted((start, end, thread, loop.number) for loop in loops for thread, start, end in loop.runs)
    names = {thread.number: thread.name for thread in story.trace.threads}
    last = max((record.n for record in story.of_kind("loop.run")), default=0)
    if len(loops) == 1 and len({thread for _, _, thread, _ in spans}) > 1:
        threads = listed([names.get(thread, f"thread {thread}") for _, _, thread, _ in spans])
        return Verdict(f"One event loop ran in several threads, one after the other: {threads}.", _HOME, last)
    if len(loops) < 2:
        return None
    together = any(
        one[2] != two[2] and one[0] <= two[0] < one[1]
        for at, one in enumerate(spans)
        for two in spans[at + 1 :]
    )
    order = [number for at, (_, _, _, number) in enumerate(spans) if at == 0 or spans[at - 1][3] != number]
    how = "one after the other"
    if together:
        how = "at the same time, each in its own thread"
    elif len(order) > len(loops):
        how = "by turns in one thread" if len({thread for _, _, thread, _ in spans}) == 1 else "by turns"
    closed = sum(loop.closed_at is not None for loop in loops)
    detail = f"{closed} of them {'was' if closed == 1 else 'were'} closed at the end."
    if closed == len(loops):
        detail = "All of them were closed at the end."
    until = f", until {ms(spans[-1][1])}" if spans[-1][1] else ""
    return Verdict(f"{plural(len(loops), 'event loop')} ran, {how}{until}.", detail, last)


def jobs(story: Story) -> Verdict | None:
    """A job in a thread that outlived the task that started it."""
    begun = {record.data["job"]: record for record in story.of_kind("job.new")}
    for end in story.of_kind("job.end"):
        new = begun.get(end.data["job"])
        maker = story.tasks.get(story.actor(new) or 0) if new is not None else None
        if new is None or maker is None or maker.end is None or maker.end >= end.t:
            continue
        name = f"{last_part(str(new.data.get('function', 'the job')))}()"
        sentence = (
            f"{name} ran on in its thread until {ms(end.t)}; {story.who(maker.number)} had ended at "
            f"{ms(maker.end)}."
        )
        closed = next(
            (record for record in story.of_kind("loop.close") if record.data["loop"] == maker.loop), None
        )
        by = exit_call(closed) if closed is not None else "the program"
        detail = (
            f"{by[:1].upper() + by[1:] if by == 'the program' else by} closed the loop without waiting "
            "for it."
        )
        if closed is not None and closed.n > end.n:
            detail = f"{by} waited for it before it closed the loop." if by != "the program" else ""
        late = any(scope.timed_out and scope.task is maker for scope in scopes(story))
        if maker.cancels or late:
            detail = (
                f"A cancel ends the waiting, not the thread: nothing can stop that from outside. {detail}"
            )
        return Verdict(fits(sentence), detail, end.n)
    return None
