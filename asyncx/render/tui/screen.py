"""A state as the lines of a screen: everything that the terminal shows, made without one."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from ..glyphs import STYLES, Glyphs, plural
from ..words import crop, cut, duration, join, plain
from . import help as help_page
from .because import because_lines
from .keys import hints
from .layout import NARROW, Area, areas, header_height
from .loop import loop_lines, places
from .origin import origin_of
from .scale import Kind
from .source import captions, shown_at, source_lines
from .state import SPEEDS, Pane, State
from .subject import Subject
from .tasks import Lanes, room_of, shape_of, tasks_lines

Content = tuple[str, list[str], list[Text]]
"""Of a pane: its title, what may stand at the right of it (the first that fits), and its lines."""


def screen(subject: Subject, lanes: Lanes, state: State, glyphs: Glyphs) -> list[Text]:
    """`state.height` lines of at most `state.width` cells."""
    if state.help is not None:
        return help_page.lines(state, glyphs)
    shown = areas(state, len(subject.rows))
    lines = header(subject, state, glyphs)
    beside: list[Text] = []
    for area in shown:
        drawn = _framed(_content(subject, lanes, state, area, glyphs), area, state, glyphs)
        if area.x:
            lines[-len(beside) :] = [a.append_text(b) for a, b in zip(beside, drawn, strict=True)]
        else:
            beside = drawn
            lines += drawn
    lines = lines[: state.height - 1] + [footer(state, glyphs)]
    return [crop(line, state.width, glyphs) for line in lines[-state.height :]]


def plain_text(lines: Sequence[Text]) -> str:
    """A screen without its colours."""
    return join([_right_stripped(line) for line in lines]).plain


def _right_stripped(line: Text) -> Text:
    line = line.copy()
    line.rstrip()
    return line


def header(subject: Subject, state: State, glyphs: Glyphs) -> list[Text]:
    """The verdict, where there is room, and the event in words."""
    lines = []
    room = max(state.width - 2, 1)
    if header_height(state) > 1:
        report = subject.report
        name = plain(report.name, glyphs, max(room // 3, 8))
        verdict = plain(report.verdict.sentence, glyphs, max(room - len(name) - 2, 1))
        lines.append(Text.styled(f" {name}  ", STYLES["name"]).append(verdict, STYLES["aside"]))
    record = subject.record(state.position)
    line = Text.styled(f" {record.n if record is not None else 0} ", STYLES["mark"])
    right = _mode(subject, state, glyphs)
    words = f" {glyphs.dot} ".join(subject.words(state.position))
    line.append(plain(words, glyphs, max(room - line.cell_len - len(right) - 1, 8)), STYLES["heading"])
    line.append(" " * max(state.width - line.cell_len - len(right) - 1, 1)).append(right, STYLES["aside"])
    return [*lines, line]


def _mode(subject: Subject, state: State, glyphs: Glyphs) -> str:
    """The time, the turn of the loop, and the speed while it plays; on a narrow screen the speed alone."""
    turn = subject.turn(state.position)
    parts = [duration(subject.moment(state.position).t), f"turn {turn}" if turn else ""]
    if state.width < NARROW:
        parts = []
    if state.playing:
        parts.append(f"{glyphs.just_ran} {SPEEDS[state.speed]:g}/s")
    return f" {glyphs.dot} ".join(filter(None, parts))


def footer(state: State, glyphs: Glyphs) -> Text:
    """The keys most needed; or what is being typed, and what came of it."""
    line = Text(" ")
    prompt = state.prompt
    if prompt is None:
        for number, (key, words) in enumerate(hints(state.width - 2, glyphs)):
            line.append(("  " if number else "") + key, STYLES["command"])
            line.append(" " + words, STYLES["aside"])
        return line
    line.append("find " if prompt.kind == "find" else "go to event ", STYLES["heading"])
    answer = f"  {prompt.answer}" if prompt.answer else ""
    room = max(state.width - line.cell_len - len(answer) - 2, 4)
    typed = plain(prompt.text, glyphs)
    while len(typed) > 1 and Text(typed).cell_len > room:
        typed = typed[1:]
    line.append(typed).append(" ", "reverse")
    return line.append(answer, STYLES["warning"])


def _content(subject: Subject, lanes: Lanes, state: State, area: Area, glyphs: Glyphs) -> Content:
    width, height, at = area.inner_width, area.inner_height, state.position
    scroll = state.scrolls[area.pane]
    match area.pane:
        case Pane.SOURCE:
            title = plain(shown_at(subject, at).file or "source", glyphs, 120)
            drawn = source_lines(subject, at, width, height, scroll, glyphs)
            return title, captions(subject, at, glyphs), drawn
        case Pane.LOOP:
            found = places(subject, subject.replay.at(at), glyphs)
            drawn = loop_lines(found, width, height, scroll, glyphs)
            words = "The loop" if len(subject.trace.loops) < 2 else "The loops"
            record = subject.record(at)
            when = f"at event {record.n if record else 0} of {subject.count}"
            if record is not None:
                when += f" {glyphs.dot} {duration(record.t)}"
            return f"{words} {when}", [], drawn
        case Pane.TASKS:
            drawn = tasks_lines(subject, lanes, state, glyphs)
            return "Tasks", _lanes_captions(subject, lanes, state, glyphs), drawn
        case Pane.BECAUSE:
            return "Because", [], because_lines(subject, at, width, height, glyphs)


def _lanes_captions(subject: Subject, lanes: Lanes, state: State, glyphs: Glyphs) -> list[str]:
    shape, area = shape_of(subject, lanes, state)
    top, room = state.scrolls[Pane.TASKS], room_of(subject, area)
    parts = []
    if len(shape.lines) > room:
        parts.append(f"lines {top + 1}{glyphs.dash}{min(top + room, len(shape.lines))} of {len(shape.lines)}")
    if shape.folded:
        parts.append(f"+ {plural(shape.folded, 'more lane')} (x)")
    elif state.unfolded:
        parts.append("all lanes (x)")
    if state.seen is not None:
        parts.append("zoomed (0)")
    if origin_of(subject, state.position) is not None:
        parts.append(f"{glyphs.origin} its cause")
    parts.append("one step each (u)" if state.scale is Kind.STEPS else "time (u)")
    return [f" {glyphs.dot} ".join(parts[:kept]) for kept in range(len(parts), 0, -1)]


def _framed(content: Content, area: Area, state: State, glyphs: Glyphs) -> list[Text]:
    """A pane in its border; the chosen one has a coloured one."""
    title, captions, lines = content
    if area.height < 2:
        return [Text(" " * area.width) for _ in range(area.height)]
    chosen = area.pane is state.pane
    style = STYLES["chosen"] if chosen else STYLES["aside"]
    width, corners = area.width - 2, glyphs.corners
    title = cut(title, max(width - 3, 1), glyphs)
    fitting = [words for words in captions if cell_len(title) + cell_len(words) + 7 <= width]
    right = fitting[0] if fitting else ""
    top = Text.styled(f"{corners[0]} ", style)
    top.append(title, STYLES["heading"] if chosen else "").append(" ")
    tail = f" {right} {glyphs.axis}{corners[1]}" if right else f"{glyphs.axis}{corners[1]}"
    rule = glyphs.axis * max(area.width - top.cell_len - cell_len(tail), 0)
    framed = [top.append(rule, style).append(tail, style)]
    for number in range(area.inner_height):
        line = lines[number] if number < len(lines) else Text()
        line = crop(line, area.inner_width, glyphs)
        side = Text.styled(f"{glyphs.side} ", style)
        side.append_text(line).append(" " * (area.width - 2 - side.cell_len))
        framed.append(side.append(f" {glyphs.side}", style))
    framed.append(Text.styled(corners[2] + glyphs.axis * width + corners[3], style))
    return framed
