"""The findings of a run on a screen: each with its sentence, its place, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from ..analysis.calls import without_comment
from ..analysis.finding import Finding
from ..analysis.watched import Watched
from ..trace.model import Place
from .glyphs import STYLES, Glyphs
from .words import crop, plain, wrap

_WIDEST_RULE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the screen needs to know and the trace does not say.

    `source` gives the text of a line, where that can be had; `kept` is how to name the run to `asyncx show`
    ("" for the last one, None when it was not saved); `only` are the tasks to draw; with `calm`, a run
    without findings is reported in a few lines; `check` is whether findings make the command fail, None
    where that cannot be asked for.  `merged` and `lost` say what the trace does not hold.
    """

    source: Mapping[Place, str]
    kept: str | None = ""
    only: str = ""
    calm: bool = False
    check: bool | None = None
    merged: int = 0
    lost: tuple[tuple[int, str], ...] = ()


def finding_lines(watched: Watched, glyphs: Glyphs) -> list[str]:
    """One line for each finding: rule, place, sentence; for grep and logs."""
    return [
        plain(f"{_sign(finding, glyphs)} {finding.rule}: {_at(finding.place)}{finding.sentence}", glyphs)
        for finding in watched.findings
    ]


def finding_block(number: str, finding: Finding, about: About, width: int, glyphs: Glyphs) -> list[Text]:
    """One finding: its sentence, its place, and what to do."""
    return _finding(number, finding, about, min(len(finding.rule), _WIDEST_RULE), width, glyphs)


def findings(
    watched: Watched, about: About, width: int, glyphs: Glyphs, limit: int
) -> tuple[list[Text], list[Finding]]:
    """The findings in about `limit` lines, and those of them that are told."""
    column = min(max((len(finding.rule) for finding in watched.findings), default=0), _WIDEST_RULE)
    digits = len(str(max((number for number, _ in watched.numbered), default=0)))
    lines: list[Text] = []
    shown: list[Finding] = []
    for place, (number, finding) in enumerate(watched.numbered):
        told = _finding(f"{number:>{digits}}", finding, about, column, width, glyphs)
        rest = len(watched.findings) - place - 1
        if shown and len(lines) + len(told) + bool(rest) > limit:
            lines.append(_more(watched.findings[place:], about))
            break
        lines += told
        shown.append(finding)
    return lines, shown


def _finding(
    number: str, finding: Finding, about: About, column: int, width: int, glyphs: Glyphs
) -> list[Text]:
    style = STYLES[finding.severity.value]
    head = Text.styled(f" {number} ", STYLES["mark"])
    head.append(f"{_sign(finding, glyphs)} {finding.rule}", style)
    left = len(number) + column + 7
    if width - left < 40:
        left = len(number) + 4
        lines = [head]
        texts = wrap(plain(finding.sentence, glyphs), width - left - 1)
        lines += [Text(" " * left + text) for text in texts]
    else:
        head.append(" " * max(left - head.cell_len, 1))
        texts = wrap(plain(finding.sentence, glyphs), width - left - 1)
        lines = [head.append(texts[0]), *(Text(" " * left + text) for text in texts[1:])]
    where = _where(finding, about, glyphs)
    fix = plain(finding.fix, glyphs)
    middle = left + max((width - left) * 11 // 20, 34)
    if where is None:
        return [*lines, Text(" " * left).append(fix, STYLES["aside"])] if fix else lines
    line = Text(" " * left).append_text(where)
    if fix and line.cell_len + 2 <= middle and middle + cell_len(fix) < width:
        line.append(" " * (middle - line.cell_len))
        return [*lines, line.append(fix, STYLES["aside"])]
    if fix and line.cell_len + 3 + cell_len(fix) < width:
        return [*lines, line.append("   ").append(fix, STYLES["aside"])]
    lines.append(crop(line, width, glyphs))
    fixes = wrap(fix, width - left - 1) if fix else []
    return lines + [Text(" " * left).append(text, STYLES["aside"]) for text in fixes]


def _where(finding: Finding, about: About, glyphs: Glyphs) -> Text | None:
    """`shop.py:25   time.sleep(0.15)`."""
    place = finding.place
    if place is None:
        return None
    text = Text(plain(f"{place.file}:{place.line}", glyphs))
    if source := about.source.get(place):
        text.append("   ").append(plain(without_comment(source), glyphs, 60), STYLES["heading"])
    return text


def _more(rest: Sequence[Finding], about: About) -> Text:
    """`+ 12 more: 7 task-leaked, 5 error-lost    asyncx show -q`."""
    rules = {finding.rule: 0 for finding in rest}
    for finding in rest:
        rules[finding.rule] += 1
    line = Text.styled(f" + {len(rest)} more: ", STYLES["aside"])
    line.append(", ".join(f"{count} {rule}" for rule, count in rules.items()), STYLES["aside"])
    if about.kept is not None:
        line.append("    ").append(f"asyncx show{about.kept and ' ' + about.kept} -q", STYLES["command"])
    return line


def _sign(finding: Finding, glyphs: Glyphs) -> str:
    return str(getattr(glyphs, finding.severity.value))


def _at(place: Place | None) -> str:
    return f"{place.file}:{place.line}: " if place is not None else ""
