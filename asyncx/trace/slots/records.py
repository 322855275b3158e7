"""The content of the file of a watched program -> wire records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .ahead import Ahead
from .condense import condense
from .condensed import Condensed, everything
from .drafts import Drafts
from .file import SlotFile, read
from .lawful import Wire
from .unroll import Thread


@dataclass(frozen=True, slots=True)
class Decoded:
    """The header of a file and its records, numbered in the order of time.

    `merged` records went into others; `lost` are pairs: how many of what were damaged, or are missing.
    """

    header: Mapping[str, Any]
    records: list[Wire]
    merged: int
    lost: tuple[tuple[int, str], ...]


def decode(data: bytes | memoryview, *, full: bool = False, ahead: Ahead | None = None) -> Decoded:
    """The records in the content of a file, few enough to look at, or with `full` all of them.

    `ahead` is what was done while it was being written.  TraceError when it is no such file.  Whatever else
    is wrong with it costs only what is damaged.
    """
    file = read(data)
    made = everything(file) if full else condense(file, ahead=ahead)
    records = records_of(file, made)
    lost = tuple((count, _of_one(what) if count == 1 else what) for what, count in sorted(file.lost.items()))
    return Decoded(file.header, records, made.merged, lost)


def _of_one(what: str) -> str:
    """`slot that makes no sense` for "slots that make no sense"."""
    noun, _, rest = what.partition(" ")
    for many, one in (("that are", "that is"), ("that make", "that makes")):
        rest = rest.replace(many, one, 1)
    return f"{noun.removesuffix('s')} {rest}".rstrip()


def records_of(file: SlotFile, made: Condensed) -> list[Wire]:
    """The records of the slots that are left; what makes no sense is counted in `file.lost`."""
    drafts = Drafts(file, made)
    for number in sorted(made.threads):
        thread = Thread(drafts, number)
        for position, row in made.slots(number):
            thread.take(position, row)
        thread.finish()
    return drafts.records()
