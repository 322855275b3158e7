"""The parts of a scenario's screen, each a list of lines; `terminal` decides which and how much of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from ..analysis.causes import WhyStep
from ..analysis.facts import FactResult, FactStatus
from ..trace.model import Place, Run, Trace, how_many
from .glyphs import MEANINGS, STYLES, Glyphs, plural
from .rows import ENDS
from .words import crop, cut, duration, flow, pad, plain, wrap

LABEL = 11
"""Cells before the text of a labelled section, the blank at the left edge included."""

_UNJUDGED = {
    FactStatus.CANNOT_TELL: "judged on the virtual clock only",
    FactStatus.NOT_ASKED: "not asked on this version",
}
"""Why nothing is said about a fact."""


def header(name: str, claim: str, width: int, glyphs: Glyphs) -> list[Text]:
    """The scenario's name and its claim, the claim wrapped beside or under the name."""
    name = plain(name, glyphs, width - 2)
    left = cell_len(name) + 5
    if width - left < 24:
        return [Text.styled(" " + name, STYLES["name"]), *prose(claim, width, glyphs)]
    lines = []
    for number, part in enumerate(wrap(plain(claim.rstrip("."), glyphs), width - left)):
        line = Text.styled(" " + name if number == 0 else "", STYLES["name"])
        line.append(" " * (left - line.cell_len))
        line.append(part, STYLES["heading"])
        lines.append(line)
    return lines


def prose(text: str, width: int, glyphs: Glyphs, style: str = "") -> list[Text]:
    """Sentences, wrapped, one blank at the left."""
    words = plain(" ".join(text.split()), glyphs)
    return [Text.styled(" " + line, style) for line in wrap(words, max(width - 2, 8))] if words else []


def circumstances(trace: Trace, width: int, glyphs: Glyphs) -> list[Text]:
    """What it ran on: `CPython 3.13.0 · asyncio selector loop · virtual clock · 1 task · 6 loop turns`."""
    run = trace.run
    parts = [f"{run.implementation} {run.python}", loop_words(trace), f"{run.clock} clock"]
    parts.append(plural(how_many(task for task in trace.tasks if not task.internal), "task"))
    turns = sum(loop.turns for loop in trace.loops)
    if turns:
        parts.append(plural(turns, "loop turn"))
    if len(trace.threads) > 1:
        parts.append(plural(len(trace.threads), "thread"))
    words = [Text.styled(plain(part, glyphs), STYLES["aside"]) for part in parts]
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
    places = [place_words(step.place, run) if step and width >= 50 else "" for step in shown]
    right = min(max(map(cell_len, places)), max(width // 5, 4))
    room = width - digits - times - right - 8
    indent = 3 if width >= 96 and len(shown) <= 6 else 2 if width >= 72 else 1
    stems = [_stem(step, indent, glyphs) if step else "" for step in shown]
    whats = [stem + plain(step.what, glyphs) if step else "" for stem, step in zip(stems, shown, strict=True)]
    column = min(max(map(cell_len, whats)), max(room * 11 // 20, 8))
    lines = [Text.styled(" Why", STYLES["heading"])]
    for step, stem, full, place in zip(shown, stems, whats, places, strict=True):
        if step is None:
            words = f" {'':{digits + times + 3}}+ {plural(left_out, 'step')} between"
            lines.append(Text.styled(words, STYLES["aside"]))
            continue
        line = Text.styled(f" {step.index:>{digits}}", STYLES["mark"])
        line.append(f"  {duration(step.t):>{times}}  ", STYLES["aside"])
        line.append(stem, STYLES["caused"])
        what = cut(full, room, glyphs)
        line.append(what[len(stem) :])
        start = max(column, cell_len(what)) + 2
        if step.detail and room - start >= 6:
            line.append(" " * (start - cell_len(what)))
            line.append(plain(step.detail, glyphs, room - start), STYLES["aside"])
        if place:
            line.append(" " * max(width - 1 - right - line.cell_len, 1))
            line.append(cut(place, right, glyphs), STYLES["aside"])
        lines.append(line)
    return lines


def _stem(step: WhyStep, indent: int, glyphs: Glyphs) -> str:
    """What stands before a step: deeper and deeper, and an arrow from the step above."""
    return " " * indent * (step.depth - 1) + glyphs.caused + " " if step.depth > 0 else ""


def output(trace: Trace, width: int, glyphs: Glyphs, limit: int) -> list[Text]:
    """What the program printed, at most `limit` lines, each with its time; a traceback is one line."""
    lines = [
        (record.t, str(record.data.get("stream", "stdout")), str(record.data.get("text", "")))
        for record in trace.records
        if record.kind == "out"
    ]
    lines = list(_short_tracebacks(lines))
    if not lines:
        return []
    shown = lines if len(lines) <= limit else lines[: max(limit - 1, 1)]
    times = max(len(duration(t)) for t, _, _ in shown)
    rows = []
    for t, stream, text in shown:
        row = Text.styled(f"{duration(t):>{times}}  ", STYLES["aside"])
        if stream != "stdout":
            row.append(f"{stream}  ", STYLES["raised"])
        rows.append(row.append(plain(text, glyphs, max(width - LABEL - row.cell_len - 1, 4))))
    if len(shown) < len(lines):
        rows.append(Text.styled(f"+ {plural(len(lines) - len(shown), 'more line')}", STYLES["aside"]))
    return labelled("Printed", rows)


def _short_tracebacks(lines: Sequence[tuple[int, str, str]]) -> Iterator[tuple[int, str, str]]:
    """The lines, each traceback on stderr (which ends where its stream or its time does) as one of them."""
    rest = list(lines)
    while rest:
        t, stream, text = rest.pop(0)
        length = 1
        if stream == "stderr" and "Traceback (most recent call last):" in text:
            while rest and rest[0][:2] == (t, stream):
                rest.pop(0)
                length += 1
        yield t, stream, text if length == 1 else f"a traceback of {length} lines"


def labelled(label: str, rows: Iterable[Text], style: str = "heading") -> list[Text]:
    """`rows` indented, `label` before the first of them."""
    lines = []
    for number, row in enumerate(rows):
        line = Text.styled(f" {label if number == 0 else '':<{LABEL - 1}}", STYLES[style])
        lines.append(line.append_text(row))
    return lines


def value_words(value: object) -> str:
    """A value of a fact as it reads best: a text as it is, the items of a list side by side."""
    if isinstance(value, list):
        return ", ".join(map(value_words, value)) or "none"
    return value if isinstance(value, str) and value else repr(value)


def facts(results: Sequence[FactResult], width: int, glyphs: Glyphs, limit: int) -> list[Text]:
    """All facts: those that fail first, with what was expected and seen; those that hold in one block."""
    rows: list[Text] = []
    by_status: dict[FactStatus, list[FactResult]] = {status: [] for status in FactStatus}
    for result in results:
        by_status[result.status].append(result)
    for result in by_status[FactStatus.FAILS] + by_status[FactStatus.DIFFERS]:
        rows += _otherwise(result, width, glyphs)
    holding = by_status[FactStatus.HOLDS]
    if holding:
        verb = "holds" if len(holding) == 1 else "hold"
        row = Text.styled(f"{glyphs.returned} ", STYLES["returned"])
        rows.append(row.append(f"{plural(len(holding), 'fact')} {verb}", ""))
        rows += _grid(holding, width, glyphs, limit)
    for status, words in _UNJUDGED.items():
        if by_status[status]:
            names = ", ".join(result.name for result in by_status[status])
            line = plain(f"{words}: {names}", glyphs, width - LABEL - 4)
            rows.append(Text.styled(f"{glyphs.note} {line}", STYLES["note"]))
    return labelled("Facts", rows)


def _otherwise(result: FactResult, width: int, glyphs: Glyphs) -> Iterator[Text]:
    """A fact that does not hold: what was expected, and what was seen."""
    differs = result.status is FactStatus.DIFFERS
    sign = "differs" if differs else "problem"
    line = Text.styled(f"{getattr(glyphs, sign)} ", STYLES[sign])
    yield line.append(plain(result.name, glyphs, width - LABEL - 4), STYLES[sign])
    labels = ("asyncio", "here") if differs else ("expected", "seen")
    for label, value in zip(labels, (result.expected, result.seen), strict=True):
        row = Text.styled(f"  {label:<9} ", STYLES["aside"])
        yield row.append(plain(repr(value), glyphs, width - LABEL - 14))


def _grid(results: Sequence[FactResult], width: int, glyphs: Glyphs, limit: int) -> list[Text]:
    """Names and values: in a table if that has at most `limit` lines, else one after the other."""
    pairs = [
        (plain(result.name, glyphs), plain(value_words(result.seen), glyphs, width)) for result in results
    ]
    room = width - LABEL - 3
    lines = _table(pairs, room, glyphs)
    if len(lines) <= limit:
        return lines
    parts = [Text.styled(name + " ", STYLES["aside"]).append(value) for name, value in pairs]
    lines = [crop(Text(" ").append_text(line), room, glyphs) for line in flow(parts, f" {glyphs.dot} ", room)]
    if len(lines) > limit:
        lines = lines[:limit]
        lines[-1].append(f" {glyphs.ellipsis}", STYLES["aside"])
    return lines


def _table(pairs: Sequence[tuple[str, str]], room: int, glyphs: Glyphs) -> list[Text]:
    """Two columns of pairs where they fit, else one."""
    half = (len(pairs) + 1) // 2
    for columns in ([pairs[:half], pairs[half:]], [pairs]):
        sizes = [
            [max(map(cell_len, parts)) for parts in zip(*column, strict=True)] for column in columns if column
        ]
        if len(columns) == 1:
            sizes[0][0] = min(sizes[0][0], room * 11 // 20)
        elif sum(map(sum, sizes)) + 10 > room or len(pairs) < 3:
            continue
        lines = [Text("  ") for _ in columns[0]]
        for column, (names, values) in zip(columns, sizes, strict=True):
            for line, (name, value) in zip(lines, column, strict=False):
                line.append(pad(name, names, glyphs) + "  ", STYLES["aside"])
                line.append(pad(value, values, glyphs) + "    ")
        break
    for line in lines:
        line.rstrip()
    return [crop(line, room, glyphs) for line in lines]


def article(statement: tuple[str, str] | None, width: int, glyphs: Glyphs, limit: int) -> list[Text]:
    """What a well-known article says about this, and whether that is so; at most `limit` lines."""
    if statement is None:
        return []
    word, text = statement
    style = STYLES["returned"] if word == "right" else STYLES["warning"]
    glyph = glyphs.returned if word == "right" else glyphs.warning
    room = width - LABEL - 3
    lines = wrap(f'{word}: "{plain(text, glyphs)}"', room)
    if len(lines) > limit:
        lines[limit - 1 :] = [cut(" ".join(lines[limit - 1 :]), room, glyphs)]
    rows = []
    for number, part in enumerate(lines):
        row = Text.styled(f"{glyph} " if number == 0 else "  ", style)
        head = len(word) if number == 0 and part.startswith(word) else 0
        row.append(part[:head], style)
        row.append(part[head:], STYLES["aside"])
        rows.append(row)
    return labelled("Article", rows)


def legend(used: Iterable[str], width: int, glyphs: Glyphs) -> list[Text]:
    """The glyphs that occur in the picture; how lanes end is one entry where the line would be too long."""
    occurring = set(used)
    names = [name for name in MEANINGS if name in occurring]
    signs = {name: Text.styled(getattr(glyphs, name), STYLES.get(name, STYLES["aside"])) for name in names}
    ends = [name for name in names if name in ENDS.values()]
    parts = [signs[name].copy().append(f" {MEANINGS[name]}", STYLES["aside"]) for name in names]
    if len(ends) > 1 and sum(part.cell_len + 2 for part in parts) >= width:
        parts = [part for part, name in zip(parts, names, strict=True) if name not in ends]
        together = Text(" ").join([signs[name] for name in ends])
        parts.append(together.append(" how it ended", STYLES["aside"]))
    return flow(parts, "  ", width)
