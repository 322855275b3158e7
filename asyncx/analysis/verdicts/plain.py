"""What to say when nothing of all that happened: errors, returns, and where coroutines ran."""

from __future__ import annotations

from collections import Counter

from ...trace.model import Coro, Error, Outcome, Task
from ...trace.names import short_error
from ...trace.records import error_of, is_cancelled
from ..calls import caller, public
from ..story import Story
from ..words import LONGEST, cut, every, fits, listed, ms, plural
from .base import Verdict, verb
from .loops import why_refused
from .scopes import scopes


def raised(story: Story) -> Verdict | None:
    """An error that ended the program."""
    error = story.trace.run.error
    if story.trace.run.end != "raised" or error is None:
        return None
    sources = [
        task
        for task in story.users
        if task.error is not None and (task.error.type, task.error.message) == (error.type, error.message)
    ]
    source = sources[0] if sources else None
    who = story.who(source.number) if source is not None else "The program"
    when = source.end if source is not None and source.end is not None else story.trace.end
    record = source.last if source is not None and source.last is not None else story.records[-1].n
    detail = why_refused(error) or (f"Its __cause__ is {error.cause}." if error.cause else "")
    for scope in scopes(story):
        if source is scope.task and scope.timed_out:
            detail = f"It came out of {scope.call}, at its deadline, and nothing caught it."
    return with_message(f"{who} raised", error, when, detail, record)


def with_message(begin: str, error: Error, when: int, detail: str, record: int) -> Verdict:
    """A verdict about an error, its message in the sentence, or before the detail where it is too long."""
    sentence = f"{begin} {short_error(error)} at {ms(when)}"
    message = " ".join(error.message.split()).rstrip(".")
    if not message:
        return Verdict(f"{sentence}.", detail, record)
    if len(sentence) + len(message) + 3 <= LONGEST:
        return Verdict(f"{sentence}: {message}.", detail, record)
    text = cut(message, 200)
    return Verdict(f"{sentence}.", f"{text}{'' if text.endswith('…') else '.'} {detail}".rstrip(), record)


def refused_call(story: Story) -> Verdict | None:
    """An error of asyncio's that a coroutine of the program got, and dealt with."""
    for record in story.of_kind("coro.catch"):
        coro = story.coros.get(record.data["coro"])
        error = error_of(record.data.get("error"))
        if coro is None or coro.internal or error is None or is_cancelled(record.data["error"]):
            continue
        mine = error.type not in ("TypeError", "ValueError", "RuntimeError") or _raised_by_the_program(
            story, error
        )
        if not mine:
            return with_message(f"{public(coro.name)} got", error, record.t, why_refused(error), record.n)
    return None


def _raised_by_the_program(story: Story, error: Error) -> bool:
    """Whether a coroutine of the program raised such an error first."""
    for record in story.of_kind("coro.raise"):
        coro = story.coros.get(record.data["coro"])
        same = error_of(record.data.get("error"))
        if coro is None or coro.internal or same is None:
            continue
        if (same.type, same.message) == (error.type, error.message):
            return True
    return False


def returned(story: Story) -> Verdict | None:
    """The end of the first task, and how the others ended."""
    last = story.records[-1].n if story.records else 0
    if not story.users:
        runs = sum(len(loop.runs) for loop in story.trace.loops)
        sentence = f"The program ended at {ms(story.trace.end)} without having run a task."
        if runs:
            times = f"{runs} times" if runs > 1 else "once"
            until = f", until {ms(story.trace.end)}" if story.trace.end else ""
            sentence = f"The program ran an event loop {times}, without any task{until}."
        return Verdict(sentence, _loops(story), last)
    main, *others = story.users
    sentence = f"{story.who(main.number)} {_end(main)}"
    record = main.last or last
    failed = [task for task in others if task.outcome is Outcome.RAISED and task.last is not None]
    if len(others) == 1:
        sentence += f"; {story.who(others[0].number)} {_end(others[0])}"
    elif failed:
        errors = listed([short_error(task.error) for task in failed if task.error is not None])
        sentence += f"; {listed([story.who(task.number) for task in failed])} raised {errors}"
        record = failed[0].last or record
    elif others:
        counts = Counter(verb(task) for task in others)
        ends = listed([f"{count} {verb}" for verb, count in counts.items()])
        sentence += (
            f"; {every(len(others))} other tasks {verb(others[0])}" if len(counts) == 1 else f"; {ends}"
        )
    detail = _inside(story, main) or _own_tasks(story) or _queued(story) or _threads(story) or _loops(story)
    return Verdict(fits(sentence + "."), detail, record)


def _end(task: Task) -> str:
    error = f" {short_error(task.error)}" if task.error is not None else ""
    return f"{verb(task)}{error}" + (f" at {ms(task.end)}" if task.end is not None else "")


def _inside(story: Story, main: Task) -> str:
    """The coroutines of the program that ran inside the first task, with their times where they took any."""
    own = [coro for coro in main.coros if not coro.internal and not coro.name.startswith("<")]
    every_one = [coro for coro in own if coro.depth > 0 and coro.end is not None]
    inner = [coro for coro in every_one if not any(_holds(outer, coro) for outer in every_one)]
    names = [f"{public(coro.name)}()" for coro in inner]
    if not inner:
        return ""
    times = [f"{public(coro.name)}() took {ms(_length(coro))}" for coro in inner]
    if len(set(names)) > 1 and any(_length(coro) for coro in inner):
        return f"Inside it, one after the other, {listed(times, limit=4)}."
    theirs = "its" if len(set(names)) == 1 else "their"
    return f"{listed(names)} ran inside the task of {story.who(main.number)}, not in one of {theirs} own."


def _holds(outer: Coro, coro: Coro) -> bool:
    """Whether one coroutine ran inside another one."""
    return outer is not coro and outer.first < coro.first and (outer.last or 0) > (coro.last or 0)


def _length(coro: Coro) -> int:
    return (coro.end or 0) - coro.start


def _own_tasks(story: Story) -> str:
    """The tasks that asyncio made for coroutines that it was given."""
    made = [(task, caller(story.index[task.first])) for task in story.users]
    for how in ("wait_for", "gather", "wait", "run_coroutine_threadsafe"):
        names = [story.who(task.number) for task, by in made if by == how]
        if names:
            own = "a task of its own" if len(names) == 1 else "tasks of their own"
            return f"{listed(names)} ran in {own}, which {how} made."
    return ""


def _queued(story: Story) -> str:
    """That create_task() only queues."""
    for task in story.users:
        steps = story.steps.get(task.number, [])
        if (
            task.eager
            or task.maker is None
            or not steps
            or not caller(story.index[task.first]).endswith("create_task")
        ):
            continue
        between = [wait for wait in story.waits.get(task.maker, ()) if task.first < wait.n < steps[0].n]
        if between:
            who, maker = story.who(task.number), story.who(task.maker)
            return f"create_task() only queued {who}: it took its first step when {maker} first waited."
    return ""


def _threads(story: Story) -> str:
    """The threads that waited meanwhile."""
    names = {thread.number: thread.name for thread in story.trace.threads}
    waited: Counter[tuple[str, str]] = Counter()
    for hold in story.trace.holds:
        if hold.loop is None:
            waited[names.get(hold.thread, "a thread"), hold.what] += hold.end - hold.start
    parts = [f"{name} waited {ms(length)} in {what}()" for (name, what), length in waited.items() if length]
    return f"Meanwhile {listed(parts)}, outside of any loop." if parts else ""


def _loops(story: Story) -> str:
    if not story.trace.loops:
        return "No event loop was made."
    left = [loop for loop in story.trace.loops if loop.closed_at is None]
    made = plural(len(story.trace.loops), "event loop")
    if not left:
        return f"{made} {'was' if len(story.trace.loops) == 1 else 'were'} made, and closed again."
    return f"{made} {'was' if len(story.trace.loops) == 1 else 'were'} made, and {len(left)} never closed."
