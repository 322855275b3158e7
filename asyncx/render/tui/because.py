"""The pane of causes: the chain that led to the event, and what the event leads to."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from ..glyphs import STYLES, Glyphs
from ..words import crop, cut, duration, plain
from .brief import brief
from .subject import Subject

LONGEST_STEP = 60
"""Cells of one event in the chain; what is longer is cut."""

_PLACE = 10
_TIMED = 9 + 2 + _PLACE + 1

FLAT = 6
"""Lines up to which the chain stands side by side."""

_SHOWN_EFFECTS = 8


def because_lines(subject: Subject, position: int, width: int, height: int, glyphs: Glyphs) -> list[Text]:
    """The chain side by side, or where there is room for it one under the other."""
    if subject.record(position) is None:
        return [Text.styled("Nothing has happened yet.", STYLES["aside"])]
    effects = subject.effects(position)
    if height > FLAT:
        return _listed(subject, position, effects, width, height, glyphs)
    lines = _chain(subject, position, width, max(height - 1, 1), glyphs)
    return [*lines, _effects(subject, effects, width, glyphs)][:height]


def _step(subject: Subject, position: int, glyphs: Glyphs, width: int, style: str = "") -> Text:
    record = subject.record(position)
    text = Text.styled(f"{record.n if record else 0} ", STYLES["mark"])
    return text.append(cut(plain(brief(subject, position), glyphs, LONGEST_STEP), width, glyphs), style)


def _chain(subject: Subject, position: int, width: int, height: int, glyphs: Glyphs) -> list[Text]:
    """The last of the causes, as many as there is room for, and the event."""
    chain, left_out = subject.chain(position, max(width * height // 8, 2))
    drawn = [_step(subject, at, glyphs, width - 12) for at in chain[:-1]]
    drawn.append(_step(subject, position, glyphs, width - 12, STYLES["here"]))
    best: list[Text] = []
    for kept in range(1, len(drawn) + 1):
        hidden = len(drawn) - kept + left_out
        parts = [*([_more(hidden, glyphs)] if hidden else []), *drawn[-kept:]]
        lines = _flowed(parts, width, glyphs)
        if best and len(lines) > height:
            break
        best = lines
    return best


def _more(hidden: int, glyphs: Glyphs) -> Text:
    return Text.styled(f"{glyphs.ellipsis} {hidden} more", STYLES["aside"])


def _flowed(parts: Sequence[Text], width: int, glyphs: Glyphs) -> list[Text]:
    """Parts with arrows between them, in lines of `width` cells; no part is broken."""
    arrow = f" {glyphs.leads} "
    lines = [Text()]
    for number, part in enumerate(parts):
        if number:
            if lines[-1].cell_len + len(arrow) + part.cell_len > width:
                lines.append(Text())
            lines[-1].append(arrow if lines[-1].cell_len else arrow.lstrip(), STYLES["caused"])
        lines[-1].append_text(part)
    return [crop(line, width, glyphs) for line in lines]


def _effects(subject: Subject, effects: Sequence[int], width: int, glyphs: Glyphs) -> Text:
    line = Text.styled("leads to ", STYLES["aside"])
    if not effects:
        return line.append("nothing", STYLES["aside"])
    for number, position in enumerate(effects[:_SHOWN_EFFECTS]):
        step = _step(subject, position, glyphs, LONGEST_STEP)
        rest = f", + {len(effects) - number} more"
        if number and line.cell_len + step.cell_len + 2 + len(rest) > width:
            return crop(line.append(rest, STYLES["aside"]), width, glyphs)
        line.append(", " if number else "").append_text(step)
    if len(effects) > _SHOWN_EFFECTS:
        line.append(f", + {len(effects) - _SHOWN_EFFECTS} more", STYLES["aside"])
    return crop(line, width, glyphs)


def _listed(
    subject: Subject, position: int, effects: Sequence[int], width: int, height: int, glyphs: Glyphs
) -> list[Text]:
    """The causes one under the other, then what the event leads to."""
    room = max(height - 2 - min(len(effects), height // 3), 3)
    chain, left_out = subject.chain(position, room - 1)
    lines = []
    for number, at in enumerate(chain):
        line = _timed(subject, at, glyphs).append(f"{glyphs.caused} " if number else "   ", STYLES["caused"])
        lines.append(
            line.append_text(_step(subject, at, glyphs, width, STYLES["here"] if at == position else ""))
        )
        if number == 0 and left_out:
            lines.append(Text(" " * _TIMED).append_text(_more(left_out, glyphs)))
    lines += [Text(), Text.styled("leads to" if effects else "leads to nothing", STYLES["aside"])]
    shown = effects if len(effects) <= height - len(lines) else effects[: max(height - len(lines) - 1, 0)]
    for effect in shown:
        line = _timed(subject, effect, glyphs).append(f"{glyphs.caused} ", STYLES["caused"])
        lines.append(line.append_text(_step(subject, effect, glyphs, width)))
    if len(shown) < len(effects):
        lines.append(_more(len(effects) - len(shown), glyphs))
    return [crop(line, width, glyphs) for line in lines]


def _timed(subject: Subject, position: int, glyphs: Glyphs) -> Text:
    place = subject.where(position)[0][-LONGEST_STEP:]
    words = f"{duration(subject.moment(position).t):>9}  {plain(place, glyphs, _PLACE):<{_PLACE}} "
    return Text.styled(words, STYLES["aside"])
