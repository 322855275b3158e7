"""What a task waits for and who could end it, in words: "Lock.acquire, held by worker since shop.py:31"."""

from __future__ import annotations

from collections.abc import Sequence

from ..trace.labels import is_nameless
from ..trace.model import Task
from .held import Held
from .story import Story
from .waits import Wait, holder, inside, is_lock, living, takers
from .words import at, in_what, listed, ms, plural


def thing(story: Story, wait: Wait) -> str:
    """What is waited for, in the words of the author: "Lock.acquire", "sleep(1)", "Task-3 fetch"."""
    for span in story.tasks[wait.task].spans:
        if span.first == wait.record.n:
            return "" if is_nameless(span.label) else span.label
    return ""


def words(story: Story, wait: Wait, time: int | None = None) -> str:
    """What a task waits for and who could end it, as far as it is known at `time` (ns; the end if not given).

    "Lock.acquire, held by worker since shop.py:31", "sleep(1), until 1200 ms", "Queue.get, which is empty".
    """
    what, more = what_and_more(story, wait, time)
    return ", ".join(filter(None, (what, with_others(more, others(story, wait, time)))))


def what_and_more(story: Story, wait: Wait, time: int | None = None) -> tuple[str, str]:
    """Two parts of `words`: "Lock.acquire", and "held by worker since shop.py:31" or ""."""
    label = str(thing(story, wait) or wait.on.get("class", "") or "a future")
    held = [each for each in takers(story, wait, time) if is_lock(wait) or each.task is not None]
    if not held:
        return label, _more(story, wait, label)
    if is_lock(wait):
        return label, _held(story, wait, held[0], time)
    return label, _taken(story, wait, held, time)


def others(story: Story, wait: Wait, time: int | None = None) -> int:
    """How many other tasks wait for the same, where nobody is known who could end it."""
    counts = wait.on.get("counts", {})
    if takers(story, wait, time):
        return 0
    empty = counts.get("items", 0) == 0 and "made" in wait.on
    getters = counts.get("getters", 0) if empty and thing(story, wait).endswith("get") else 0
    return int(max(getters or counts.get("waiters", 0), 1)) - 1


def with_others(more: str, others: int) -> str:
    """`which is empty; 1 other waits too`, `as 2 others do too`."""
    if others == 0:
        return more
    if more:
        return f"{more}; {plural(others, 'other')} {'waits' if others == 1 else 'wait'} too"
    return f"as {plural(others, 'other')} {'does' if others == 1 else 'do'} too"


def where_it_waits(story: Story, wait: Wait) -> str:
    """The same behind "waited": "in Queue.put(), which is full with 2 items"."""
    label = thing(story, wait)
    more = what_and_more(story, wait)[1] if label else ""
    return ", ".join(filter(None, (in_what(label, str(wait.on.get("class", ""))), more)))


def wanted(story: Story, wait: Wait, time: int) -> str:
    """The same as a thing that one waits for: "the lock that worker took at shop.py:31", "fetch"."""
    if "task" in wait.on:
        return story.who(int(wait.on["task"]))
    held = holder(story, wait, time)
    if held is None or held.task is None or held.place is None:
        tasks = listed([story.who(task) for task in inside(story, wait)])
        return f"{tasks} in {thing(story, wait)}" if tasks else words(story, wait, time)
    who = "it" if held.task == wait.task else story.who(held.task)
    return f"{noun(wait)} that {who} took at {at(held.place)}"


def noun(wait: Wait) -> str:
    """What somebody has who is its `holder`: "the lock"."""
    return "the lock" if is_lock(wait) else "the place of the semaphore"


def _held(story: Story, wait: Wait, held: Held, time: int | None) -> str:
    words = f"held by {_who_holds(story, wait, held, time)}"
    if held.task is None and story.trace.run.recorded == "tasks":
        words = "held"  # by a task, perhaps, that has not waited
    return f"{words} since {at(held.place)}" if held.place is not None else words.rstrip(",")


def _who_holds(story: Story, wait: Wait, held: Held, time: int | None) -> str:
    if held.task is None:
        return "code outside tasks"
    if held.task == wait.task:
        return "itself"
    ended = not living(story, held.task, wait, time)
    return story.who(held.task) + (", which has ended," if ended else "")


def _taken(story: Story, wait: Wait, held: Sequence[Held], time: int | None) -> str:
    """`taken by a at x.py:4, which has ended`; of several `its 3 places taken by a, b and c at x.py:4`."""
    names = {each.task: "itself" if each.task == wait.task else story.who(each.task or 0) for each in held}
    ended = [names[each.task] for each in held if not living(story, each.task or 0, wait, time)]
    spots = [f" at {at(each.place)}" if each.place is not None else "" for each in held]
    alike = len(set(spots)) == 1
    who = [names[each.task] + ("" if alike else spot) for each, spot in zip(held, spots, strict=True)]
    places = held[0].places
    how_many = "" if places == 1 else f"its {places} places "
    if len(held) < places:
        how_many = f"{len(held)} of its {places} places "
    words = f"{how_many}taken by {listed(who)}{spots[0] if alike else ''}"
    if not ended:
        return words
    has = "has" if len(set(ended)) == 1 else "have"
    return (
        f"{words}, which {has} ended" if len(ended) == len(held) else f"{words}; {listed(ended)} {has} ended"
    )


def _more(story: Story, wait: Wait, label: str) -> str:
    on, counts = wait.on, wait.on.get("counts", {})
    method = label.rpartition(".")[2]
    if "peer" in on:
        return f"connected to {on['peer']}"
    if "gather" in on:
        others = [story.who(child) for child in on["gather"] if living(story, child, wait)]
        which = "of which at least" if "gathered" in on else "of which"
        return f"{which} {listed(others)} {'has' if len(others) == 1 else 'have'} not ended" if others else ""
    if method == "get" and counts.get("items", 0) == 0 and "made" in on:
        return "which is empty"
    if method == "put" and "items" in counts:
        return f"which is full with {plural(counts['items'], 'item')}"
    if method == "join" and "unfinished" in counts:
        return f"for {plural(counts['unfinished'], 'item')} without task_done()"
    if label.startswith("sleep("):
        due = _due(story, wait)
        return f"until {ms(due)}" if due is not None else ""
    return ""


def _due(story: Story, wait: Wait) -> int | None:
    """When the timer fires that a sleep has set."""
    task: Task = story.tasks[wait.task]
    steps = [step.n for step in story.steps.get(wait.task, ()) if step.n < wait.record.n]
    began = steps[-1] if steps else 0
    set_here = [timer.due for timer in task.timers if began < timer.first < wait.record.n and not timer.scope]
    return set_here[-1] if set_here else None
