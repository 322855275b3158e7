"""What each scenario's facts were on each version when they were recorded: for Pythons that are not here.

The file `recorded.json` ships with the package and is written by `python -m tests.scenarios.record`.
Values are kept by the expression that reads them, so that a fact may be renamed; those of a scenario
whose code has changed since are not used.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from ..errors import ExitCode, UserError
from . import reader, versions
from .catalogue import Scenario

FILE = Path(__file__).with_name("recorded.json")

FORMAT = {"name": "asyncx-recorded", "version": 1}


@dataclass(frozen=True, slots=True)
class Recorded:
    """One scenario on one Python: `python` is "3.13.0"; `values` are what was read, by expression.

    An expression that could not be read there is missing.
    """

    python: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """One scenario: the fingerprint of its code, and what was seen by minor version ("3.13")."""

    code: str
    seen: Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Records:
    """The whole file: the exact version behind each minor one, and an entry by name of scenario."""

    pythons: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)


def of(scenario: Scenario) -> tuple[Recorded, ...]:
    """What was recorded of `scenario`, oldest Python first; () when nothing was, or of other code."""
    records = load()
    entry = records.entries.get(scenario.name)
    if entry is None or entry.code != fingerprint(scenario):
        return ()
    return tuple(
        Recorded(records.pythons[version], entry.seen[version])
        for version in sorted(entry.seen, key=versions.key)
    )


def fingerprint(scenario: Scenario) -> str:
    """A short digest of the code of a scenario; its words and expectations do not count."""
    return sha256(reader.code_of(scenario.source).encode()).hexdigest()[:12]


@cache
def load() -> Records:
    """What the installed file says; nothing when there is none.  UserError when it is damaged."""
    try:
        return loads(FILE.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Records()
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        raise UserError(
            f"the recorded facts of this installation are damaged ({FILE})",
            [("install again", "python -m pip install --force-reinstall asyncx-explorer")],
            ExitCode.CANNOT_RUN,
        ) from None


def loads(text: str) -> Records:
    """The inverse of `dumps`; some LookupError, TypeError or ValueError when `text` is something else."""
    document = json.loads(text)
    if document["format"] != FORMAT:
        raise ValueError("another format")
    return Records(
        dict(document["pythons"]),
        {name: _entry(entry) for name, entry in document["scenarios"].items()},
    )


def dumps(records: Records) -> str:
    """The text of the file: one line for each scenario, by name; equal values of several versions once."""
    head = json.dumps({"format": FORMAT, "pythons": _sorted(records.pythons)}, ensure_ascii=False)
    lines = [
        f"  {json.dumps(name)}: {json.dumps(_document(entry), ensure_ascii=False)}"
        for name, entry in sorted(records.entries.items())
    ]
    return head[:-1] + ',\n "scenarios": {\n' + ",\n".join(lines) + "\n }}\n"


def _entry(document: Mapping[str, Any]) -> Entry:
    seen: dict[str, dict[str, object]] = {version: {} for version in _versions(document["on"])}
    for read, values in document["seen"].items():
        for words, value in values:
            for version in _versions(words):
                seen[version][read] = value
    return Entry(document["code"], seen)


def _document(entry: Entry) -> dict[str, Any]:
    on = sorted(entry.seen, key=versions.key)
    reads = sorted({read for values in entry.seen.values() for read in values})
    return {
        "code": entry.code,
        "on": _words(on),
        "seen": {read: _by_value(read, on, entry) for read in reads},
    }


def _by_value(read: str, on: Iterable[str], entry: Entry) -> list[list[object]]:
    """Pairs of versions in words and the value that they share."""
    found: dict[str, list[str]] = {}
    for version in on:
        if read in entry.seen[version]:
            found.setdefault(json.dumps(entry.seen[version][read]), []).append(version)
    return [[_words(alike), json.loads(value)] for value, alike in found.items()]


def _words(some: Iterable[str]) -> str:
    """`3.8-3.10 3.12`: runs of neighbours by their ends."""
    places = [versions.SUPPORTED.index(version) for version in some]
    parts = []
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        ends = [versions.SUPPORTED[place] for _, place in run]
        parts.append(ends[0] if len(ends) == 1 else f"{ends[0]}-{ends[-1]}")
    return " ".join(parts)


def _versions(words: str) -> list[str]:
    found: list[str] = []
    for part in words.split():
        first, _, last = part.partition("-")
        start, stop = versions.SUPPORTED.index(first), versions.SUPPORTED.index(last or first)
        found += versions.SUPPORTED[start : stop + 1]
    return found


def _sorted(pythons: Mapping[str, str]) -> dict[str, str]:
    return {version: pythons[version] for version in sorted(pythons, key=versions.key)}
