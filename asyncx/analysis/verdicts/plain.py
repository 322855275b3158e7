"""What to say when nothing surprising happened."""

from __future__ import annotations

from ...trace.model import Outcome, Task
from ..story import Story, public
from ..words import error_words, fits, listed, ms, plural
from .base import Verdict
from .loops import why_refused


def raised(story: Story) -> Verdict | None:
    """An error that ended the program."""
    error = story.trace.run.error
    if story.trace.run.end != "raised" or error is None:
        return None
    failed = [task for task in story.users if task.error is not None and task.last is not None]
    source = next(
        (task for task in failed if task.error is not None and _same(task, error.type, error.message)), None
    )
    last = source.last if source is not None and source.last is not None else story.records[-1].n
    when = source.end if source is not None and source.end is not None else story.trace.end
    who = story.who(source.number) if source is not None else "The program"
    room = 90 - len(f"{who} raised  at {ms(when)}.")
    caused = f"Its __cause__ is {error.cause}." if error.cause else ""
    return Verdict(
        fits(f"{who} raised {error_words(error, room)} at {ms(when)}."), why_refused(error) or caused, last
    )


def _same(task: Task, name: str, message: str) -> bool:
    return task.error is not None and (task.error.type, task.error.message) == (name, message)


def returned(story: Story) -> Verdict | None:
    """The end of the first task, and how the others ended."""
    if not story.users:
        sentence = f"The program ended at {ms(story.trace.end)} without having run a task."
        last = story.records[-1].n if story.records else 0
        return Verdict(sentence, _loops(story), last)
    main = story.users[0]
    others = story.users[1:]
    when = ms(main.end if main.end is not None else story.trace.end)
    sentence = f"{story.who(main.number)} {_verb(main)} at {when}"
    if others:
        counts = {}
        for task in others:
            counts[_verb(task)] = counts.get(_verb(task), 0) + 1
        all_alike = len(counts) == 1
        ends = listed([f"{count} {verb}" for verb, count in counts.items()])
        ends = f"all {next(iter(counts))}" if all_alike and len(others) > 1 else ends
        if len(others) == 1:
            ends = (
                f"{story.who(others[0].number)} {_verb(others[0])} at {ms(others[0].end or story.trace.end)}"
            )
            sentence += f"; {ends}"
        else:
            sentence += f"; of its {plural(len(others), 'other task')} {ends}"
    return Verdict(
        fits(sentence + "."), _inside(story, main) or _loops(story), main.last or story.records[-1].n
    )


def _verb(task: Task) -> str:
    return "was cancelled" if task.outcome is Outcome.CANCELLED else str(task.outcome)


def _inside(story: Story, main: Task) -> str:
    """The coroutines of the program that ran inside the first task."""
    inner = [coro for coro in main.coros if not coro.internal and coro.depth > 0]
    if not inner:
        return ""
    names = listed([f"{public(coro.name)}()" for coro in inner])
    ran = (
        "ran inside that task, not in one of its own"
        if len({coro.name for coro in inner}) == 1
        else "ran inside that task, one after the other"
    )
    return f"{names} {ran}."


def _loops(story: Story) -> str:
    open_ = [loop for loop in story.trace.loops if loop.closed_at is None]
    if not story.trace.loops:
        return "No event loop was made."
    return (
        f"{plural(len(open_), 'event loop')} {'was' if len(open_) == 1 else 'were'} never closed."
        if open_
        else ""
    )
