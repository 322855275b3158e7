"""What one Python with one loop did in a scenario, run now or recorded before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..runs import versions
from ..runs.catalogue import Scenario
from ..runs.recorded import Recorded
from ..trace.model import Trace
from .facts import DEFAULT_LOOP, FactResult, evaluate, judged
from .verdict import verdict

LOOPS = (DEFAULT_LOOP, "eager", "uvloop")
"""The order in which loops stand; the first one that was run is what the others are compared with."""


@dataclass(frozen=True, slots=True)
class Member:
    """One Python with one loop: `python` is "3.13.0"; `recorded` when it was not run now."""

    python: str
    loop: str = DEFAULT_LOOP
    clock: str = "virtual"
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Observation:
    """What one member did: each fact of the scenario, judged.

    `sentence` says what happened; it and `trace` are missing when this is as recorded.
    """

    member: Member
    facts: tuple[FactResult, ...]
    sentence: str = ""
    trace: Trace | None = None


def observe(scenario: Scenario, trace: Trace) -> Observation:
    """Judge a run; UserError when a fact is read by an expression that no fact may use."""
    run = trace.run
    facts = tuple(evaluate(fact, trace, run.python) for fact in scenario.facts)
    return Observation(Member(run.python, run.loop, run.clock), facts, verdict(trace).sentence, trace)


def recall(scenario: Scenario, record: Recorded) -> Observation:
    """Judge what was recorded of `scenario` on one Python."""
    facts = tuple(
        judged(
            fact,
            record.values.get(fact.read, "there is no such thing on this version"),
            record.python,
            readable=fact.read in record.values,
        )
        for fact in scenario.facts
    )
    return Observation(Member(record.python, recorded=True), facts)


def labels(members: Iterable[Member]) -> Mapping[Member, str]:
    """A short name for each: "3.12", "3.12+eager"; with all its numbers where two share a minor version."""
    every = list(members)
    exact: dict[str, set[str]] = {}
    for member in every:
        exact.setdefault(versions.minor(member.python), set()).add(member.python)
    return {
        member: (minor if len(exact[minor]) == 1 else member.python)
        + ("" if member.loop == DEFAULT_LOOP else f"+{member.loop}")
        for member in every
        for minor in [versions.minor(member.python)]
    }


def order(member: Member) -> tuple[int, tuple[int, ...], str]:
    """The key by which members stand: by loop, then by version."""
    known = LOOPS.index(member.loop) if member.loop in LOOPS else len(LOOPS)
    return known, versions.key(member.python), member.python
