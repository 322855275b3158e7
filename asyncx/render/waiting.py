"""The section of a report that says who waited for what when the program was stopped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from ..analysis.awaited import with_others
from ..analysis.waiting import Waiting
from ..analysis.watched import Watched
from ..analysis.words import listed
from .glyphs import STYLES, Glyphs
from .sections import LABEL, labelled
from .words import duration, plain, wrap

MOST = 6
"""So many lines are told, or a few more to end a sentence."""


def waiting(watched: Watched, width: int, glyphs: Glyphs) -> list[Text]:
    """`Waiting   consumer at shop.py:14, from 12 ms to 3.2 s: Queue.get, which is empty`."""
    groups = _alike(watched.waiting)
    lines: list[Text] = []
    for told, group in enumerate(groups):
        texts = wrap(plain(_words(group, watched), glyphs), width - LABEL - 1)
        if lines and len(lines) + len(texts) > MOST:
            more = sum(map(len, groups[told:]))
            lines.append(Text.styled(f"+ {more} more", STYLES["aside"]))
            break
        lines += [Text(text) for text in texts]
    return labelled("Waiting", lines)


def _alike(every: Iterable[Waiting]) -> list[list[Waiting]]:
    """Those that waited at the same line for the same thing together, in the order of their first."""
    groups: dict[object, list[Waiting]] = {}
    for each in every:
        groups.setdefault((each.place, each.what, each.more, each.end), []).append(each)
    return list(groups.values())


def _words(group: Sequence[Waiting], watched: Watched) -> str:
    """What is said of some that waited alike: since when only as far as that is known."""
    first = group[0]
    place = f" at {first.place.file}:{first.place.line}" if first.place is not None else ""
    others = max(each.others for each in group) - (len(group) - 1)
    what = ", ".join(filter(None, (first.what, with_others(first.more, max(others, 0)))))
    names = [each.name for each in group]
    since = f"from {duration(first.start)} to {duration(first.end)}"
    if 0 < watched.since == first.start:
        since = f"from before {duration(first.start)} to {duration(first.end)}"
    elif watched.trace.run.recorded == "tasks":
        since = f"at least {since}"
    return f"{listed(names, more=len(names) - len(set(names)))}{place}, {since}: {what}"
