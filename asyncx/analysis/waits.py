"""What each waiting task waits for, and who could end it: the holder of a lock, another task.

A lock is in the records only from when somebody waited for it; `age` says since when it was held.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..kernel.wire import INSTALLED
from ..trace.labels import is_internal, is_nameless
from ..trace.model import Place, Record, Task
from ..trace.records import place_of
from .story import Story, stack_of
from .words import listed, ms, plural

LAST = 2**63
"""After every record."""


@dataclass(frozen=True, slots=True)
class Held:
    """A lock in the hand of a task from `start` to `end` (ns), None when it was never released.

    `record` is where that is written; `task` is None for code outside tasks, or where it is not known.
    """

    task: int | None
    place: Place | None
    start: int
    end: int | None
    record: Record


@dataclass(frozen=True, slots=True)
class Wait:
    """One await of a task, from its record task.wait at `start` (ns) to when the task ran again at `end`.

    `after` is the record of that step, None when it never ran again.
    """

    task: int
    record: Record
    start: int
    end: int
    after: Record | None

    @property
    def last(self) -> int:
        """The number of the record that ended it; one beyond all others when none did."""
        return self.after.n if self.after is not None else LAST

    @property
    def on(self) -> Mapping[str, Any]:
        """What is waited on, as it was recorded."""
        on: Mapping[str, Any] = self.record.data.get("on", {})
        return on


def waits_of(story: Story, task: int) -> Iterator[Wait]:
    """The awaits of a task, in order."""
    steps = story.steps.get(task, [])
    numbers = [step.n for step in steps]
    for record in story.waits.get(task, ()):
        at = bisect_right(numbers, record.n)
        after = steps[at] if at < len(steps) else None
        start = record.t - record.data.get("age", 0)
        yield Wait(task, record, start, after.t if after else _end(story, task), after)


def _end(story: Story, task: int) -> int:
    end = story.tasks[task].end
    return story.trace.end if end is None else end


def began(story: Story, time: int) -> str:
    """`from 12 ms on`, of waits that were noted at `time` (ns); without steps that is some time after."""
    return f"from {ms(time)} on{' at the latest' if story.trace.run.recorded == 'tasks' else ''}"


def last_wait(story: Story, task: int) -> Wait | None:
    """The await that a task never came back from; None when it ended, or was ready to go on."""
    waits = list(waits_of(story, task))
    made = story.tasks[task]
    if not waits or made.end is not None or waits[-1].after is not None:
        return None
    return None if _last_ready(story).get(task, 0) > waits[-1].record.n else waits[-1]


def _last_ready(story: Story) -> dict[int, int]:
    found: dict[int, int] | None = story.memo.get("last_ready")
    if found is None:
        ready = story.of_kind("task.ready")
        found = story.memo["last_ready"] = {record.data["task"]: record.n for record in ready}
    return found


def given_up(story: Story, wait: Wait) -> bool:
    """Whether a wait never came to its own end: it was cancelled, timed out, or lasted to the trace's end."""
    if wait.after is None:
        return story.tasks[wait.task].end is None or cancelled_at(story, wait) is not None
    return cancelled_at(story, wait) is not None or _by_timer(story, wait)


def _by_timer(story: Story, wait: Wait) -> bool:
    """Whether it was a wait_for() with a task of its own inside (up to 3.11) that its timer ended."""
    stack = stack_of(wait.record)
    if wait.after is None or not stack or stack[-1][2] != "wait_for":
        return False
    cause = story.index.get(wait.after.because or 0)
    while cause is not None and cause.kind in ("task.ready", "future.done"):
        cause = story.index.get(cause.because or 0)
    return cause is not None and cause.kind == "timer.fire"


def on_behalf_of(story: Story, task: int) -> int:
    """The task that stands in a wait_for() which made `task` for what it awaits (up to 3.11); or itself."""
    made = story.tasks[task]
    via = [str(name).rpartition(".")[2] for name in story.index[made.first].data.get("via", ())]
    return made.maker if made.maker is not None and "wait_for" in via else task


def cancelled_at(story: Story, wait: Wait) -> int | None:
    """The record of the first cancel that came while the task waited, None for none."""
    asked = story.tasks[wait.task].cancels
    return next((each.n for each in asked if each.accepted and wait.record.n < each.n < wait.last), None)


def holders(story: Story) -> dict[int, list[Held]]:
    """Who held each lock when, by the number of the lock and in order of time."""
    found: dict[int, list[Held]] | None = story.memo.get("holders")
    if found is None:
        found = story.memo["holders"] = {}
        for record in story.of_kind("lock.taken", "lock.freed"):
            held = found.setdefault(record.data["object"], [])
            if held and held[-1].end is None:
                last = held[-1]
                held[-1] = Held(last.task, last.place, last.start, record.t, last.record)
            if record.kind == "lock.taken":
                start = record.t - record.data.get("age", 0)
                place = place_of(record.data.get("where"))
                held.append(Held(record.data.get("task"), place, start, None, record))
    return found


def holder(story: Story, wait: Wait, time: int | None = None) -> Held | None:
    """Who has the lock that `wait` waits for, at `time` (ns; when it was given up, if not given); or None."""
    if not is_lock(wait):
        return None
    asked = cancelled_at(story, wait)
    moment = story.index[asked].t if asked is not None else wait.end
    moment = moment if time is None else time
    for held in reversed(holders(story).get(wait.on.get("object", 0), ())):
        if held.start <= moment and (held.end is None or held.end >= moment):
            return held
    return None


def is_lock(wait: Wait) -> bool:
    """Whether it is a lock that is waited for."""
    stack = stack_of(wait.record)
    return "object" in wait.on and bool(stack) and str(stack[-1][2]).endswith("Lock.acquire")


def needs(story: Story, wait: Wait) -> tuple[int, ...]:
    """The tasks without which `wait` cannot end: the one that is awaited, or who holds the lock."""
    on = wait.on
    if "task" in on:
        return (int(on["task"]),)
    if "gather" in on:
        return tuple(child for child in on["gather"] if _living(story, child, wait))
    held = holder(story, wait)
    if held is not None and held.task is not None:
        return (held.task,)
    return tuple(_inside(story, wait))


_WAITS_FOR_ITS_OWN = {
    "wait_for": "wait_for",
    "TaskGroup.__aexit__": "create_task",
    "TaskGroup._aexit": "create_task",
}


def _inside(story: Story, wait: Wait) -> Iterator[int]:
    """What a task waits for in wait_for() (a task of its own up to 3.11), and at the end of a TaskGroup."""
    stack = stack_of(wait.record)
    made_by = _WAITS_FOR_ITS_OWN.get(str(stack[-1][2])) if stack else None
    for task in story.made_by.get(wait.task, ()) if made_by else ():
        via = [str(name).rpartition(".")[2] for name in story.index[task.first].data.get("via", ())]
        if made_by in via and task.first < wait.record.n and _living(story, task.number, wait):
            yield task.number


def _living(story: Story, task: int, wait: Wait, time: int | None = None) -> bool:
    """Whether a task had not ended at `time` (ns), or when `wait` was over or given up."""
    made = story.tasks.get(task)
    if made is None or made.last is None:
        return made is not None
    if time is not None:
        return made.end is None or made.end >= time
    return made.last > (cancelled_at(story, wait) or wait.last)


def line_of(wait: Record | None) -> Place | None:
    """The innermost line of the program at which a task.wait stands; None where that was not recorded."""
    return next((place for place in _lines(wait) if not place.file.startswith(INSTALLED)), None)


def stands_at(story: Story, wait: Wait) -> Place | None:
    """The same, or a library's line where there is none, or where the task was made."""
    return line_of(wait.record) or next(_lines(wait.record), story.tasks[wait.task].place)


def _lines(wait: Record | None) -> Iterator[Place]:
    return (Place(*frame) for frame in reversed(stack_of(wait)) if not is_internal(frame[0]))


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
    return ", ".join(filter(None, what_and_more(story, wait, time)))


def what_and_more(story: Story, wait: Wait, time: int | None = None) -> tuple[str, str]:
    """The two parts of `words`: "Lock.acquire", and "held by worker since shop.py:31" or ""."""
    held = holder(story, wait, time)
    label = str(thing(story, wait) or wait.on.get("class", "") or "a future")
    if held is not None:
        return label, _held(story, wait, held, time)
    return label, _more(story, wait, label)


def wanted(story: Story, wait: Wait, time: int) -> str:
    """The same as a thing that one waits for: "the lock that worker took at shop.py:31", "fetch"."""
    if "task" in wait.on:
        return story.who(int(wait.on["task"]))
    held = holder(story, wait, time)
    if held is None or held.task is None or held.place is None:
        inside = listed([story.who(task) for task in _inside(story, wait)])
        return f"{inside} in {thing(story, wait)}" if inside else words(story, wait, time)
    who = "it" if held.task == wait.task else story.who(held.task)
    return f"the lock that {who} took at {at(held.place)}"


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
    ended = not _living(story, held.task, wait, time)
    return story.who(held.task) + (", which has ended," if ended else "")


def at(place: Place | None) -> str:
    """A place as people write it: "shop.py:31"; "" for none."""
    return f"{place.file}:{place.line}" if place is not None else ""


def _more(story: Story, wait: Wait, label: str) -> str:
    on, counts = wait.on, wait.on.get("counts", {})
    method = label.rpartition(".")[2]
    if "peer" in on:
        return f"connected to {on['peer']}"
    if "gather" in on:
        living = [story.who(child) for child in on["gather"] if _living(story, child, wait)]
        which = "of which at least" if "gathered" in on else "of which"
        return f"{which} {listed(living)} {'has' if len(living) == 1 else 'have'} not ended" if living else ""
    if method == "get" and counts.get("items", 0) == 0 and "made" in on:
        others = counts.get("getters", 1) - 1
        return "which is empty" + (f"; {plural(others, 'other')} {_wait(others)} too" if others > 0 else "")
    if method == "put" and "items" in counts:
        return f"which is full with {plural(counts['items'], 'item')}"
    if method == "join" and "unfinished" in counts:
        return f"for {plural(counts['unfinished'], 'item')} without task_done()"
    if counts.get("waiters", 0) > 1:
        return f"as {plural(counts['waiters'] - 1, 'other')} do too"
    if label.startswith("sleep("):
        due = _due(story, wait)
        return f"until {ms(due)}" if due is not None else ""
    return ""


def _wait(count: int) -> str:
    return "waits" if count == 1 else "wait"


def _due(story: Story, wait: Wait) -> int | None:
    """When the timer fires that a sleep has set."""
    task: Task = story.tasks[wait.task]
    steps = [step.n for step in story.steps.get(wait.task, ()) if step.n < wait.record.n]
    began = steps[-1] if steps else 0
    set_here = [timer.due for timer in task.timers if began < timer.first < wait.record.n and not timer.scope]
    return set_here[-1] if set_here else None
