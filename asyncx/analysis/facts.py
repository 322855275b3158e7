"""Facts: what a scenario says must hold, read off a trace and compared for equality."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..runs.reader import Fact
from ..runs.versions import includes
from ..trace.model import Trace
from .reading import depends_on_time, read
from .vocabulary import Unreadable, Vocabulary

DEFAULT_LOOP = "asyncio"


class FactStatus(StrEnum):
    """What came of one fact."""

    HOLDS = "holds"
    FAILS = "fails"
    DIFFERS = "differs"
    """It is otherwise here, where the loop is not asyncio's default one, or the clock not the virtual one."""
    NOT_ASKED = "not asked"
    """Nothing is expected of this version."""
    CANNOT_TELL = "cannot tell"
    """It depends on time, and the clock was the real one."""


@dataclass(frozen=True, slots=True)
class FactResult:
    """One fact judged: `expected` on this version, and `seen` (or, when it cannot be read, why not)."""

    name: str
    read: str
    expected: object
    seen: object
    status: FactStatus
    cases: tuple[tuple[str, object], ...]
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that is otherwise on other versions: `versions` in words, the value `here` and `there`."""

    versions: str
    specifier: str
    fact: str
    here: object
    there: object


def evaluate(fact: Fact, trace: Trace, version: str) -> FactResult:
    """Judge `fact` on `trace`, made by Python `version` ("3.13.0").

    UserError when the fact's expression is one that no fact may use.
    """
    try:
        seen = read(fact.read, Vocabulary(trace))
        readable = True
    except Unreadable as error:
        seen, readable = str(error), False
    run = trace.run
    return judged(fact, seen, version, readable=readable, loop=run.loop, clock=run.clock)


def judged(
    fact: Fact,
    seen: object,
    version: str,
    *,
    readable: bool = True,
    loop: str = DEFAULT_LOOP,
    clock: str = "virtual",
) -> FactResult:
    """Judge what was `seen` for `fact`, or, when it was not readable, the reason why."""
    case = case_for(fact.cases, version)
    expected = None if case is None else as_plain(case[1])
    holds = readable and same(seen, expected)
    if case is None:
        status = FactStatus.NOT_ASKED
    elif clock == "real" and depends_on_time(fact.read):
        status = FactStatus.CANNOT_TELL
    elif holds:
        status = FactStatus.HOLDS
    elif loop != DEFAULT_LOOP or clock == "real":
        status = FactStatus.DIFFERS
    else:
        status = FactStatus.FAILS
    return FactResult(fact.name, fact.read, expected, seen, status, fact.cases, readable)


def case_for(cases: tuple[tuple[str, object], ...], version: str) -> tuple[str, object] | None:
    """The first of `cases` (specifier, value) whose specifier holds `version`; "" holds every version."""
    return next((case for case in cases if includes(case[0], version)), None)


def same(seen: object, expected: object) -> bool:
    """Equality as JSON has it: True is not 1, and lists are equal part by part."""
    if isinstance(seen, list) and isinstance(expected, list):
        return len(seen) == len(expected) and all(map(same, seen, expected))
    if isinstance(seen, bool) or isinstance(expected, bool):
        return seen is expected
    return seen == expected


def as_plain(value: object) -> object:
    """A literal as JSON would hold it: lists for tuples."""
    return [as_plain(item) for item in value] if isinstance(value, list | tuple) else value


def differences(cases: tuple[tuple[str, object], ...], name: str, version: str) -> list[Difference]:
    """Where a fact with these `cases` is otherwise than on `version`; empty when it is not asked here."""
    here = case_for(cases, version)
    if here is None:
        return []
    return [
        Difference(in_words(specifier), specifier, name, as_plain(here[1]), as_plain(value))
        for specifier, value in cases
        if specifier != here[0] and not same(as_plain(value), as_plain(here[1]))
    ]


def in_words(specifier: str) -> str:
    """A range of versions for people: "before 3.11", "from 3.12 on", "3.9 to 3.11"."""
    low = high = ""
    for part in specifier.replace(" ", "").split(","):
        if part.startswith(">="):
            low = part[2:]
        elif part.startswith("<") and not part.startswith("<="):
            high = part[1:]
        elif part.startswith("==") and specifier.count(",") == 0:
            return part[2:].removesuffix(".*")
        else:
            return specifier
    if low and high:
        last = _before(high)
        return low if last == low else f"{low} to {last}"
    return f"from {low} on" if low else f"before {high}"


def _before(version: str) -> str:
    """The minor version before `version`: "3.11" for "3.12"."""
    parts = version.split(".")
    if len(parts) == 2 and parts[1].isdigit() and int(parts[1]) > 0:
        return f"{parts[0]}.{int(parts[1]) - 1}"
    return f"before {version}"
