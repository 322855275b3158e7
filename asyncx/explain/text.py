"""Pasted text, made comparable: colours, quotes, marks of other programs and all white space are undone."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass

LARGEST = 1_000_000
"""Characters that are looked at; of a longer text, the first and the last half of that many."""

_ESCAPE_CODES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_LOOKALIKE = str.maketrans("‘’‚′“”„″‹›\u00a0\u2007\u202f", "''''\"\"\"\"<>   ")
_BOXES = re.compile(r"[\u2500-\u259f]+")
_QUOTED = re.compile(r"(?m)^[ \t]*(?:[>|+][ \t]*)+(?:-+ ?[0-9.]+ ?-+)?")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#39|#x27|apos|nbsp);")
_ESCAPED = re.compile(r"\\(?:[nrt]|u00(?:22|27|3[cCeE]))")
_ESCAPED_QUOTE = re.compile(r"\\+(['\"])")
_REPR = re.compile(r"(\b\w*(?:Error|Exception|Group|Warning|Timeout))\((['\"])")
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without white space, in lower case, that remembers where its characters came from."""

    text: str
    source: str
    _starts: tuple[int, ...]
    _places: tuple[int, ...]

    def place(self, index: int) -> int:
        """Where in `source` the character `index` of `text` is."""
        word = bisect_right(self._starts, index) - 1
        return self._places[word] + index - self._starts[word]


def squeeze(text: str) -> Squeezed:
    """`text`, which `clean` has seen or which we wrote ourselves, without white space and capitals."""
    starts, places, words, length = [], [], [], 0
    for found in re.finditer(r"\S+", text):
        starts.append(length)
        places.append(found.start())
        words.append(found[0])
        length += len(found[0])
    return Squeezed("".join(words).translate(_LOWER), text, tuple(starts), tuple(places))


def clean(text: str) -> str:
    """`text` without what terminals, loggers, mail and web pages put around and into a message."""
    if len(text) > LARGEST:
        text = f"{text[: LARGEST // 2]}\n{text[-LARGEST // 2 :]}"
    text = _ESCAPE_CODES.sub("", text).translate(_INVISIBLE).translate(_LOOKALIKE)
    if _ENTITY.search(text):
        text = html.unescape(text)
    text = _ESCAPED.sub(_unescape, text)
    text = _ESCAPED_QUOTE.sub(r"\1", text)
    text = _BOXES.sub(" ", text)
    text = _QUOTED.sub("", text)
    return _REPR.sub(r"\1: ", text)


def _unescape(found: re.Match[str]) -> str:
    return "\n" if found[0][1] in "nrt" else chr(int(found[0].removeprefix("\\u"), base=16))


def rest_of_line(text: str, place: int) -> str:
    """What follows `place` on its line."""
    end = text.find("\n", place)
    return text[place:] if end < 0 else text[place:end]
