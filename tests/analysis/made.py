"""Traces made by hand: only what a test is about is named, all else has a plain default."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from asyncx.trace.model import (
    Coro,
    Error,
    Hold,
    Loop,
    Outcome,
    Place,
    Record,
    Run,
    Span,
    Task,
    Thread,
    Trace,
)

MS = 1_000_000
PLACE = Place("shop.py", 7, "main")
RUN = Run(
    target="shop.py",
    file="shop.py",
    python="3.13.0",
    implementation="CPython",
    platform="linux",
    loop="asyncio",
    clock="virtual",
    asyncx="0.1.0",
    end="returned",
    code=0,
    error=None,
)


def error(name: str = "ValueError", message: str = "", module: str = "builtins", **more: Any) -> Error:
    return Error(name, module, message, **more)


def record(n: int, kind: str, *, t: int = 0, because: int | None = None, **data: Any) -> Record:
    """A record at `t` milliseconds."""
    return Record(n, t * MS, 1, kind, because, data)


def coro(name: str = "main", *, task: int | None = 1, end: int | None = 10, **more: Any) -> Coro:
    """A coroutine that ran from 0 to `end` milliseconds."""
    made = Coro(
        number=1,
        name=name,
        place=PLACE,
        task=task,
        depth=0,
        internal=False,
        start=0,
        end=None if end is None else end * MS,
        first=2,
        last=9,
        outcome=Outcome.RETURNED,
        error=None,
        spans=(),
    )
    return replace(made, **more)


def task(number: int = 1, coro_name: str = "main", *, end: int | None = 10, **more: Any) -> Task:
    """A task that ran from 0 to `end` milliseconds."""
    made = Task(
        number=number,
        name=f"Task-{number}",
        coro=coro_name,
        loop=1,
        thread=1,
        eager=False,
        place=PLACE,
        maker=None,
        internal=False,
        start=0,
        end=None if end is None else end * MS,
        first=number,
        last=None,
        outcome=Outcome.RETURNED,
        error=None,
        freed=None,
        spans=(),
        cancels=(),
        swallowed=False,
        steps=1,
        coros=(),
        timers=(),
    )
    return replace(made, **more)


def hold(length: int, *, loop: int | None = 1) -> Hold:
    return Hold(
        thread=1, loop=loop, task=1, what="time.sleep", start=0, end=length * MS, first=1, place=PLACE
    )


def trace(*tasks: Task, run: Run = RUN, records: Sequence[Record] = (), end: int = 10, **more: Any) -> Trace:
    """A trace of `end` milliseconds."""
    made = Trace(
        run=run,
        records=tuple(records),
        tasks=tasks,
        loops=(Loop(number=1, class_name="_UnixSelectorEventLoop", turns=3, runs=(), closed_at=None),),
        threads=(Thread(number=1, name="MainThread", start=0, end=None, place=None),),
        timers=(),
        holds=(),
        end=end * MS,
        index={each.n: each for each in records},
    )
    return replace(made, **more)


def spans(*states: tuple[Any, str]) -> tuple[Span, ...]:
    """Spans of 1 ms each, in these states with these labels."""
    return tuple(
        Span(state=state, start=i * MS, end=(i + 1) * MS, first=i + 1, last=i + 2, label=label)
        for i, (state, label) in enumerate(states)
    )
