"""The scenario's code, and beside each line what happened there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len
from rich.text import Text

from ..analysis.report import Report
from ..trace.model import Place, Record, Run, Trace
from .describe import Namer, error_words, last_part
from .glyphs import STYLES, Glyphs
from .sections import prose
from .words import cut, duration, pad, plain

_LITERALS = frozenset({"FACTS", "ARTICLE", "NEEDS"})
_NOTES = 3
"""Notes beside one line of code; of a loop the first rounds are shown and the others counted."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that happened at a line: `glyph` names a field of `Glyphs`."""

    line: int
    glyph: str
    text: str


def source_lines(report: Report, width: int, glyphs: Glyphs) -> list[Text]:
    """The explanation, and the code without docstring and facts, each line with its first notes."""
    code = report.trace.run.source.expandtabs().split("\n")
    if not report.trace.run.source:
        return [Text.styled(" The source of this program is not part of the trace.", STYLES["aside"])]
    notes: dict[int, list[Note]] = {}
    for note in happened(report.trace):
        notes.setdefault(note.line, []).append(note)
    hidden = _hidden_lines(report.trace.run.source)
    shown = [
        (number, plain(text, glyphs).rstrip()) for number, text in enumerate(code, 1) if number not in hidden
    ]
    shown = [
        (number, text)
        for (number, text), (_, before) in zip(shown, [(0, ""), *shown], strict=False)
        if text or before
    ]
    while shown and not shown[-1][1]:
        shown.pop()
    digits = len(str(len(code)))
    room = max(width - digits - 6, 20)
    widest = max((cell_len(text) for number, text in shown if number in notes), default=0)
    left = min(widest, max(room // 2, room - 46))
    lines = prose(report.explanation, width, glyphs)
    lines += [Text()] if lines else []
    for number, text in shown:
        line = Text.styled(f" {number:>{digits}}  ", STYLES["aside"])
        beside = notes.get(number, [])
        if not beside:
            lines.append(line.append(cut(text, room, glyphs)))
            continue
        line.append(pad(text, left, glyphs) + "   ")
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
    suspended: dict[tuple[object, str], int] = {}
    told: set[tuple[int, str]] = set()
    internal = {task.number for task in trace.tasks if task.internal}
    for record in trace.records:
        if names.task_of(record) in internal:
            continue
        if record.kind == "task.wait":
            frames = [place for place in _frames(record) if _own(place, trace.run)]
            if frames:
                yield from _waits(record, frames, resumed.get(record.n), names, told)
            for place in frames:
                suspended[record.data["task"], last_part(place.function)] = place.line
            continue
        if record.kind in ("coro.throw", "coro.catch"):
            line = suspended.pop((names.task_of(record), names.coro(record.data.get("coro"))), None)
            if line is not None:
                error = error_words({**record.data["error"], "cause": None})
                yield Note(line, "raised", f"{error} raised here at {duration(record.t)}")
            continue
        where = names.place(record)
        note = _note(record, names) if where is not None and _own(where, trace.run) else None
        if where is not None and note is not None:
            yield Note(where.line, *note)


def _note(record: Record, names: Namer) -> tuple[str, str] | None:
    data, at = record.data, duration(record.t)
    match record.kind:
        case "coro.start":
            return "running", f"starts at {at}{names.in_task(record)}"
        case "task.new":
            return "caused", f"makes {names.task(data['task'])} at {at}"
        case "task.cancel":
            refused = "" if data.get("accepted") else ", refused"
            return "cancelled", f"cancels {names.task(data['task'])} at {at}{refused}"
        case "coro.raise":
            error = error_words({**data["error"], "cause": None})
            return "raised", f"{names.coro(data.get('coro'))} ends at {at}: {error}"
        case "coro.return":
            return "returned", f"{names.coro(data.get('coro'))} returns at {at}"
        case "thread.wait":
            return "running", f"holds its thread from {at} on"
        case "out":
            return "bullet", f"prints at {at}"
        case _:
            return None


def _waits(
    record: Record, frames: list[Place], until: int | None, names: Namer, told: set[tuple[int, str]]
) -> Iterator[Note]:
    """The innermost line of the program waits; the lines that called it wait for it, which is `told` once."""
    length = "for ever" if until is None else duration(until - record.t)
    for outer, inner in pairwise(frames):
        call = (outer.line, f"waits for {last_part(inner.function)}")
        if call not in told:
            told.add(call)
            yield Note(outer.line, "waiting", f"{call[1]} from {duration(record.t)}")
    yield Note(frames[-1].line, "waiting", f"waits {length} from {duration(record.t)}{names.in_task(record)}")


def _frames(record: Record) -> list[Place]:
    return [Place(str(frame[0]), int(frame[1]), str(frame[2])) for frame in record.data.get("stack", ())]


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
