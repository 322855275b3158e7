"""From what was recorded in one test to what there is to say about it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .. import __version__
from ..analysis import rules
from ..analysis.finding import Finding
from ..analysis.findings import merged
from ..analysis.rules import deadlock
from ..analysis.story import story_of
from ..trace.build import build
from ..trace.model import Run, Task, Trace
from ..trace.records import error_of
from .hang import NAME as HANG
from .hang import hang
from .tail import HOSTS

LASTING = frozenset({"task-leaked", "deadlock"})
"""Rules about tasks that have not ended: those of others are not the fault of this test."""


REPORTED = frozenset({"never-awaited", "generator-not-closed"})
"""Rules whose findings begin when Python told of them, which may be later than the fault."""


@dataclass(frozen=True, slots=True)
class Wider:
    """A stretch of time, in ns from the beginning of a test, in which a fixture that outlives it was at work.

    `phase` is "setup" or "teardown", `fixture` says which one: "the session fixture server".
    """

    begin: int
    end: int
    phase: str
    fixture: str


@dataclass(frozen=True, slots=True)
class Test:
    """What was run: `file` relative to the root, how it ended (it is "running", "returned", "raised" ...).

    `error` is its exception as a record has it.  `wider` is when fixtures were at work that outlive
    it, and `older` are the tasks that were there before: what was made in a setup of these, or by those, is
    not its own.  `made_in` gives the earlier test in which a task was made, or "".
    """

    name: str
    file: str
    how: str = "running"
    error: Mapping[str, Any] | None = None
    wider: tuple[Wider, ...] = ()
    older: frozenset[int] = frozenset()
    made_in: Callable[[int], str] = lambda _: ""


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
    told = [_with_fixture(_with_origin(finding, trace, test), test) for finding in merged(own)]
    found = sorted(told, key=lambda each: (each.severity.rank, each.start, each.record, each.rule))
    stopped = hang(trace) if test.how in ("raised", "interrupted") else ()
    return (*stopped, *found)


def shown(findings: Iterable[Finding], allow: Container[str]) -> list[Finding]:
    """Those of rules that are not allowed; of a test that hangs not twice the same, once as a deadlock."""
    left = [finding for finding in findings if finding.rule not in allow]
    explained = {task for finding in left if finding.rule == deadlock.NAME for task in finding.tasks}
    return [finding for finding in left if finding.rule != HANG or explained.isdisjoint(finding.tasks)]


def _with_origin(finding: Finding, trace: Trace, test: Test) -> Finding:
    """A finding, with a word on the test in which its task was made if that was an earlier one."""
    record = trace.index.get(finding.record)
    reported = record.data.get("task") if record is not None else None
    task = finding.tasks[0] if finding.tasks else reported
    origin = test.made_in(task) if isinstance(task, int) else ""
    if not origin or any(each.number == task and each.coro in HOSTS for each in trace.tasks):
        return finding
    file, _, name = origin.partition("::")
    short = name if file == test.name.partition("::")[0] else origin
    who = story_of(trace).who(task) if finding.tasks else "The task"
    return replace(finding, sentence=f"{finding.sentence} {who} was made in {short}.")


def _with_fixture(finding: Finding, test: Test) -> Finding:
    """A finding, with a word on the wider fixture in whose setup or teardown it came about, if in any."""
    around = [each for each in test.wider if each.begin <= finding.start <= each.end]
    if not around:
        return finding
    inner = max(around, key=lambda each: each.begin)
    then = "This was" if finding.tasks and finding.rule not in REPORTED else "It was noticed"
    return replace(finding, sentence=f"{finding.sentence} {then} in the {inner.phase} of {inner.fixture}.")


def _foreign(tasks: Iterable[Task], test: Test) -> set[int]:
    """The tasks that were there before, that fixtures of a wider scope made, and that these made in turn."""
    found, hosts = set(test.older), set()
    for task in tasks:
        if task.coro in HOSTS:
            hosts.add(task.number)
        if task.maker in found - hosts or any(
            each.phase == "setup" and each.begin <= task.start <= each.end for each in test.wider
        ):
            found.add(task.number)
    return found
