"""The scenario's code, and beside each line what happened there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from ..analysis.report import Report
from ..trace.model import Place, Record, Run, Trace
from .describe import Namer, error_words
from .glyphs import STYLES, Glyphs
from .words import cut, duration, pad, plain

_LITERALS = frozenset({"FACTS", "ARTICLE", "NEEDS"})
_NOTES = 2
"""Notes beside one line of code; of a loop the first rounds are shown and the others counted."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that happened at a line: `glyph` names a field of `Glyphs`."""

    line: int
    glyph: str
    text: str


def source_lines(report: Report, width: int, glyphs: Glyphs) -> list[Text]:
    """The code without its docstring and its facts, each line with its number and its first notes."""
    code = report.trace.run.source.expandtabs().split("\n")
    if not report.trace.run.source:
        return [Text(" The source of this program is not part of the trace.", STYLES["aside"])]
    notes: dict[int, list[Note]] = {}
    for note in happened(report.trace):
        notes.setdefault(note.line, []).append(note)
    hidden = _hidden_lines(report.trace.run.source)
    shown = [
        (number, plain(text, glyphs).rstrip()) for number, text in enumerate(code, 1) if number not in hidden
    ]
    while shown and not shown[-1][1]:
        shown.pop()
    while shown and not shown[0][1]:
        shown.pop(0)
    digits = len(str(len(code)))
    room = max(width - digits - 6, 20)
    widest = max((cell_len(text) for number, text in shown if number in notes), default=0)
    left = min(widest, max(room * 55 // 100, room - 44))
    lines = []
    for number, text in shown:
        line = Text(f" {number:>{digits}}  ", STYLES["aside"])
        beside = notes.get(number, [])
        if not beside:
            lines.append(line.append(cut(text, room, glyphs)))
            continue
        line.append(pad(text, left, glyphs) + "  ")
        lines += _beside(line, beside, width, glyphs)
    return lines


def _beside(line: Text, notes: list[Note], width: int, glyphs: Glyphs) -> Iterator[Text]:
    left = line.cell_len
    kept = notes if len(notes) <= _NOTES else notes[: _NOTES - 1]
    for number, note in enumerate(kept):
        if number:
            line = Text(" " * left)
        style = STYLES.get(note.glyph, STYLES["aside"])
        line.append(getattr(glyphs, note.glyph) + " ", style)
        yield line.append(plain(note.text, glyphs, max(width - line.cell_len - 1, 4)), STYLES["aside"])
    if len(kept) < len(notes):
        yield Text(" " * left).append(f"+ {len(notes) - len(kept)} more", STYLES["aside"])


def _hidden_lines(source: str) -> set[int]:
    """The lines of the docstring and of the literals that asyncx reads, with the blank line after each."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return set()
    hidden: set[int] = set()
    for number, node in enumerate(body):
        docstring = number == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        literal = isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id in _LITERALS for target in node.targets
        )
        if docstring or literal:
            hidden |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return hidden


def happened(trace: Trace) -> Iterator[Note]:
    """What happened at the lines of the program itself, in order."""
    names = Namer(trace)
    resumed = _resumed(trace)
    for record in trace.records:
        at = duration(record.t)
        if record.kind == "task.wait":
            yield from _waits(record, resumed.get(record.n), names, trace)
            continue
        place = names.place(record)
        if place is None or not _own(place, trace.run):
            continue
        note = _note(record, names, at)
        if note is not None:
            yield Note(place.line, *note)


def _note(record: Record, names: Namer, at: str) -> tuple[str, str] | None:
    data = record.data
    if record.kind == "coro.start":
        return "running", f"starts at {at} in {names.who(record)}"
    if record.kind == "task.new":
        return "caused", f"makes {names.task(data['task'])} at {at}"
    if record.kind == "task.cancel":
        refused = "" if data.get("accepted") else ", refused"
        return "cancelled", f"cancels {names.task(data['task'])} at {at}{refused}"
    if record.kind in ("coro.throw", "coro.catch"):
        return "raised", f"{error_words(data.get('error'))} comes at {at}"
    if record.kind == "coro.raise":
        return "raised", f"{names.coro(data.get('coro'))} ends at {at}: {error_words(data.get('error'))}"
    if record.kind == "coro.return":
        return "returned", f"{names.coro(data.get('coro'))} returns at {at}"
    if record.kind == "thread.wait":
        return "running", f"blocks its thread at {at}"
    if record.kind == "out":
        return "bullet", f"prints at {at}"
    return None


def _waits(record: Record, until: int | None, names: Namer, trace: Trace) -> Iterator[Note]:
    frames = [Place(str(frame[0]), int(frame[1]), str(frame[2])) for frame in record.data.get("stack", ())]
    own = [place for place in frames if _own(place, trace.run)]
    if not own:
        return
    length = "for ever" if until is None else duration(until - record.t)
    who = names.task(record.data["task"])
    yield Note(own[-1].line, "waiting", f"{who} waits {length} from {duration(record.t)}")


def _resumed(trace: Trace) -> dict[int, int]:
    """For each `task.wait` record the time of the task's next step."""
    waiting: dict[object, int] = {}
    resumed: dict[int, int] = {}
    for record in trace.records:
        if record.kind == "task.wait":
            waiting[record.data["task"]] = record.n
        elif record.kind == "task.step" and record.data["task"] in waiting:
            resumed[waiting.pop(record.data["task"])] = record.t
    return resumed


def _own(place: Place, run: Run) -> bool:
    return place.file == run.file or run.file.endswith("/" + place.file)
