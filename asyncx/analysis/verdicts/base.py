"""What a rule gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..story import Story


@dataclass(frozen=True, slots=True)
class Verdict:
    """What happened, in one sentence; `detail` says why, in a second one, or is empty.

    `record` is the record to explain, from which the chain of causes is followed back.
    """

    sentence: str
    detail: str
    record: int


Rule = Callable[[Story], Verdict | None]
