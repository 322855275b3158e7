"""From a text to its page: by name, by message, or, said to be a guess, by the words that they share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise

from . import book
from .guess import MOST, nearest
from .page import Page, Says
from .pattern import Hit, Pattern
from .text import Squeezed, clean, squeeze


class By(StrEnum):
    """How a page was found."""

    NAME = "name"
    FINDING = "finding"
    SCENARIO = "scenario"
    MESSAGE = "message"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Answer:
    """The page that explains a text (its name), how it was found, and what else the text has.

    Of a guess `page` is "" and `others` are the nearest pages, perhaps none; else `others` are the pages
    of further messages in the text, in their order, and `line` is the line with the message if the text
    has more than one.
    """

    by: By
    page: str
    others: tuple[str, ...] = ()
    line: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A page whose message is in a text."""

    name: str
    page: Page
    hit: Hit


def look_up(text: str) -> Answer:
    """The page for a name, a message, or a text with messages in it."""
    word = text.strip().casefold()
    if word in book.names():
        return Answer(By.NAME, word)
    if word in book.by_finding():
        return Answer(By.FINDING, book.by_finding()[word])
    if word in book.by_scenario():
        return Answer(By.SCENARIO, book.by_scenario()[word])
    cleaned = clean(text)
    if found := messages(squeeze(cleaned)):
        first = most_telling(found, cleaned)
        others = dict.fromkeys(one.name for one in found if one.name != first.name)
        return Answer(By.MESSAGE, first.name, tuple(others), _line_at(cleaned, first.hit.start))
    parts = with_part(cleaned)
    if len(parts) == 1:
        return Answer(By.MESSAGE, parts[0])
    return Answer(By.GUESS, "", parts[:MOST] or nearest(cleaned))


def with_part(text: str) -> tuple[str, ...]:
    """The pages one of whose messages has all of `text` in it, if that is more than a word.

    What begins with the type of an error is no part of a message, but a whole one.
    """
    wanted = squeeze(_LEFT_OUT.sub("", text)).text
    if len(text.split()) < 2 or not _LEAST <= len(wanted) <= _LONGEST:
        return ()
    return tuple(
        name for name, page in book.pages() if any(wanted in _pattern(says).shown for says in page.says)
    )


_LEAST, _LONGEST = 12, 200
"""Characters of a piece of a message by which that can be known."""

_LEFT_OUT = re.compile(r"\.{2,}|…")


def messages(text: Squeezed) -> list[Found]:
    """The pages whose messages are in `text`, each once, in the order of the text."""
    found = []
    for name, page in book.pages():
        if any(_pattern(Says(other)).search(text) for other in page.unless):
            continue
        hits = [hit for says in page.says if (hit := _pattern(says).search(text))]
        if hits:
            found.append(Found(name, page, min(hits, key=lambda hit: (hit.start, -hit.weight))))
    found = [one for one in found if not any(_hides(other, one) for other in found)]
    return sorted(found, key=lambda one: one.hit.start)


def most_telling(found: list[Found], text: str) -> Found:
    """The one that says most; of equals the first, unless a traceback goes on from it to the next."""
    weight = max(one.page.weight for one in found)
    equals = [one for one in found if one.page.weight == weight]
    chosen = equals[0]
    for before, after in pairwise(equals):
        if before is not chosen or not _LEADS_ON.search(text, before.hit.end, after.hit.start):
            break
        chosen = after
    return chosen


_LEADS_ON = re.compile(
    r"During\s+handling\s+of\s+the\s+above\s+exception,\s+another\s+exception\s+occurred"
    r"|The\s+above\s+exception\s+was\s+the\s+direct\s+cause\s+of\s+the\s+following\s+exception"
)


def _hides(other: Found, one: Found) -> bool:
    """Whether `one` was found only in a part of the message of `other`."""
    inside = other.hit.start <= one.hit.start and one.hit.end <= other.hit.end
    return other is not one and inside and other.hit.weight > one.hit.weight


def _line_at(text: str, place: int) -> str:
    line = text[text.rfind("\n", 0, place) + 1 :].partition("\n")[0].strip()
    return "" if line == text.strip() else line


@cache
def _pattern(says: Says) -> Pattern:
    return Pattern(says)
