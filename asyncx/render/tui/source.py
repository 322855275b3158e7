"""The pane of the source: the line just run, the one that runs next, and the code around them."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text

from ...trace.model import Place
from ..describe import last_part
from ..glyphs import STYLES, Glyphs
from ..words import plain
from .subject import LONGEST, Subject


@dataclass(frozen=True, slots=True)
class Shown:
    """The file in the pane, its lines, and the numbers of the line just run and of the next (0 for none)."""

    file: str
    lines: list[str]
    ran: int
    runs_next: int


def shown_at(subject: Subject, position: int) -> Shown:
    """The file in which the program is at a position."""
    ran, after = subject.place(subject.ran(position)), subject.place(subject.runs_next(position))
    here = ran or after
    file = here.file if here is not None else subject.trace.run.file
    same = after is not None and after.file == file
    return Shown(
        file,
        subject.text(file),
        ran.line if ran is not None else 0,
        after.line if after is not None and same else 0,
    )


def source_lines(
    subject: Subject, position: int, width: int, height: int, top: int, glyphs: Glyphs
) -> list[Text]:
    """The lines from number `top` (counted from 0) on, the two marked; without a source, the places."""
    shown = shown_at(subject, position)
    if not shown.lines:
        return _places(subject, position, width, glyphs)
    digits = len(str(len(shown.lines)))
    lines = []
    for number, code in enumerate(shown.lines[top : top + height], top + 1):
        mark, style = " ", ""
        if number == shown.ran:
            mark, style = glyphs.just_ran, STYLES["just_ran"]
        elif number == shown.runs_next:
            mark, style = glyphs.runs_next, STYLES["runs_next"]
        line = Text.styled(f"{number:>{digits}} ", STYLES["aside"]).append(f"{mark} ", style)
        words = plain(code[:LONGEST].expandtabs(), glyphs, max(width - line.cell_len, 1))
        lines.append(line.append(words, style))
    return lines


def captions(subject: Subject, position: int, glyphs: Glyphs) -> list[str]:
    """`▶ :25 in fetch · ▷ :27 in fetch`, and the same shorter."""
    long, short = [], []
    positions = (subject.ran(position), subject.runs_next(position))
    for mark, at in zip((glyphs.just_ran, glyphs.runs_next), positions, strict=True):
        place, function = subject.where(at)
        short.append(f"{mark} {place[-LONGEST:] if at else glyphs.dash}")
        long.append(f"{short[-1]} in {function}" if function else short[-1])
    return [plain(f" {glyphs.dot} ".join(long), glyphs, 200), plain("  ".join(short), glyphs, 200)]


def revealing(subject: Subject, position: int, height: int, top: int) -> int:
    """The number of the first line to show, so that the line just run is well inside; `top` if it is."""
    shown = shown_at(subject, position)
    line = shown.ran or shown.runs_next
    if line and not top + min(1, line - 1) < line <= top + height - min(2, height // 3):
        top = line - 1 - height // 2
    return max(0, min(top, len(shown.lines) - height))


def _places(subject: Subject, position: int, width: int, glyphs: Glyphs) -> list[Text]:
    """Where the program is, when its code is not there to be shown."""
    lines = [Text.styled(plain("Its source is not part of the trace.", glyphs, width), STYLES["aside"])]
    record = subject.record(position)
    place, function = subject.where(position)
    if place:
        words = f"{glyphs.just_ran} {place[-LONGEST:]} {function}"
        lines += [Text(), Text.styled(plain(words, glyphs, width), STYLES["just_ran"])]
    for frame in reversed(record.data.get("stack", ()) if record is not None else ()):
        at = Place(str(frame[0])[:LONGEST], frame[1], last_part(str(frame[2])[:LONGEST]))
        words = f"  {glyphs.inside} {at.file}:{at.line} {at.function}"
        lines.append(Text.styled(plain(words, glyphs, width), STYLES["aside"]))
    return lines
