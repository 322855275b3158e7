"""The words of sentences: times, numbers of things, lists of names, lines of code."""

from __future__ import annotations

from collections.abc import Sequence

from ..trace.model import Error, Place, Run
from ..trace.names import short_error

MS = 1_000_000
"""Nanoseconds in a millisecond."""

LONGEST = 90
"""Characters in the sentence of a verdict."""


def ms(ns: int) -> str:
    """A time for people: "0 ms", "12.5 ms", "150 ms"; from 10 s on in seconds."""
    if abs(ns) >= 10_000 * MS:
        return f"{_number(ns / MS / 1000)} s"
    return f"{_number(ns / MS)} ms"


def _number(value: float) -> str:
    if abs(value) >= 100 or value.is_integer():
        return f"{value:.0f}"
    text = f"{float(f'{value:.3g}'):.6f}"
    return text.rstrip("0").rstrip(".")


def of_a_test(run: Run) -> bool:
    """Whether it is what the plugin has recorded of one test, and not the whole program."""
    return "::" in run.target


def plural(count: int, thing: str) -> str:
    """`1 task`, `2 tasks`."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def every(count: int) -> str:
    """`both` for 2, `all 3` for more."""
    return "both" if count == 2 else f"all {count}"


def listed(names: Sequence[str], limit: int = 3, more: int = 0) -> str:
    """`a`, `a and b`, `a, b and c`, `a, b and 4 others`; each name once, and `more` that are not named."""
    names = list(dict.fromkeys(names))
    if len(names) + more > limit:
        shown = names[: limit - 1]
        names = [*shown, plural(len(names) + more - len(shown), "other")]
    elif more:
        names.append(plural(more, "other"))
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def in_what(label: str, kind: str) -> str:
    """Behind "waited": "in Queue.put()", "in gather"; of what has no label, its class `kind`, or a future."""
    if not label:
        return f"in {kind}" if kind else "for a future that nobody completed"
    return f"in {label}()" if "." in label and "(" not in label else f"in {label}"


def was(names: Sequence[str]) -> str:
    """The verb for a list of names: `was` or `were`."""
    return "was" if len(set(names)) == 1 else "were"


def error_words(error: Error, room: int = 40) -> str:
    """`ValueError`, or with its message `ValueError: card refused` where that fits in `room`."""
    name = short_error(error)
    full = f"{name}: {' '.join(error.message.split())}"
    return full if error.message and len(full) <= room else name


def cut(text: str, room: int) -> str:
    """`text` in at most `room` characters, an ellipsis at its end where it is longer."""
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def fits(*sentences: str) -> str:
    """The first of `sentences` that is not longer than LONGEST; the last one, cut, when none is."""
    return next((sentence for sentence in sentences if len(sentence) <= LONGEST), cut(sentences[-1], LONGEST))


def at(place: Place | None) -> str:
    """A place as people write it: "shop.py:31"; "" for none."""
    return f"{place.file}:{place.line}" if place is not None else ""
