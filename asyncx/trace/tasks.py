"""Tasks and their coroutines, out of the records of one task at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .acting import Actor
from .cancels import cancels
from .chains import Life
from .labels import Frame, Names, awaited, bare, is_internal, label, sleep_delay
from .model import Coro, Outcome, Place, Record, Span, Task, TaskState, Timer
from .records import error_of, place_of
from .scopes import Story
from .spans import coro_spans, task_spans

_OWN = frozenset({"shutdown_asyncgens", "shutdown_default_executor"})
_MAKES_FOR_ITSELF = frozenset(
    {
        "BaseEventLoop.create_connection",
        "BaseEventLoop.create_server",
        "BaseEventLoop.subprocess_exec",
        "BaseEventLoop.subprocess_shell",
        "BaseSelectorEventLoop._accept_connection",
        "Process.communicate",
        "create_subprocess_exec",
        "create_subprocess_shell",
        "open_connection",
        "staggered_race.<locals>.run_one_coro",
        "start_server",
    }
)
"""What of asyncio makes tasks of its own coroutines, and never of the program's."""


@dataclass(frozen=True, slots=True)
class Context:
    """What all tasks share while they are built; `end` is the time of the last record."""

    actors: Mapping[int, Actor]
    index: Mapping[int, Record]
    names: Names
    exact: bool
    end: int


def task_names(records: Sequence[Record]) -> dict[int, tuple[str, str]]:
    """(name, coroutine) of each task; the name is the last one it had."""
    found: dict[int, tuple[str, str]] = {}
    for record in records:
        number = record.data.get("task")
        if number is None:
            continue
        if record.kind == "task.new":
            name = record.data.get("name", f"Task-{number}")
            found.setdefault(number, (name, bare(record.data["coro"])))
        elif record.kind in ("task.name", "task.end") and number in found and "name" in record.data:
            found[number] = (record.data["name"], found[number][1])
    return found


def build_task(
    new: Record,
    story: Story,
    timers: Sequence[Timer],
    called: tuple[str, str],
    context: Context,
) -> Task:
    """The task that `new` created; `timers` are those set in its steps, `called` its name and coroutine."""
    made = story.chains
    asked = cancels(story.records, made, context.actors, context.index)
    delays = _delays(story, context.exact)

    def task_label(wait: Record) -> str:
        if "on" not in wait.data and "stack" not in wait.data:
            # A watched program says what it waits for only when it has time; a sleep is known by its timer.
            return f"sleep({delays[wait.n]})" if delays.get(wait.n) else ""
        return label(_stack(wait), wait.data.get("on", {}), delays.get(wait.n), context.names)

    def coro_label(wait: Record, frame: int) -> str:
        return awaited(_stack(wait), frame, wait.data.get("on", {}), delays.get(wait.n), context.names)

    drafts = task_spans(new, story.records, asked, task_label, context.end)
    ended = next((record for record in story.records if record.kind == "task.end"), None)
    freed = next((record for record in story.records if record.kind == "task.freed"), None)
    first_step = next((record for record in story.records if record.kind == "task.step"), None)
    maker = context.actors.get(new.n)
    count = max(new.data.get("tasks", 1), 1)
    name, coro = called
    return Task(
        number=new.data["task"],
        name=name,
        coro=coro,
        loop=new.data.get("loop", 0),
        thread=(first_step or new).thread,
        eager=new.data.get("eager", False),
        place=place_of(new.data.get("where")),
        maker=maker.task if maker else None,
        internal=_is_own(new),
        start=new.t,
        end=ended.t if ended else None,
        first=new.n,
        last=ended.n if ended else None,
        outcome=Outcome(ended.data["outcome"]) if ended else Outcome.NEVER_ENDED,
        error=error_of(ended.data.get("error")) if ended else None,
        freed=freed.n if freed and not ended else None,
        spans=tuple(draft.span for draft in drafts),
        cancels=asked.requests,
        swallowed=asked.swallowed,
        steps=sum(_steps(draft.span, context) for draft in drafts) // count,
        coros=tuple(
            build_coro(life, new.data["task"], coro_spans(life, drafts, made, coro_label))
            for life in made.lives.values()
        ),
        timers=tuple(timers),
        count=count,
    )


def build_coro(life: Life, task: int | None, spans: tuple[Span, ...]) -> Coro:
    """The coroutine of which `life` was read."""
    data = life.start.data
    place = place_of(data.get("where")) or Place("", 0, data["name"])
    return Coro(
        number=life.number,
        name=bare(data["name"]),
        place=place,
        task=task,
        depth=life.depth,
        internal=is_internal(place.file),
        start=life.start.t,
        end=life.end.t if life.end else None,
        first=life.start.n,
        last=life.end.n if life.end else None,
        outcome=life.outcome,
        error=error_of(life.end.data.get("error")) if life.end else None,
        spans=spans,
    )


def stray_coro(life: Life, end: int) -> Coro:
    """A coroutine that was driven outside any task: it has one span, from its start to its end."""
    span = Span(
        state=TaskState.RUNNING,
        start=life.start.t,
        end=life.end.t if life.end else end,
        first=life.start.n,
        last=life.end.n if life.end else None,
    )
    return build_coro(life, None, (span,))


def _delays(story: Story, exact: bool) -> dict[int, str | None]:
    """The delay of the sleep that each wait waits for, in seconds, by the number of the task.wait."""
    found: dict[int, str | None] = {}
    since: list[Record] = []
    for record in story.records:
        if record.kind == "task.step":
            since = []
        elif record.kind == "timer.new":
            since.append(record)
        elif record.kind == "task.wait":
            found[record.n] = sleep_delay(since, record.data.get("on", {}), exact)
    return found


def _steps(span: Span, context: Context) -> int:
    """How many steps of its task a span stands for."""
    return int(context.index[span.first].data.get("steps", 1)) if span.state is TaskState.RUNNING else 0


def _stack(wait: Record) -> Sequence[Frame]:
    stack: Sequence[Frame] = wait.data.get("stack", ())
    return stack


def _is_own(new: Record) -> bool:
    """Whether asyncio made a task for itself."""
    via = new.data.get("via", ())
    if via and via[-1] in _MAKES_FOR_ITSELF:
        return True
    owner, _, name = str(new.data["coro"]).rpartition(".")
    return name in _OWN and owner.endswith("Loop")
