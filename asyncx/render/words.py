"""Text for the terminal: foreign text made harmless, times for people, wrapping and cutting by cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from .glyphs import STYLES, UNICODE, Glyphs

_UNIT = re.compile(r"(\d) (ms|s)\b")

MS = 1_000_000
"""Nanoseconds in a millisecond."""

_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\x1b": "\\x1b"}
_TYPEWRITER = {
    **dict.fromkeys("—–‑−", "-"),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("“”", '"'),
    **dict(zip("…·•›→←×\xa0≠≤≥", ("..", "|", "*", ">", "->", "<-", "x", " ", "!=", "<=", ">="), strict=True)),
}
"""How punctuation of our own sentences looks on a terminal that has only ASCII."""


def plain(text: str, glyphs: Glyphs = UNICODE, limit: int = 0) -> str:
    r"""Make text of a traced program safe to print.

    Control characters, bidi marks and all else that is invisible or cannot be encoded become escapes such
    as `\x1b`; with ASCII glyphs everything becomes ASCII.
    More than `limit` cells (0: no limit) are cut with an ellipsis.
    """
    if limit and len(text) > 4 * limit:
        text = text[: 4 * limit] + " "  # what comes after cannot be seen; do not walk through megabytes
    if not (text.isascii() and text.isprintable()):  # most text is
        text = "".join(_visible(character, glyphs) for character in text)
    return cut(text, limit, glyphs) if limit else text


def _visible(character: str, glyphs: Glyphs) -> str:
    if " " <= character <= "~":
        return character
    if character in _NAMED:
        return _NAMED[character]
    if glyphs.ascii and character in _TYPEWRITER:
        return _TYPEWRITER[character]
    if "\ufe00" <= character <= "\ufe0f":
        return ""  # a wish about the font; terminals disagree about its width
    return _escape(character) if glyphs.ascii or not character.isprintable() else character


def _escape(character: str) -> str:
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def cut(text: str, width: int, glyphs: Glyphs) -> str:
    """`text` in at most `width` cells, its end replaced by an ellipsis where it is longer."""
    if cell_len(text) <= width:
        return text
    mark = glyphs.ellipsis
    if width <= len(mark):
        return mark[: max(width, 0)]
    return set_cell_size(text, width - len(mark)).rstrip() + mark


def pad(text: str, width: int, glyphs: Glyphs) -> str:
    """`text` in exactly `width` cells."""
    text = cut(text, width, glyphs)
    return text + " " * (width - cell_len(text))


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken at spaces, and inside a word only if it must be.

    A number and its unit stay together.
    """
    lines: list[str] = []
    line = ""
    for whole in _UNIT.sub("\\1\0\\2", text).split():
        word = whole.replace("\0", " ")
        if line and cell_len(line) + 1 + cell_len(word) <= width:
            line += " " + word
            continue
        if line:
            lines.append(line)
        while cell_len(word) > width > 0:
            head = set_cell_size(word, width).rstrip(" ") or word[:1]
            lines.append(head)
            word = word[len(head) :]
        line = word
    return [*lines, line] if line or not lines else lines


def flow(parts: Sequence[Text], separator: str, width: int) -> list[Text]:
    """Parts side by side in lines of at most `width` cells, one blank at the left; no part is broken."""
    lines: list[Text] = []
    for part in parts:
        if lines and lines[-1].cell_len + len(separator) + part.cell_len < width:
            lines[-1].append(separator)
        else:
            lines.append(Text(" "))
        lines[-1].append_text(part)
    return lines


def crop(line: Text, width: int, glyphs: Glyphs) -> Text:
    """`line` itself when it fits, else a copy that ends in an ellipsis at `width` cells."""
    if line.cell_len <= width:
        return line
    mark = glyphs.ellipsis[: max(width, 0)]
    line = line.copy()
    line.truncate(width - len(mark))
    line.rstrip()
    return line.append(mark, STYLES["aside"])


def duration(ns: int) -> str:
    """A time for people: `0 ms`, `12.5 ms`, `9999 ms`, `12.5 s`; three significant digits."""
    if abs(ns) < 10_000 * MS:
        return number(ns / MS) + " ms"
    return number(ns / MS / 1000) + " s"


def number(value: float) -> str:
    """Three significant digits, never an exponent, no idle zeros."""
    if abs(value) >= 100:
        return f"{value:.0f}"
    text = f"{float(f'{value:.3g}'):.6f}"
    return text.rstrip("0").rstrip(".")


def join(lines: list[Text]) -> Text:
    """One Text that the console prints as it is: no wrapping, no justification."""
    screen = Text("\n", no_wrap=True, overflow="ignore", end="\n").join(lines)
    screen.no_wrap = True
    screen.overflow = "ignore"
    return screen
