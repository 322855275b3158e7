"""One scenario on several Pythons and loops: who behaves alike, what differs, and since when."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ..runs import versions
from ..runs.catalogue import Scenario
from ..runs.recorded import Recorded
from ..trace.model import Trace
from .facts import DEFAULT_LOOP, FactResult, FactStatus, evaluate, judged
from .since import about_versions
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


class Change(StrEnum):
    """How the value of a fact relates to that of another group."""

    NONE = ""
    FROM_LEFT = "changed from the column to its left"
    BY_LOOP = "otherwise than on asyncio's own loop with the same Python"


@dataclass(frozen=True, slots=True)
class Cell:
    """One fact in one group.

    `readable` is false when there is nothing to be read (no such task ran), `known` is false when it
    depends on time and the clock was the real one.
    """

    value: object
    readable: bool = True
    known: bool = True
    change: Change = Change.NONE


@dataclass(frozen=True, slots=True)
class Row:
    """One fact that differs, with a cell for each group."""

    fact: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Members that behave alike, oldest first; `speaker` is the one to draw, if any of them was run."""

    letter: str
    observations: tuple[Observation, ...]

    @property
    def members(self) -> tuple[Member, ...]:
        """Those who behave alike."""
        return tuple(observation.member for observation in self.observations)

    @property
    def speaker(self) -> Observation | None:
        """The first that has a trace, one on the virtual clock if there is one."""
        live = [observation for observation in self.observations if observation.trace is not None]
        return min(live, key=lambda observation: observation.member.clock == "real", default=None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One scenario, compared.

    `rows` are the facts that differ, `same` pairs (fact, value) of those that do not; `changed_in` are
    the versions that behave otherwise than the one before; `failures` are facts of members that were
    run and do not hold; `consequences` are the sentences of the explanation that speak of versions.
    """

    scenario: Scenario
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    same: tuple[tuple[str, object], ...]
    changed_in: tuple[str, ...]
    failures: tuple[tuple[Member, FactResult], ...]
    consequences: tuple[str, ...]

    @property
    def members(self) -> tuple[Member, ...]:
        """All that were compared, by loop and version."""
        return tuple(sorted((member for group in self.groups for member in group.members), key=_order))


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


def compare(scenario: Scenario, observations: Iterable[Observation]) -> Comparison:
    """Group the observations (one for each member, in any order) by what the facts are."""
    every = sorted(observations, key=lambda observation: _order(observation.member))
    base = every[0].member.loop if every else DEFAULT_LOOP
    groups = _ordered(_grouped(every), base)
    columns = [_cells(group) for group in groups]
    rows, same = [], []
    for place, fact in enumerate(scenario.facts):
        cells = [column[place] for column in columns]
        known = {_text(cell) for cell in cells if cell.known}
        if len(known) > 1:
            rows.append(Row(fact.name, _marked(cells, groups, base)))
        elif known:
            first = next(cell for cell in cells if cell.known)
            if first.readable:
                same.append((fact.name, first.value))
    return Comparison(
        scenario=scenario,
        groups=tuple(groups),
        rows=tuple(rows),
        same=tuple(same),
        changed_in=_changes(groups, base),
        failures=tuple(
            (observation.member, fact)
            for observation in every
            if not observation.member.recorded
            for fact in observation.facts
            if fact.status is FactStatus.FAILS
        ),
        consequences=about_versions(scenario.explanation),
    )


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


def _order(member: Member) -> tuple[int, tuple[int, ...], str]:
    known = LOOPS.index(member.loop) if member.loop in LOOPS else len(LOOPS)
    return known, versions.key(member.python), member.python


def _grouped(every: Sequence[Observation]) -> list[list[Observation]]:
    """Those with equal facts together; who does not know them all goes with whom it agrees with."""
    groups: list[list[Observation]] = []
    for observation in sorted(every, key=lambda one: one.member.clock == "real"):
        fitting = [group for group in groups if all(_agree(observation, other) for other in group)]
        home = [group for group in fitting if any(_same_python(observation, other) for other in group)]
        if found := (home or fitting):
            found[0].append(observation)
        else:
            groups.append([observation])
    return groups


def _agree(one: Observation, other: Observation) -> bool:
    return all(
        _text(mine) == _text(theirs)
        for mine, theirs in zip(map(_cell, one.facts), map(_cell, other.facts), strict=True)
        if mine.known and theirs.known
    )


def _same_python(one: Observation, other: Observation) -> bool:
    return one.member.python == other.member.python


def _ordered(groups: Iterable[list[Observation]], base: str) -> list[Group]:
    """By loop and version of their first members, lettered."""
    inside = [sorted(group, key=lambda one: _order(one.member)) for group in groups]
    inside.sort(key=lambda group: (group[0].member.loop != base, _order(group[0].member)))
    return [Group(_letter(place), tuple(group)) for place, group in enumerate(inside)]


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else f"A{place - 25}"


def _cell(fact: FactResult) -> Cell:
    return Cell(fact.seen, fact.readable, fact.status is not FactStatus.CANNOT_TELL)


def _cells(group: Group) -> list[Cell]:
    """A cell for each fact: of the first member that knows it."""
    columns = zip(*(map(_cell, observation.facts) for observation in group.observations), strict=True)
    return [min(cells, key=lambda cell: not cell.known) for cells in columns]


def _text(cell: Cell) -> str:
    return json.dumps(cell.value) if cell.readable else "–"


def _marked(cells: Sequence[Cell], groups: Sequence[Group], base: str) -> tuple[Cell, ...]:
    """The cells of one fact, with what changed from left to right, and by another loop."""
    marked: list[Cell] = []
    left: Cell | None = None
    for cell, group in zip(cells, groups, strict=True):
        change = Change.NONE
        if any(member.loop == base for member in group.members):
            if cell.known and left is not None and _text(left) != _text(cell):
                change = Change.FROM_LEFT
            left = cell if cell.known else left
        else:
            home = _home(group, groups, base)
            if home is not None and cell.known and cells[home].known and _text(cells[home]) != _text(cell):
                change = Change.BY_LOOP
        marked.append(Cell(cell.value, cell.readable, cell.known, change))
    return tuple(marked)


def _home(group: Group, groups: Sequence[Group], base: str) -> int | None:
    """The place of the group in which the same Python is with the loop that others are compared with."""
    pythons = {member.python for member in group.members}
    places = (
        place
        for place, other in enumerate(groups)
        if any(member.loop == base and member.python in pythons for member in other.members)
    )
    return next(places, None)


def _changes(groups: Sequence[Group], base: str) -> tuple[str, ...]:
    """The labels of the Pythons that are in another group than the one before, on the `base` loop."""
    placed = sorted(
        ((member, group.letter) for group in groups for member in group.members if member.loop == base),
        key=lambda pair: _order(pair[0]),
    )
    names = labels([member for member, _ in placed])
    return tuple(
        names[member].removesuffix(f"+{base}")
        for (_, before), (member, here) in pairwise(placed)
        if before != here
    )
