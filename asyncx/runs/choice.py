"""Which Pythons and loops to compare a scenario on, and what to run for it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..errors import ExitCode, UserError
from . import fit, interpreters, recorded, versions
from .catalogue import Scenario
from .interpreters import Interpreter
from .many import Job
from .recorded import Recorded

LEFT_OUT = "not installed"


@dataclass(frozen=True, slots=True)
class Pythons:
    """The interpreters to run on, one for each version, oldest first.

    `absent` are minor versions that were wanted and are not there; `notes` say why, of those named.
    """

    here: tuple[Interpreter, ...]
    absent: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do for one scenario: runs to make, records to show, and pairs (Pythons, why not)."""

    jobs: tuple[Job, ...]
    records: tuple[Recorded, ...]
    not_run: tuple[tuple[str, str], ...]


def pythons(wanted: Sequence[str] = ()) -> Pythons:
    """The interpreters named by `wanted` (see `interpreters.resolve`), or all that there are.

    UserError when one is named wrongly; one that cannot be used is left out, with a note.
    """
    found: list[Interpreter] = []
    notes: list[str] = []
    absent: list[str] = []
    if not wanted:
        found, refused = interpreters.survey()
        named = os.environ.get(interpreters.LIST, "").split(os.pathsep)
        notes = [f"left out {path}: it {reason}" for path, reason in refused if path in named]
        here = {versions.minor(one.version) for one in found}
        absent = [version for version in versions.SUPPORTED if version not in here]
    for one in wanted:
        try:
            found.append(interpreters.resolve(one))
        except UserError as error:
            if error.exit_code is ExitCode.USAGE:
                raise
            notes.append(f"left out {one}: {error.what}")
            absent += [one] if one in versions.SUPPORTED else []
    return Pythons(tuple(_one_of_each(found)), tuple(dict.fromkeys(absent)), tuple(notes))


def plan(scenario: Scenario, choice: Pythons, loops: Sequence[str], *, strict: bool = False) -> Plan:
    """How to compare `scenario`: on every Python of `choice` with each of `loops` that it has.

    Versions that are not there are recalled; `strict` loops were asked for, and are missed where they
    are missing.
    """
    jobs: list[Job] = []
    lacking: dict[str, list[str]] = {}
    for python in choice.here:
        minor = versions.minor(python.version)
        if not versions.includes(scenario.needs, python.version):
            lacking.setdefault(_needs(scenario), []).append(minor)
            continue
        for loop in loops:
            if loop in fit.loops(python):
                jobs.append(Job(scenario, python, loop, fit.clock_for(loop, "")))
            elif strict:
                lacking.setdefault(f"it has no {_LOOPS.get(loop, loop)}", []).append(minor)
    absent = choice.absent if "asyncio" in loops else ()
    known = {versions.minor(record.python): record for record in recorded.of(scenario)} if absent else {}
    records: list[Recorded] = []
    for version in absent:
        if version not in scenario.runs_on:
            lacking.setdefault(_needs(scenario), []).append(version)
        elif version in known:
            records.append(known[version])
        else:
            lacking.setdefault(LEFT_OUT, []).append(version)
    return Plan(
        tuple(jobs),
        tuple(records),
        tuple((" ".join(sorted(set(which), key=versions.key)), why) for why, which in lacking.items()),
    )


_LOOPS = {"eager": "eager tasks"}


def _needs(scenario: Scenario) -> str:
    return f"it needs Python {scenario.needs}"


def _one_of_each(found: Iterable[Interpreter]) -> list[Interpreter]:
    """One interpreter for each exact version, the one with most loops, oldest first."""
    best: dict[str, Interpreter] = {}
    for one in found:
        if one.version not in best or len(one.loops) > len(best[one.version].loops):
            best[one.version] = one
    return sorted(best.values(), key=lambda one: versions.key(one.version))
