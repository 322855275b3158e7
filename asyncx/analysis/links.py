"""One link of a chain of causes: what a teller is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..trace.model import Place, Record
from .beats import PLAIN, Beat, beat, code_of
from .story import Story


@dataclass(frozen=True, slots=True)
class Link:
    """One record of a chain, and the next one, which it made happen."""

    story: Story
    record: Record
    following: Record

    @property
    def data(self) -> Mapping[str, Any]:
        """The fields of the record."""
        return self.record.data

    @property
    def actor(self) -> int | None:
        """The task in whose step the record was written."""
        return self.story.actor(self.record)

    @property
    def cause(self) -> Record | None:
        """What made the record happen."""
        return self.story.index.get(self.record.because or 0)

    def where(self) -> tuple[str, Place | None]:
        """The line of the program at which the record was written, and its place; or ("", None)."""
        return code_of(self.story, self.record)

    def beat(self, what: str, detail: str = "", place: Place | None = None, weight: int = PLAIN) -> Beat:
        """A beat that happened at the record."""
        return beat(self.record, what, detail, place, weight)
