"""Who ran when: first steps, turns of the loop, locks and generators, where no time needs to pass."""

from __future__ import annotations

from ...trace.model import Task
from ..calls import exit_call, is_closing, public
from ..story import Story
from ..words import fits, listed, ms, plural
from .base import Verdict

ENOUGH = 10
"""Awaits in one step from which on it is worth saying that nobody else had a turn."""


def eager(story: Story) -> Verdict | None:
    """Tasks that took their first step inside create_task()."""
    tasks = [task for task in story.users if task.eager]
    if not tasks:
        return None
    over = [story.who(task.number) for task in tasks if task.steps == 1 and task.end is not None]
    begun = [story.who(task.number) for task in tasks if task.steps != 1]
    sentence = f"{listed(over)} had ended when create_task() returned" if over else ""
    if begun:
        rest = f"{listed(begun)} had run up to its first wait"
        sentence = f"{sentence}; {rest}" if over else f"{rest} when create_task() returned"
    detail = "An eager task takes its first step inside create_task(), not on the loop's next turn."
    return Verdict(fits(f"{sentence}."), detail, tasks[0].last or tasks[0].first)


def not_the_holder(story: Story) -> Verdict | None:
    """A lock that was released by a task that did not hold it."""
    holders: dict[int, int | None] = {}
    takers: set[tuple[int, int | None]] = set()
    for record in story.of_kind("lock.taken", "lock.freed"):
        lock, task = record.data.get("object", 0), record.data.get("task")
        if record.kind == "lock.taken":
            holders[lock] = task
            takers.add((lock, task))
            continue
        holder = holders.pop(lock, None)
        if (
            holder is not None
            and task is not None
            and (lock, task) not in takers
            and record.data.get("where")
        ):
            who, whose = story.who(task), story.who(holder)
            sentence = (
                f"{who} released a lock at {ms(record.t)} that {whose} held, and so let in the next one."
            )
            return Verdict(fits(sentence), "A lock has no owner: whoever calls release() opens it.", record.n)
    return None


def back_of_the_queue(story: Story) -> Verdict | None:
    """A task that released a lock, wanted it again at once, and had to wait for all others."""
    freed: dict[tuple[int, int], int] = {}
    since: dict[tuple[int, int], list[int]] = {}
    for record in story.of_kind("lock.taken", "lock.freed"):
        lock, task = record.data.get("object", 0), record.data.get("task")
        if task is None:
            continue
        if record.kind == "lock.freed":
            freed[lock, task] = record.n
            since[lock, task] = []
            continue
        before = since.pop((lock, task), [])
        if len(before) > 1 and _asked_again(story, freed[lock, task]):
            who, others = story.who(task), listed([story.who(number) for number in before])
            when = ms(story.index[freed[lock, task]].t)
            sentence = fits(
                f"{who} released the lock at {when} and asked again; {others} had it first.",
                f"{who} released the lock at {when} and asked again; {len(before)} others had it first.",
            )
            return Verdict(
                sentence, "Whoever waits already goes first, in the order in which they came.", record.n
            )
        for (other, _), takers in since.items():
            if other == lock:
                takers.append(task)
    return None


def _asked_again(story: Story, freed: int) -> bool:
    """Whether the step in which a lock was released went on to ask for it."""
    step = story.step(story.index[freed])
    return step is not None and any(
        record.kind == "coro.start" and record.n > freed and str(record.data["name"]) == "Lock.acquire"
        for record in story.inside(step)
    )


def half_used(story: Story) -> Verdict | None:
    """An async generator that nobody ever closed."""
    for task in story.users:
        close = next(
            (record for record in story.of_kind("loop.close") if record.data["loop"] == task.loop), None
        )
        for coro in task.coros:
            if (
                close is None
                or coro.internal
                or coro.depth == 0
                or coro.last is not None
                or task.last is None
            ):
                continue
            if task.last < close.n:
                sentence = (
                    f"{public(coro.name)}() was half-used when its loop was closed at {ms(close.t)}, and "
                    "never went on."
                )
                detail = "close() leaves a generator where it stands: what is in its finally block never ran."
                return Verdict(fits(sentence), detail, close.n)
    return None


def generators(story: Story) -> Verdict | None:
    """An async generator whose cleanup ran in a task of its own."""
    for task in story.users:
        coro = story.closes(task) if is_closing(task) else None
        if coro is None:
            continue
        name, maker = f"{public(coro.name)}()", story.tasks.get(task.maker or 0)
        if maker is not None and maker.internal:
            by = exit_call(story.index[maker.first])
            by = "shutdown_asyncgens()" if by == "the program" else by
            end = ms(task.end if task.end is not None else story.trace.end)
            sentence = f"{by} closed the half-used generator {name} at {end}, after all tasks."
            detail = "Its finally block runs only then, in a task that shutdown_asyncgens() makes for it."
        else:
            owner = story.who(coro.task) if coro.task is not None else "its consumer"
            sentence = f"{name} was left early; its finally block ran later, in the new task {task.name}."
            detail = (
                f"Leaving the loop closes nothing: {owner} went on, and asyncio closed the generator "
                "behind it."
            )
        return Verdict(fits(sentence), detail, task.last or task.first)
    return None


def no_turn(story: Story) -> Verdict | None:
    """A task that awaited many times without ever giving way."""
    for task in story.users:
        for step in story.steps.get(task.number, ()):
            names = [
                public(str(record.data["name"])).rpartition(".")[2]
                for record in story.inside(step)
                if record.kind == "coro.start" and str(record.data["where"][0]).startswith("asyncio/")
            ]
            if len(names) < ENOUGH:
                continue
            if any(other is not task and _lives_at(other, step.n) for other in story.users):
                what = listed([f"{name}()" for name in sorted(set(names))])
                sentence = (
                    f"{story.who(task.number)} awaited {what} {len(names)} times in one step: nobody else "
                    "had a turn."
                )
                return Verdict(fits(sentence), "An await gives way only when it really has to wait.", step.n)
    return None


def _lives_at(task: Task, n: int) -> bool:
    return task.first < n and (task.last is None or task.last > n)


def by_turns(story: Story) -> Verdict | None:
    """Two tasks that gave way to each other with sleep(0)."""
    waits = {task.number: sum(span.label == "sleep(0)" for span in task.spans) for task in story.users}
    polite = [number for number, count in waits.items() if count > 1]
    if len(polite) < 2:
        return None
    steps = [record for record in story.of_kind("task.step") if record.data["task"] in polite]
    steps = steps[1:] if len(steps) > 1 and steps[0].data["task"] == steps[1].data["task"] else steps
    turns = min(waits[number] for number in polite)
    head = [record.data["task"] for record in steps[: turns * len(polite)]]
    if any(head[at] == head[at - 1] for at in range(1, len(head))):
        return None
    names = listed([story.who(number) for number in polite])
    detail = "sleep(0) puts a task behind all that are ready, and each of them gets one step."
    return Verdict(
        fits(f"{names} took turns: one step each, {plural(turns, 'time')} over."), detail, steps[-1].n
    )
