"""A comparison as one page: those who behave otherwise side by side on one axis, stepped through together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .. import __version__
from ..analysis.compare import Cell, Comparison, Group
from ..analysis.observed import labels
from ..analysis.report import Report, judge
from ..errors import ExitCode, UserError
from ..trace.model import Trace
from .axis import TimeAxis
from .compare import NotRun, summary
from .glyphs import UNICODE
from .grid import MEANINGS, group_words, value_lines
from .html import framed, legend, toolbar, why_list
from .markup import embedded, filled, safe
from .others import all_rows
from .page import page_data
from .rows import flat
from .together import joint


@dataclass(frozen=True, slots=True)
class _Side:
    """One group that has a trace to step through."""

    letter: str
    who: str
    report: Report


def to_html(comparison: Comparison, *, not_run: Sequence[NotRun] = (), internals: bool = False) -> str:
    """The whole page; UserError when none of the groups was run, so that there is nothing to step through."""
    sides = _sides(comparison)
    if not sides:
        what = f"none of what {comparison.scenario.name} is compared on was run here"
        raise UserError(what, [("see what can be run", "asyncx doctor")], ExitCode.CANNOT_RUN)
    scenario = comparison.scenario
    parts = {
        "version": __version__,
        "name": safe(scenario.name),
        "claim": safe(scenario.claim),
        "summary": safe(summary(comparison)),
        "differences": _differences(comparison),
        "toolbar": toolbar(),
        "sides": "".join(_side(side) for side in sides),
        "lanes": "".join(_lanes(side) for side in sides),
        "legend": legend(),
        "file": safe(sides[0].report.trace.run.file or "source"),
        "tables": filled("tables.html", {}),
        "facts": _same(comparison),
        "explanation": _explanation(comparison),
        "members": _members(comparison, not_run),
    }
    title = f"{scenario.name}: {summary(comparison)}"
    data = embedded(_data(sides, internals=internals))
    return framed(title, filled("compare.html", parts), data, "compared")


def _sides(comparison: Comparison) -> list[_Side]:
    names = labels(comparison.members)
    found = []
    for group in comparison.groups:
        speaker = group.speaker
        if speaker is not None and speaker.trace is not None:
            report = judge(speaker.trace, comparison.scenario)
            found.append(_Side(group.letter, group_words(group, names, UNICODE), report))
    return found


def _data(sides: Sequence[_Side], *, internals: bool) -> dict[str, Any]:
    traces = [side.report.trace for side in sides]
    pages = [page_data(side.report, internals=internals) for side in sides]
    exact = all(trace.run.clock == "virtual" for trace in traces)
    together = "time" if exact and all(page["scale"] == "time" for page in pages) else "steps"
    return {
        "format": {"name": "asyncx-compare-page", "version": 1},
        "exact": exact,
        "cuts": _cuts(traces) if together == "time" else [],
        "groups": [
            {"letter": side.letter, "page": {**page, "scale": together}}
            for side, page in zip(sides, pages, strict=True)
        ],
    }


def _cuts(traces: Sequence[Trace]) -> list[tuple[int, int]]:
    """The long times (ns) in which nothing happens in any of the runs."""
    axis = joint([row for trace in traces for row in flat(all_rows(trace))], traces, 80)
    return (
        [(piece.start, piece.end) for piece in axis.pieces if piece.idle]
        if isinstance(axis, TimeAxis)
        else []
    )


def _side(side: _Side) -> str:
    verdict = side.report.verdict
    return filled(
        "side.html",
        {
            "letter": side.letter,
            "who": safe(side.who),
            "verdict": safe(verdict.sentence),
            "why": why_list(side.report, f"{side.letter}."),
        },
    )


def _lanes(side: _Side) -> str:
    words = f"Lanes of the tasks of {side.letter} over time; the same as a table below: lanes at this event."
    return (
        f'<h3>{side.letter} <span class="aside">{safe(side.who)}</span></h3>'
        f'<div id="lanes-box-{side.letter}" class="lanes-box"><canvas id="lanes-{side.letter}" role="img" '
        f'aria-label="{words}">{words}</canvas></div>\n'
    )


def _differences(comparison: Comparison) -> str:
    """The facts that differ, a column for each group; what changed from the one before is marked."""
    if not comparison.rows:
        return ""
    names = labels(comparison.members)
    heads = "".join(_head(group, group_words(group, names, UNICODE)) for group in comparison.groups)
    rows = "".join(
        f'<tr><th scope="row">{safe(row.fact)}</th>{"".join(map(_cell, row.cells))}</tr>'
        for row in comparison.rows
    )
    return (
        '<div class="wide"><table class="facts"><thead><tr><th scope="col">fact</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _head(group: Group, who: str) -> str:
    return f'<th scope="col"><b>{group.letter}</b> {safe(who)}</th>'


def _cell(cell: Cell) -> str:
    lines = "<br>".join(safe(line) for line in value_lines(cell, UNICODE))
    if not cell.change:
        return f"<td>{lines}</td>"
    name, words = MEANINGS[cell.change]
    return f'<td class="{name}">{lines} <b title="{words}">{getattr(UNICODE, name)}</b></td>'


def _same(comparison: Comparison) -> str:
    if not comparison.same:
        return ""
    values = [(name, ", ".join(value_lines(Cell(value), UNICODE))) for name, value in comparison.same]
    rows = "".join(
        f'<tr><th scope="row">{safe(name)}</th><td>{safe(words)}</td></tr>' for name, words in values
    )
    return f"<details><summary>Same everywhere</summary><table><tbody>{rows}</tbody></table></details>"


def _explanation(comparison: Comparison) -> str:
    told = ""
    if comparison.changed_in and comparison.consequences:
        items = "".join(f"<li>{safe(sentence)}</li>" for sentence in comparison.consequences)
        told = f"<details open><summary>For your code</summary><ul>{items}</ul></details>"
    words = safe(" ".join(comparison.scenario.explanation.split()), limit=10_000)
    return told + (f"<details><summary>Explanation</summary><p>{words}</p></details>" if words else "")


def _members(comparison: Comparison, not_run: Sequence[NotRun]) -> str:
    ran = " ".join(
        member.python + ("" if member.loop == "asyncio" else f"+{member.loop}")
        for member in comparison.members
        if not member.recorded
    )
    recorded = " ".join(member.python for member in comparison.members if member.recorded)
    parts = [f"Ran {ran}."]
    if recorded:
        parts.append(f"Recorded, not run here: {recorded}.")
    parts += [f"Not run: {which} ({why})." for which, why in not_run]
    return safe(" ".join(parts))
