"""The pane of the source: the line just run, the one that runs next, and the code around them."""

from __future__ import annotations

from rich.text import Text

from ..describe import last_part
from ..glyphs import STYLES, Glyphs
from ..words import plain
from .subject import LONGEST, Subject


def source_lines(
    subject: Subject, position: int, width: int, height: int, top: int, glyphs: Glyphs
) -> list[Text]:
    """The lines from number `top` (counted from 0) on, the two marked; without a source, the places."""
    if not subject.source:
        return _places(subject, position, width, glyphs)
    ran, runs_next = subject.line(subject.ran(position)), subject.line(subject.runs_next(position))
    digits = len(str(len(subject.source)))
    lines = []
    for number, code in enumerate(subject.source[top : top + height], top + 1):
        mark, style = " ", ""
        if number == ran:
            mark, style = glyphs.just_ran, STYLES["just_ran"]
        elif number == runs_next:
            mark, style = glyphs.runs_next, STYLES["runs_next"]
        line = Text.styled(f"{number:>{digits}} ", STYLES["aside"]).append(f"{mark} ", style)
        lines.append(line.append(plain(code, glyphs, max(width - line.cell_len, 1)), style))
    return lines


def captions(subject: Subject, position: int, glyphs: Glyphs) -> list[str]:
    """`▶ :25 in fetch · ▷ :27 in fetch`, and the same shorter."""
    long, short = [], []
    positions = (subject.ran(position), subject.runs_next(position))
    for mark, at in zip((glyphs.just_ran, glyphs.runs_next), positions, strict=True):
        place, function = subject.where(at)
        short.append(f"{mark} {place if at else glyphs.dash}")
        long.append(f"{short[-1]} in {function}" if function else short[-1])
    return [plain(f" {glyphs.dot} ".join(long), glyphs, 200), plain("  ".join(short), glyphs, 200)]


def revealing(subject: Subject, position: int, height: int, top: int) -> int:
    """The number of the first line to show, so that the line just run is well inside; `top` if it is."""
    line = subject.line(subject.ran(position)) or subject.line(subject.runs_next(position))
    last = max(len(subject.source) - height, 0)
    if line and not top + min(1, line - 1) < line <= top + height - min(2, height // 3):
        top = line - 1 - height // 2
    return max(0, min(top, last))


def _places(subject: Subject, position: int, width: int, glyphs: Glyphs) -> list[Text]:
    """Where the program is, when its code is not there to be shown."""
    lines = [Text.styled(plain("Its source is not part of the trace.", glyphs, width), STYLES["aside"])]
    record = subject.record(position)
    place, function = subject.where(position)
    if place:
        words = f"{glyphs.just_ran} {place[-LONGEST:]} {function}"
        lines += [Text(), Text.styled(plain(words, glyphs, width), STYLES["just_ran"])]
    for frame in reversed(record.data.get("stack", ()) if record is not None else ()):
        words = f"  {glyphs.inside} {str(frame[0])[:LONGEST]}:{frame[1]} {last_part(str(frame[2])[:LONGEST])}"
        lines.append(Text.styled(plain(words, glyphs, width), STYLES["aside"]))
    return lines
