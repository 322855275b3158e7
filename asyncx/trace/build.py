"""Records -> Trace: all that follows from the records of one run, in one pass per question.

acting    who ran when each record was written
chains    which coroutines of a task await each other
cancels   which cancellation was under way when
spans     the states of tasks and coroutines over time
timers    deadlines and their scopes
loops     loops, threads, holds
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from .acting import Actor, actors
from .chains import chains
from .labels import find_names
from .loops import holds, loops, threads
from .model import Outcome, Record, Run, Task, Timer, Trace, title_of
from .records import broken, read
from .scopes import Story
from .tasks import Context, build_task, stray_coro, task_names
from .timers import timers

_SPEAKS_OF_ITS_TASK = frozenset(
    {
        "task.ready",
        "task.step",
        "task.wait",
        "task.end",
        "task.name",
        "task.cancel",
        "task.uncancel",
        "task.freed",
    }
)
_STRAY = 0
_ENDS = frozenset(Outcome) - {Outcome.NEVER_ENDED}


def build(run: Run, records: Iterable[Mapping[str, Any]]) -> Trace:
    """The trace of one run.

    In: what was run, and its records as they came off the wire.  A trace that stops in the middle is
    fine: what is still going on never ended.  TraceError (a UserError) when the records contradict
    themselves.
    """
    read_records = tuple(read(records))
    return assemble(run, read_records)


def assemble(run: Run, records: tuple[Record, ...]) -> Trace:
    """`build` for records that have been read already."""
    _check(records)
    end = records[-1].t if records else 0
    index = MappingProxyType({record.n: record for record in records})
    acting = actors(records)
    called = task_names(records)
    stories = {number: Story(story, chains(story)) for number, story in _stories(records, acting).items()}
    exact = run.clock != "real"
    all_timers = timers(records, acting, stories, exact)
    titles = {number: title_of(name, coro) for number, (name, coro) in called.items()}
    context = Context(acting, index, find_names(records, titles), exact, end)
    timers_of: dict[int | None, list[Timer]] = {}
    for timer in all_timers:
        timers_of.setdefault(timer.task, []).append(timer)
    tasks: list[Task] = []
    for new in records:
        if new.kind == "task.new":
            number = new.data["task"]
            own = timers_of.get(number, [])
            tasks.append(build_task(new, stories[number], own, called[number], context))
    strays = stories.get(_STRAY)
    return Trace(
        run=run,
        records=records,
        tasks=tuple(tasks),
        loops=loops(records, end),
        threads=threads(records),
        timers=all_timers,
        holds=holds(records, acting, end),
        strays=tuple(stray_coro(life, end) for life in strays.chains.lives.values()) if strays else (),
        end=end,
        index=index,
    )


def _stories(records: Sequence[Record], acting: Mapping[int, Actor]) -> dict[int, list[Record]]:
    """The records of each task in order: its own, those of its coroutines, and the timers set in its steps.

    Coroutines that ran outside any task are under _STRAY.
    """
    stories: dict[int, list[Record]] = {_STRAY: []}
    owner: dict[int, int] = {}
    for record in records:
        kind, data = record.kind, record.data
        actor = acting.get(record.n)
        task = actor.task if actor else None
        if kind == "task.new":
            stories[data["task"]] = []
            if task is not None:
                stories[task].append(record)
        elif kind in _SPEAKS_OF_ITS_TASK:
            stories[data["task"]].append(record)
        elif kind == "coro.start":
            owner.setdefault(data["coro"], data.get("task", task or _STRAY))
            stories.get(owner[data["coro"]], stories[_STRAY]).append(record)
        elif kind.startswith("coro.") and data.get("coro") in owner:
            stories.get(owner[data["coro"]], stories[_STRAY]).append(record)
        elif kind == "timer.new" and task is not None:
            stories[task].append(record)
    return stories


def _check(records: Sequence[Record]) -> None:
    """Tasks are made before anything happens to them, and once; they end in a way that there is."""
    known: set[int] = set()
    for record in records:
        number: int = record.data.get("task", 0)
        if record.kind == "task.new":
            if number in known:
                raise broken(record.n, f"task {number} is created a second time")
            known.add(number)
        elif record.kind in _SPEAKS_OF_ITS_TASK and number not in known:
            raise broken(record.n, f"{record.kind} of task {number}, which was never created")
        if record.kind == "task.end" and record.data["outcome"] not in _ENDS:
            raise broken(record.n, '"outcome" is not returned, raised or cancelled')
