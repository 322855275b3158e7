"""The screen of one scenario: the verdict, the picture, the chain of causes, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from ..analysis.facts import Difference
from ..analysis.report import Report
from . import sections
from .axis import Moment
from .glyphs import STYLES, Glyphs
from .lanes import Mark, picture
from .words import crop, join, pad, plain

LINES = 36
"""What fits on one screen; a default screen is not longer unless the lesson needs it."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """How much of each part to show: 0 lanes is all of them."""

    lanes: int
    why: int
    printed: int
    facts: int
    differs: int
    hints: bool = True


_FITS = (
    _Fit(0, 14, 8, 12, 6),
    _Fit(16, 11, 8, 8, 4),
    _Fit(12, 9, 6, 6, 3),
    _Fit(10, 8, 4, 4, 3),
    _Fit(8, 7, 4, 3, 2),
    _Fit(7, 6, 3, 2, 1),
    _Fit(6, 6, 3, 2, 1, hints=False),
)
"""From generous to short; the first that fits is taken, the last one in any case."""


def scenario_screen(
    report: Report,
    *,
    width: int,
    glyphs: Glyphs,
    events: bool = False,
    source: bool = False,
    internals: bool = False,
    hints: bool = True,
) -> Text:
    """Everything about one run of a scenario, `width` columns wide and one screen of lines long if it can be.

    `events` adds the table of all records, `source` the code with what happened beside it; `internals`
    shows asyncio's own coroutines and tasks; `hints` are the lines of what to type next.
    """
    for fit in _FITS:
        lines = _screen(report, width, glyphs, fit, internals, hints)
        if len(lines) <= LINES:
            break
    if source:
        from .source import source_lines

        lines += [Text(), *source_lines(report, width, glyphs)]
    if events:
        from .events import event_lines

        lines += [Text(), *event_lines(report.trace, report.why, glyphs)]
    return join([crop(line, width, glyphs) for line in lines])


def quiet_line(report: Report, glyphs: Glyphs | None = None) -> str:
    """`name: verdict`, for grep and logs."""
    from .glyphs import UNICODE

    return plain(f"{report.name}: {report.verdict.sentence.rstrip('.')}", glyphs or UNICODE)


def _screen(
    report: Report, width: int, glyphs: Glyphs, fit: _Fit, internals: bool, hints: bool
) -> list[Text]:
    trace = report.trace
    marks = [Mark(step.index, Moment(step.t, step.n)) for step in report.why]
    drawn = picture(trace, width, glyphs, marks, rows=fit.lanes, internals=internals)
    top = sections.header(report.name, report.claim, width, glyphs)
    top += sections.circumstances(trace, width, glyphs)
    verdict = sections.prose(report.verdict.sentence, width, glyphs, STYLES["verdict"])
    verdict += sections.prose(report.verdict.detail, width, glyphs)
    tail = sections.article(report.article, width, glyphs)
    tail += _differs(report, width, glyphs, fit.differs)
    tail += _next(report, width, glyphs) if hints and fit.hints else []
    parts = [
        top,
        verdict,
        list(drawn.lines),
        sections.chain(report.why, trace.run, width, glyphs, fit.why),
        sections.output(trace, width, glyphs, fit.printed)
        + sections.facts(report.facts, width, glyphs, fit.facts)
        + tail,
        sections.legend(drawn.used, width, glyphs),
    ]
    lines: list[Text] = []
    for part in filter(None, parts):
        lines += [Text(), *part]
    return lines


def _differs(report: Report, width: int, glyphs: Glyphs, limit: int) -> list[Text]:
    """How the facts come out on other versions, one line for each range of versions."""
    by_versions: dict[str, list[Difference]] = {}
    for difference in report.differs:
        by_versions.setdefault(difference.versions, []).append(difference)
    rows = []
    for versions, found in list(by_versions.items())[:limit]:
        words = ", ".join(f"{item.fact}: {sections.value_words(item.there)}" for item in found)
        row = Text(plain(versions, glyphs) + "  ", STYLES["differs"])
        rows.append(row.append(plain(words, glyphs, width - sections.LABEL - row.cell_len - 2)))
    return sections.labelled("Differs", rows)


def _next(report: Report, width: int, glyphs: Glyphs) -> list[Text]:
    name = plain(report.name, glyphs)
    offers: list[tuple[str, str]] = []
    if report.differs:
        offers.append(("the same on other Pythons", f"asyncx compare {name}"))
    offers.append(("every event, or the source beside it", f"asyncx scenario {name} --events, or --source"))
    return commands("Next", offers, width, glyphs)


def commands(label: str, offers: Sequence[tuple[str, str]], width: int, glyphs: Glyphs) -> list[Text]:
    """What can be done, and what to type for it, in two columns; the command alone where it is narrow."""
    words = max((len(text) for text, _ in offers), default=0) + 3
    rows = []
    for text, command in offers:
        row = Text()
        if sections.LABEL + words + len(command) < width:
            row.append(pad(text, words, glyphs), STYLES["aside"])
        rows.append(row.append(command, STYLES["command"]))
    return sections.labelled(label, rows)
