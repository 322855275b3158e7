"""Many runs side by side: as many processes as there are cores, and none left when one gives up."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass

from ..errors import UserError
from ..trace.model import Trace
from .catalogue import Scenario
from .child import LIMIT, Child
from .interpreters import Interpreter

_LOOK = 0.004
"""Seconds between two looks at who has ended."""


@dataclass(frozen=True, slots=True)
class Job:
    """One run to make; `clock` is "virtual" or "real"."""

    scenario: Scenario
    interpreter: Interpreter
    loop: str = "asyncio"
    clock: str = "virtual"


Results = Generator[tuple[Job, Trace | UserError], None, None]


def cores() -> int:
    """How many processes can run at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # pragma: no cover (macOS)


def run_all(jobs: Iterable[Job], *, limit: float = LIMIT, idle: Callable[[], None] = lambda: None) -> Results:
    """Run every job and give its trace as soon as there is one, or the error that there is instead.

    `limit` is in seconds, for each; `idle` is called again and again while nothing happens.  Runs on the
    real clock come last and one at a time: others beside them would be in their way.  Close the
    generator to end what still runs.
    """
    every = list(jobs)
    yield from _run([job for job in every if job.clock != "real"], cores(), limit, idle)
    yield from _run([job for job in every if job.clock == "real"], 1, limit, idle)


def _run(jobs: list[Job], places: int, limit: float, idle: Callable[[], None]) -> Results:
    waiting = jobs[::-1]
    running: dict[Child, Job] = {}
    try:
        while waiting or running:
            while waiting and len(running) < places:
                job = waiting.pop()
                try:
                    child = Child(job.scenario, job.interpreter, clock=job.clock, loop=job.loop)
                except UserError as error:
                    yield job, error
                else:
                    running[child] = job
            over = [child for child in running if child.over(limit)]
            for child in over:
                result = _result(child, limit)
                yield running.pop(child), result
            if not over:
                idle()
                time.sleep(_LOOK)
    finally:
        for child in running:
            child.close()


def _result(child: Child, limit: float) -> Trace | UserError:
    with child:
        try:
            return child.trace(limit)
        except UserError as error:
            return error
