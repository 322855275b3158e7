"""The parts of a scenario's screen, each a list of lines; `terminal` decides which and how much of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from ..analysis.causes import WhyStep
from ..analysis.facts import FactResult, FactStatus
from ..trace.model import Place, Run, Trace
from .glyphs import MEANINGS, STYLES, Glyphs, plural
from .words import cut, duration, flow, pad, plain, wrap

LABEL = 11
"""Cells before the text of a labelled section, the blank at the left edge included."""

_STATUS = {
    FactStatus.HOLDS: ("returned", "returned"),
    FactStatus.FAILS: ("problem", "problem"),
    FactStatus.DIFFERS: ("differs", "differs"),
    FactStatus.NOT_ASKED: ("note", "note"),
    FactStatus.CANNOT_TELL: ("note", "note"),
}
"""Glyph and style of a fact."""


def header(name: str, claim: str, width: int, glyphs: Glyphs) -> list[Text]:
    """The scenario's name and its claim, the claim wrapped beside or under the name."""
    name = plain(name, glyphs, width - 2)
    left = cell_len(name) + 5
    if width - left < 24:
        return [Text(" " + name, STYLES["name"]), *prose(claim, width, glyphs)]
    lines = []
    for number, part in enumerate(wrap(plain(claim, glyphs), width - left)):
        line = Text(" " + name if number == 0 else "", STYLES["name"])
        line.append(" " * (left - line.cell_len))
        line.append(part, STYLES["heading"])
        lines.append(line)
    return lines


def prose(text: str, width: int, glyphs: Glyphs, style: str = "") -> list[Text]:
    """A sentence, wrapped, one blank at the left."""
    return [Text(" " + line, style) for line in wrap(plain(text, glyphs), max(width - 2, 8))] if text else []


def circumstances(trace: Trace, width: int, glyphs: Glyphs) -> list[Text]:
    """What it ran on: `CPython 3.13.0 · asyncio selector loop · virtual clock · 1 task · 6 loop turns`."""
    run = trace.run
    parts = [f"{run.implementation} {run.python}", loop_words(trace), f"{run.clock} clock"]
    parts.append(plural(sum(not task.internal for task in trace.tasks), "task"))
    turns = sum(loop.turns for loop in trace.loops)
    if turns:
        parts.append(plural(turns, "loop turn"))
    if len(trace.threads) > 1:
        parts.append(plural(len(trace.threads), "thread"))
    words = [Text(plain(part, glyphs), STYLES["aside"]) for part in parts]
    return flow(words, f" {glyphs.dot} ", width)


def loop_words(trace: Trace) -> str:
    """`asyncio selector loop`, `uvloop`, `2 asyncio selector loops`, `no loop`."""
    if not trace.loops:
        return "no event loop"
    names = {_loop_word(loop.class_name, trace.run) for loop in trace.loops}
    name = names.pop() if len(names) == 1 else "event loop"
    return name if len(trace.loops) == 1 else plural(len(trace.loops), name)


def _loop_word(class_name: str, run: Run) -> str:
    if run.loop == "uvloop":
        return "uvloop loop"
    kind = "proactor" if "Proactor" in class_name else "selector" if "Selector" in class_name else ""
    if not kind:
        return f"{class_name} loop"
    return f"asyncio {kind} loop" + (" with eager tasks" if run.loop == "eager" else "")


def place_words(place: Place | None, run: Run) -> str:
    """`:19` in the file that was run, `asyncio/tasks.py:476` elsewhere."""
    if place is None:
        return ""
    same = place.file == run.file or run.file.endswith("/" + place.file)
    return f":{place.line}" if same else f"{place.file}:{place.line}"


def chain(steps: Sequence[WhyStep], run: Run, width: int, glyphs: Glyphs, limit: int) -> list[Text]:
    """The numbered chain of causes; with more than `limit` steps the middle is left out."""
    if not steps:
        return []
    left_out = len(steps) - limit
    if left_out > 1:
        head = (limit - 1) // 2
        tail = limit - 1 - head
        shown = [*steps[:head], None, *steps[len(steps) - tail :]]
        left_out = len(steps) - head - tail
    else:
        shown = list(steps)
    digits = max(len(str(step.index)) for step in steps)
    times = max(len(duration(step.t)) for step in steps)
    places = [place_words(step.place, run) if step else "" for step in shown]
    right = min(max(map(cell_len, places)), max(width // 5, 4))
    room = width - digits - times - right - 8
    whats = [_indented(step, glyphs) if step else "" for step in shown]
    what_room = min(max(map(cell_len, whats)), max(room * 3 // 5, 8))
    lines = [Text(" Why", STYLES["heading"])]
    for step, what, place in zip(shown, whats, places, strict=True):
        if step is None:
            lines.append(
                Text(f" {'':{digits + times + 3}}+ {plural(left_out, 'step')} between", STYLES["aside"])
            )
            continue
        line = Text(f" {step.index:>{digits}}", STYLES["mark"])
        line.append(f"  {duration(step.t):>{times}}  ", STYLES["aside"])
        stem = len(what) - len(what.lstrip(" " + glyphs.caused))
        line.append(what[:stem], STYLES["caused"])
        detail = plain(step.detail, glyphs)
        line.append((pad if detail else cut)(what, what_room if detail else room, glyphs)[stem:])
        detail_room = room - what_room - 2
        if detail and detail_room >= 4:
            line.append("  " + cut(detail, detail_room, glyphs), STYLES["aside"])
        if place and width >= 50:
            line.append(
                " " * max(width - 1 - right - line.cell_len, 1) + pad(place, right, glyphs), STYLES["aside"]
            )
        line.rstrip()
        lines.append(line)
    return lines


def _indented(step: WhyStep, glyphs: Glyphs) -> str:
    what = plain(step.what, glyphs)
    depth = min(step.depth, 6)
    return "   " * (depth - 1) + glyphs.caused + " " + what if depth > 0 else what


def output(trace: Trace, width: int, glyphs: Glyphs, limit: int) -> list[Text]:
    """What the program printed, at most `limit` lines, each with its time."""
    lines = [record for record in trace.records if record.kind == "out"]
    if not lines:
        return []
    shown = lines if len(lines) <= limit else lines[: max(limit - 1, 1)]
    times = max(len(duration(line.t)) for line in shown)
    rows = []
    for line in shown:
        row = Text(f"{duration(line.t):>{times}}  ", STYLES["aside"])
        style = STYLES["raised"] if line.data.get("stream") == "stderr" else ""
        row.append(plain(str(line.data.get("text", "")), glyphs, width - LABEL - times - 3), style)
        rows.append(row)
    if len(shown) < len(lines):
        rows.append(Text(f"+ {plural(len(lines) - len(shown), 'more line')}", STYLES["aside"]))
    return labelled("Printed", rows)


def labelled(label: str, rows: Iterable[Text], style: str = "heading") -> list[Text]:
    """`rows` indented, `label` before the first of them."""
    lines = []
    for number, row in enumerate(rows):
        line = Text(f" {label if number == 0 else '':<{LABEL - 1}}", STYLES[style])
        lines.append(line.append_text(row))
    return lines


def value_words(value: object) -> str:
    """A value of a fact: a text as it is, anything else as Python writes it."""
    return value if isinstance(value, str) and value else repr(value)


def facts(results: Sequence[FactResult], width: int, glyphs: Glyphs, limit: int) -> list[Text]:
    """All facts: those that fail first, with what was expected and seen; those that hold in one block."""
    rows: list[Text] = []
    for result in results:
        if result.status is not FactStatus.HOLDS and result.status is not FactStatus.NOT_ASKED:
            rows += _otherwise(result, width, glyphs)
    holding = [result for result in results if result.status is FactStatus.HOLDS]
    if holding:
        verb = "holds" if len(holding) == 1 else "hold"
        row = Text(f"{glyphs.returned} ", STYLES["returned"])
        rows.append(row.append(f"{plural(len(holding), 'fact')} {verb}", ""))
        rows += _grid(holding, width, glyphs, limit)
    unasked = [result for result in results if result.status is FactStatus.NOT_ASKED]
    for result in unasked:
        rows.append(
            Text(f"{glyphs.note} {plain(result.name, glyphs)}: not asked on this version", STYLES["note"])
        )
    return labelled("Facts", rows)


def _otherwise(result: FactResult, width: int, glyphs: Glyphs) -> Iterator[Text]:
    glyph, style = _STATUS[result.status]
    line = Text(f"{getattr(glyphs, glyph)} ", STYLES[style])
    line.append(plain(result.name, glyphs, width - LABEL - 4), STYLES[style])
    if result.status is FactStatus.CANNOT_TELL:
        line.append("  depends on time: judged on the virtual clock only", STYLES["aside"])
        yield line
        return
    yield line
    for label, value in (("expected", result.expected), ("seen", result.seen)):
        row = Text(f"  {label:<9} ", STYLES["aside"])
        yield row.append(plain(value_words(value), glyphs, width - LABEL - 14))


def _grid(results: Sequence[FactResult], width: int, glyphs: Glyphs, limit: int) -> list[Text]:
    """Names and values in two columns where they fit, at most `limit` lines."""
    pairs = [
        (plain(result.name, glyphs), plain(value_words(result.seen), glyphs, width)) for result in results
    ]
    room = width - LABEL - 3
    half = (room - 2) // 2
    short = [pair for pair in pairs if cell_len(pair[0]) + 2 + cell_len(pair[1]) <= half]
    long = [pair for pair in pairs if pair not in short]
    lines: list[Text] = []
    count = (len(short) + 1) // 2
    for left, right in zip(short[:count], [*short[count:], None], strict=False):
        line = _pair(left, half, glyphs)
        if right:
            line.append(" " * (half + 2 - line.cell_len))
            line.append_text(_pair(right, half, glyphs))
        lines.append(line)
    lines += [_pair(pair, room, glyphs) for pair in long]
    if len(lines) > limit:
        hidden = len(lines) - limit + 1
        lines = [*lines[: limit - 1], Text(f"  + {plural(hidden, 'more line')}", STYLES["aside"])]
    return lines


def _pair(pair: tuple[str, str], room: int, glyphs: Glyphs) -> Text:
    name = cut(pair[0], max(room * 3 // 5, room - 2 - cell_len(pair[1])), glyphs)
    line = Text("  " + name + "  ", STYLES["aside"])
    return line.append(cut(pair[1], room - cell_len(name) - 2, glyphs))


def article(statement: tuple[str, str] | None, width: int, glyphs: Glyphs) -> list[Text]:
    """What a well-known article says about this, and whether that is so."""
    if statement is None:
        return []
    word, text = statement
    style = STYLES["returned"] if word == "right" else STYLES["warning"]
    glyph = glyphs.returned if word == "right" else glyphs.warning
    lines = wrap(f'{word}: "{plain(text, glyphs)}"', width - LABEL - 3)
    rows = []
    for number, part in enumerate(lines):
        row = Text(f"{glyph} " if number == 0 else "  ", style)
        head = len(word) if number == 0 and part.startswith(word) else 0
        row.append(part[:head], style)
        row.append(part[head:], STYLES["aside"])
        rows.append(row)
    return labelled("Article", rows)


def legend(used: Iterable[str], width: int, glyphs: Glyphs) -> list[Text]:
    """The glyphs that occur in the picture; in the order of `MEANINGS`."""
    names = set(used)
    parts = []
    for name, meaning in MEANINGS.items():
        if name in names:
            entry = Text(getattr(glyphs, name), STYLES.get(name, STYLES["aside"]))
            parts.append(entry.append(" " + meaning, STYLES["aside"]))
    return flow(parts, "  ", width)
