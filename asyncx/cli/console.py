"""Where output goes: its width, its colours and its alphabet, each decided in one place."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from ..errors import UserError

if TYPE_CHECKING:
    from rich.text import Text

    from ..render.glyphs import Glyphs

PIPED = 100
"""Columns of a screen that goes into a pipe or a file."""

NARROWEST = 40


def width(stream: TextIO | None = None) -> int:
    """Columns to draw in: COLUMNS if set, the terminal's width, or 100 where there is no terminal."""
    stream = stream or sys.stdout
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isdigit() and int(wanted):
        return max(int(wanted), NARROWEST)
    try:
        return max(os.get_terminal_size(stream.fileno()).columns or PIPED, NARROWEST)
    except (OSError, ValueError):
        return PIPED


def coloured(stream: TextIO | None = None) -> bool:
    """Whether to use colour: NO_COLOR and FORCE_COLOR, else whether this is a terminal that can."""
    stream = stream or sys.stdout
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def alphabet(ascii: bool = False, stream: TextIO | None = None) -> Glyphs:
    """The glyphs to draw with: Unicode ones if they are not unwanted and can be encoded."""
    from ..render.glyphs import ASCII, UNICODE

    if ascii:
        return ASCII
    every = "".join(value for name in UNICODE.__slots__ if isinstance(value := getattr(UNICODE, name), str))
    try:
        every.encode((stream or sys.stdout).encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE


def show(screen: Text, stream: TextIO | None = None) -> None:
    """Print a rendered screen on `stream`, stdout if not given, in colour where that is wanted."""
    write(f"{ansi(screen) if coloured(stream) else screen.plain}\n", stream)


def ansi(screen: Text) -> str:
    """A Rich text with its styles as escape sequences of the sixteen colours every terminal has.

    Rich's own console would lay it out anew, and takes longer to load than all our screens to draw.
    """
    from rich.color import ColorSystem
    from rich.style import Style

    moves = sorted(
        [(span.start, 1, number) for number, span in enumerate(screen.spans)]
        + [(span.end, 0, number) for number, span in enumerate(screen.spans)]
    )
    active: set[int] = set()
    parts: list[str] = []
    done = 0
    for position, begins, number in [*moves, (len(screen.plain), 0, -1)]:
        piece = screen.plain[done:position]
        if piece:
            styles = [screen.style, *(screen.spans[one].style for one in sorted(active))]
            style = Style.combine([one if isinstance(one, Style) else Style.parse(one) for one in styles])
            parts.append(style.render(piece, color_system=ColorSystem.STANDARD))
        done = max(done, position)
        if begins:
            active.add(number)
        else:
            active.discard(number)
    return "".join(parts)


def write(text: str, stream: TextIO | None = None) -> None:
    """Write `text` to `stream`, stdout if not given, as it is; what cannot be encoded there is escaped."""
    stream = stream or sys.stdout
    encoding = stream.encoding or "ascii"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))


def note(text: str) -> None:
    """One line beside the answer, on stderr."""
    _to_stderr("note", text, "33")


def report(error: UserError, label: str = "error") -> None:
    """An error, on stderr: what, what was meant, what to type next."""
    _to_stderr(label, str(error), "1;31")


def abandon_stdout() -> None:
    """Stop writing to a pipe that nobody reads any more, without Python complaining about it at exit."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 (pathlib opens it no better)
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _to_stderr(label: str, text: str, style: str) -> None:
    from ..render.words import plain

    stream = sys.stderr
    glyphs = alphabet(stream=stream)
    safe = "\n".join(plain(line, glyphs) for line in text.split("\n"))
    head = f"\x1b[{style}m{label}:\x1b[0m" if coloured(stream) else f"{label}:"
    stream.write(f"{head} {safe}\n")
    stream.flush()
