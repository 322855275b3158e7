"""Makes few slots of many, before records are made of them: what is short and without consequence is merged.

A step is merged into an earlier one of its task when both are short, little time lies between them, and
nothing else was recorded in it.  The first one stays where it was and as long as it was (longer only by
those that followed on it at once), and says how many it stands for.  Callbacks of one kind are merged
likewise, and with them the timers that came on time or were cancelled soon; and short idle times of a loop.
Tasks of one step that are alike become one, which says how many it stands for; see `crowds`.
Everything else stays: other tasks and their ends, cancellations, errors, late timers, long waits, holds ...

A cause that was merged is replaced by what it was merged into, so that no chain of causes is broken; and
what turns out to matter later (the last step before a long wait, one whose timer came late) is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ...kernel.slots import SIZE
from .ahead import Ahead
from .condensed import WEIGHTS, Condensed, everything
from .file import SlotFile
from .merging import Merger
from .passes import COARSEST, FINEST, MOST, ROOM, Pass, factor, patience_of

FEW: Final = 12_000
"""So many records, or fewer, are all kept."""
_ENOUGH: Final = 4
"""Pages that show how many records there will be."""


def condense(file: SlotFile, most: int = MOST, ahead: Ahead | None = None) -> Condensed:
    """All slots when they are FEW records, else about `most` of them, or what cannot be merged.

    `ahead` is what was done while the file was being written.
    """
    if _about(file) <= min(FEW, most):
        return everything(file)
    patience = patience_of(file.pages)
    begun = ahead.taken(file) if ahead is not None else None
    grain = begun.grain if begun is not None else FINEST
    while True:
        turn, begun = begun or Pass(file, grain, patience), None
        while turn.done < len(file.pages):
            soon = turn.again * len(file.pages) // max(turn.done, _ENOUGH)
            if soon > ROOM * most and grain < COARSEST:
                grain *= factor(soon, most)
                break
            turn.go_on()
        else:
            made = _collected(turn.made, turn.mergers.values())
            return _coarser(file, made, turn.again, grain, patience, most)


def _coarser(file: SlotFile, made: Condensed, again: int, grain: int, patience: int, most: int) -> Condensed:
    """Merged further as long as there is too much that can be; `again` records are that."""
    while made.records > most and again > most // ROOM and grain < COARSEST:
        grain *= factor(again, most)
        mergers = [Merger(file, made, thread, grain, patience) for thread in made.threads]
        for merger in mergers:
            merger.feed(made.slots(merger.thread), raw=False)
        again = sum(merger.again for merger in mergers)
        _collected(made, mergers)
    return made


def _collected(made: Condensed, mergers: Iterable[Merger]) -> Condensed:
    """With what the mergers kept."""
    made.threads.clear()
    for merger in mergers:
        made.threads.setdefault(merger.thread, {}).update(merger.done())
    made.count()
    return made


def _about(file: SlotFile) -> int:
    """How many records the slots are, roughly."""
    records = 0
    for page in file.pages:
        kinds = bytes(file.data[page.offset : page.offset + page.used * SIZE : SIZE])
        records += sum(kinds.count(kind) * WEIGHTS.get(kind, 1) for kind in range(1, 32))
    return records
