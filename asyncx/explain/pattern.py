"""One message as a pattern that is searched for in squeezed text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .page import Says, shown
from .text import Squeezed, rest_of_line, squeeze

_HOLE = re.compile(r"\{([^{}]*)\}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ANY = ".{0,2000}?"
_CLOSING = "\"'`)>]}*,;|."


class Hit(NamedTuple):
    """Where a message was found: the place of its longest fixed part, and how long all such parts are."""

    start: int
    end: int
    weight: int


@dataclass(frozen=True)
class Pattern:
    """The compiled form of a message; compiled when all of its fixed parts are in a text."""

    says: Says

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Fixed parts and holes by turns, the fixed ones squeezed; the first and the last one are fixed."""
        text = self.says.text.removesuffix("$").removeprefix("^")
        pieces = _HOLE.split(text)
        pieces[::2] = [squeeze(piece).text for piece in pieces[::2]]
        while len(pieces) > 1 and not pieces[0]:
            del pieces[:2]
        while len(pieces) > 1 and not pieces[-1]:
            del pieces[-2:]
        return tuple(pieces)

    @cached_property
    def shown(self) -> str:
        """The message with its examples, squeezed."""
        return squeeze(shown(self.says.text)).text

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        fixed = self.parts[::2]
        anchor = max(range(len(fixed)), key=lambda place: len(fixed[place]))
        regex = ""
        for place, part in enumerate(self.parts):
            if place % 2:
                regex += _NUMBER.pattern if _NUMBER.fullmatch(part) else _ANY
            else:
                regex += f"(?P<anchor>{re.escape(part)})" if place == 2 * anchor else re.escape(part)
        return re.compile(regex)

    def search(self, text: Squeezed) -> Hit | None:
        """The first place where `text` has the message, or None."""
        if not all(part in text.text for part in self.parts[::2]):
            return None
        if self.says.beside and not any(squeeze(word).text in text.text for word in self.says.beside):
            return None
        return next(self._hits(text), None)

    def _hits(self, text: Squeezed) -> Iterator[Hit]:
        weight = sum(map(len, self.parts[::2]))
        place = 0
        while found := self._regex.search(text.text, place):
            place = found.start() + 1
            if self._stands_alone(text, found):
                start, end = found.span("anchor")
                yield Hit(text.place(start), text.place(end - 1) + 1, weight)

    def _stands_alone(self, text: Squeezed, found: re.Match[str]) -> bool:
        """Whether the match begins and ends where words do, and as `^` and `$` demand."""
        start, end = text.place(found.start()), text.place(found.end() - 1) + 1
        before, after = text.source[start - 1 : start], text.source[end : end + 1]
        if before == "." and self.says.text.startswith("^"):
            return False
        cut = _in_word(text.source[start]) and _in_word(before)
        if cut or (_in_word(text.source[end - 1]) and _in_word(after)):
            return False
        return not self.says.text.endswith("$") or _ends(text.source, end)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _ends(text: str, place: int) -> bool:
    """Whether nothing follows on the line but closing quotes; a colon may, where the whole text ends."""
    rest = rest_of_line(text, place).strip().lstrip(_CLOSING)
    return not rest or (rest == ":" and not text[place:].strip().strip(_CLOSING + ":"))
