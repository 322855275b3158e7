"""Each rule finds its fault at its line, and says nothing about the mended twin, on every Python found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from asyncx.analysis.causes import WhyStep, why
from asyncx.analysis.finding import Finding
from asyncx.analysis.findings import find
from asyncx.analysis.rules import every
from asyncx.analysis.story import Story
from asyncx.explain import book
from asyncx.runs import versions
from asyncx.trace.model import Trace

from .harness import NOWHERE, Program, found_in, label, programs, runs, trace_of


def each(pattern: str) -> pytest.MarkDecorator:
    """Runs a test on each program that matches, on each Python and clock."""
    cases: Iterable[Any] = [
        pytest.param(program, python, clock, id=f"{program}-{label(python)}-{clock}")
        for program, python, clock in runs(pattern)
    ]
    return pytest.mark.parametrize(("program", "python", "clock"), cases)


def told(findings: Iterable[Finding]) -> list[str]:
    findings = list(findings)
    lines = [each.place.line if each.place else None for each in findings]
    return [f"{each.rule}, {line}: {each.sentence}" for each, line in zip(findings, lines, strict=True)]


@each("*/faulty*.py")
def test_the_fault_is_found_at_its_line(program: Program, python: str, clock: str) -> None:
    """The rule names the marked lines and no others, and what it says is a whole sentence."""
    trace = trace_of(program, python, clock)
    every_one = find(trace)
    found = [finding for finding in every_one if finding.rule == program.rule]

    assert found, told(every_one)
    lines = {finding.place.line for finding in found if finding.place}
    if clock == "real" and program.rule == "loop-blocked":
        lines &= program.lines  # a busy machine holds a loop, too
    assert lines == program.lines, told(every_one)
    for finding in found:
        assert finding.sentence.endswith("."), finding
        assert "\n" not in finding.sentence + finding.fragment + finding.fix, finding
        assert finding.fix, finding
        assert finding.record in trace.index, finding
        chain = why(trace, finding.record)
        assert chain, finding
        assert false_makers(chain, trace) == [], finding
        assert unknown_in(finding.fix, trace) == [], finding
        assert finding.start <= finding.end, finding


SINCE = {
    "to_thread": (3, 9),
    "aclosing": (3, 10),
    "TaskGroup": (3, 11),
    "asyncio.timeout": (3, 11),
    "Runner": (3, 11),
    "Barrier": (3, 11),
}


def unknown_in(fix: str, trace: Trace) -> list[str]:
    """What a fix names that came with a later Python."""
    version = versions.key(trace.run.python)
    return [name for name, since in SINCE.items() if version < since and name in fix]


def false_makers(chain: Iterable[WhyStep], trace: Trace) -> list[str]:
    """What a chain of causes says of who made a task, where somebody else did."""
    story = Story(trace)
    return [
        each.what
        for each in chain
        if " makes the task " in each.what
        and (task := story.tasks[trace.index[each.n].data["task"]])
        and each.what != f"{story.who(task.maker)} makes the task {story.who(task.number)}"
    ]


@each("*/mended*.py")
def test_the_mended_twin_is_silent(program: Program, python: str, clock: str) -> None:
    """No rule has anything to say."""
    assert told(found_in(program, python, clock)) == []


@each("silent/*.py")
def test_good_code_is_silent(program: Program, python: str, clock: str) -> None:
    """No rule has anything to say."""
    assert told(found_in(program, python, clock)) == []


@pytest.mark.parametrize("rule", every(), ids=lambda rule: rule.name)
def test_each_rule_has_a_faulty_program_with_a_mark_and_a_mended_one(rule: Any) -> None:
    """Without them nothing shows that it works."""
    folder = rule.name.replace("-", "_")

    assert programs(f"{folder}/faulty*.py")
    assert all(program.lines or NOWHERE in program.source for program in programs(f"{folder}/faulty*.py"))
    assert programs(f"{folder}/mended*.py")


@pytest.mark.parametrize("rule", every(), ids=lambda rule: rule.name)
def test_each_rule_has_its_page(rule: Any) -> None:
    """`asyncx explain` opens it under the name of the rule."""
    assert rule.name in book.by_finding()
