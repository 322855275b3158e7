"""One scenario on several Pythons and loops: who behaves alike, what differs, and since when."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from ..runs import versions
from ..runs.catalogue import Scenario
from .facts import DEFAULT_LOOP, FactResult, FactStatus
from .observed import Member, Observation, order
from .since import about_versions

_TIME = re.compile(r"\d+(\.\d+)?(?= ?m?s\b)")


class Change(StrEnum):
    """How the value of a fact relates to that of another group."""

    NONE = ""
    FROM_LEFT = "changed from the column to its left"
    BY_LOOP = "otherwise than on asyncio's own loop with the same Python"


@dataclass(frozen=True, slots=True)
class Cell:
    """One fact in one group.

    `readable` is false when there is nothing to be read (no such task ran), `known` is false when it
    depends on time and the clock was the real one; `real` says that it was, so that times in a text
    differ without a reason.
    """

    value: object
    readable: bool = True
    known: bool = True
    real: bool = False
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
    the versions that behave otherwise than the one before, which is in `before`; `failures` are facts of
    members that were run and do not hold; `consequences` are the sentences of the explanation that speak of
    versions.
    """

    scenario: Scenario
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    same: tuple[tuple[str, object], ...]
    changed_in: tuple[str, ...]
    before: tuple[str, ...]
    failures: tuple[tuple[Member, FactResult], ...]
    consequences: tuple[str, ...]

    @property
    def members(self) -> tuple[Member, ...]:
        """All that were compared, by loop and version."""
        return tuple(sorted((member for group in self.groups for member in group.members), key=order))


def compare(scenario: Scenario, observations: Iterable[Observation]) -> Comparison:
    """Group the observations (one for each member, in any order) by what the facts are."""
    every = sorted(observations, key=lambda observation: order(observation.member))
    base = every[0].member.loop if every else DEFAULT_LOOP
    groups = _ordered(_grouped(every), base)
    changes = _changes(groups, base)
    columns = [cells(group) for group in groups]
    rows, same = [], []
    for place, fact in enumerate(scenario.facts):
        line = [column[place] for column in columns]
        known = [cell for cell in line if cell.known]
        if not all(_alike(known[0], cell) for cell in known):
            rows.append(Row(fact.name, _marked(line, groups, base)))
        elif known and known[0].readable:
            same.append((fact.name, known[0].value))
    return Comparison(
        scenario=scenario,
        groups=tuple(groups),
        rows=tuple(rows),
        same=tuple(same),
        changed_in=tuple(later for _, later in changes),
        before=tuple(earlier for earlier, _ in changes),
        failures=tuple(
            (observation.member, fact)
            for observation in every
            if not observation.member.recorded
            for fact in observation.facts
            if fact.status is FactStatus.FAILS
        ),
        consequences=about_versions(scenario.explanation),
    )


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
    pairs = zip(_of(one), _of(other), strict=True)
    return all(_alike(mine, theirs) for mine, theirs in pairs if mine.known and theirs.known)


def _same_python(one: Observation, other: Observation) -> bool:
    return one.member.python == other.member.python


def _ordered(groups: Iterable[list[Observation]], base: str) -> list[Group]:
    """By loop and version of their first members, lettered."""
    inside = [sorted(group, key=lambda one: order(one.member)) for group in groups]
    inside.sort(key=lambda group: (group[0].member.loop != base, order(group[0].member)))
    return [Group(_letter(place), tuple(group)) for place, group in enumerate(inside)]


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else f"A{place - 25}"


def _of(observation: Observation) -> list[Cell]:
    """A cell for each fact."""
    real = observation.member.clock == "real"
    return [
        Cell(fact.seen, fact.readable, fact.status is not FactStatus.CANNOT_TELL, real)
        for fact in observation.facts
    ]


def cells(group: Group) -> list[Cell]:
    """A cell for each fact: of the first member that knows it, one on the virtual clock if there is one."""
    columns = zip(*map(_of, group.observations), strict=True)
    return [min(column, key=lambda cell: (not cell.known, cell.real)) for column in columns]


def _alike(one: Cell, other: Cell) -> bool:
    """Whether two known cells say the same, times in their texts aside where a clock was the real one."""
    if not (one.readable and other.readable):
        return one.readable == other.readable
    mine, theirs = json.dumps(one.value), json.dumps(other.value)
    if one.real or other.real:
        mine, theirs = _TIME.sub("#", mine), _TIME.sub("#", theirs)
    return mine == theirs


def _marked(line: Sequence[Cell], groups: Sequence[Group], base: str) -> tuple[Cell, ...]:
    """The cells of one fact, with what changed from left to right, and by another loop."""
    marked: list[Cell] = []
    left: Cell | None = None
    for cell, group in zip(line, groups, strict=True):
        change = Change.NONE
        if any(member.loop == base for member in group.members):
            if cell.known and left is not None and not _alike(left, cell):
                change = Change.FROM_LEFT
            left = cell if cell.known else left
        else:
            place = _home(group, groups, base)
            home = None if place is None else line[place]
            if home and home.known and cell.known and not _alike(home, cell):
                change = Change.BY_LOOP
        marked.append(replace(cell, change=change))
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


def _changes(groups: Sequence[Group], base: str) -> list[tuple[str, str]]:
    """The versions that are in another group than the one before, behind that one, on the `base` loop.

    They are minor versions, unless two releases of one of them differ.
    """
    placed = sorted(
        ((member, group.letter) for group in groups for member in group.members if member.loop == base),
        key=lambda pair: order(pair[0]),
    )
    found = []
    for (earlier, before), (later, here) in pairwise(placed):
        if before != here:
            minors = versions.minor(earlier.python), versions.minor(later.python)
            found.append((earlier.python, later.python) if minors[0] == minors[1] else minors)
    return found
