"""From what was recorded in one test to what there is to say about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import __version__
from ..analysis import rules
from ..analysis.finding import Finding
from ..analysis.findings import merged
from ..trace.build import build
from ..trace.model import Run, Task, Trace
from ..trace.records import error_of
from .tail import HOSTS

LASTING = frozenset({"task-leaked", "deadlock"})
"""Rules about tasks that have not ended: those of others are not the fault of this test."""


@dataclass(frozen=True, slots=True)
class Test:
    """What was run: `file` relative to the root, how it ended (it is "running", "returned", "raised" ...).

    `error` is its exception as a record has it.  `wider` are the stretches of time, in ns from its
    beginning, in which fixtures were set up that outlive it, and `older` the tasks that were there before:
    what was made there is not its own.
    """

    name: str
    file: str
    how: str = "running"
    error: Mapping[str, Any] | None = None
    wider: tuple[tuple[int, int], ...] = ()
    older: frozenset[int] = frozenset()


def trace_of(test: Test, records: Sequence[Mapping[str, Any]]) -> Trace:
    """The trace of a test from its records, which begin with a run.start."""
    first = records[0]
    run = Run(
        target=test.name,
        file=test.file,
        python=first["python"],
        implementation=first["implementation"],
        platform=first["platform"],
        loop=first["loop_kind"],
        clock="real",
        asyncx=__version__,
        end=test.how,
        code=None,
        error=error_of(test.error) if test.how == "raised" else None,
    )
    return build(run, records)


def find(trace: Trace, test: Test) -> tuple[Finding, ...]:
    """What is wrong in a test, the worst first; and, if it was stopped, what it waited for."""
    others = _foreign(trace.tasks, test)
    every = (finding for rule in rules.every() for finding in rule.check(trace))
    own = [
        finding
        for finding in every
        if not (finding.rule in LASTING and finding.tasks and others.issuperset(finding.tasks))
    ]
    found = sorted(merged(own), key=lambda each: (each.severity.rank, each.start, each.record, each.rule))
    if test.how in ("raised", "interrupted"):
        from .hang import hang

        return (*hang(trace), *found)
    return tuple(found)


def _foreign(tasks: Iterable[Task], test: Test) -> set[int]:
    """The tasks that were there before, that fixtures of a wider scope made, and that these made in turn."""
    found, hosts = set(test.older), set()
    for task in tasks:
        if task.coro in HOSTS:
            hosts.add(task.number)
        if any(begin <= task.start <= end for begin, end in test.wider) or task.maker in found - hosts:
            found.add(task.number)
    return found
