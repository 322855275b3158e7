"""What a rule finds wrong with a program: one fault, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..trace.model import Place


class Severity(StrEnum):
    """How bad a finding is; in this order they are shown."""

    PROBLEM = "problem"
    """Something went wrong: an error is lost, a task hangs, the loop stands still."""
    WARNING = "warning"
    """Something happened that was hardly meant, and does harm on another day."""
    NOTE = "note"
    """Something that is good to know."""

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault.

    `sentence` says all of it, and ends with a full stop; `fragment` names this one where several of the
    same place and `sort` are told together ("worker-2", "main for 60 ms").  `fix` is one short line that
    says what to do.  `place` is the line to look at, None where none is known.  `causes.why(trace, record)`
    explains it; a picture is marked at the record `seen`, where that is another one.  From `start` to `end`
    (ns) it was at work, in these `tasks`.  Where the trace cannot tell for sure, `certain` is false, and
    the sentence says so.  `count` is how many it stands for.  `number` is its place among all that were
    found, from 1; 0 where that was not asked for.
    """

    rule: str
    severity: Severity
    sentence: str
    fragment: str
    fix: str
    place: Place | None
    record: int
    start: int
    end: int
    tasks: tuple[int, ...]
    certain: bool = True
    seen: int | None = None
    count: int = 1
    sort: str = ""
    number: int = 0
