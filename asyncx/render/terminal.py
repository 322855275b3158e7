"""The screen of one scenario: the verdict, the picture, the chain of causes, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from ..analysis.facts import Difference
from ..analysis.report import Report
from ..runs import versions
from . import sections
from .axis import Moment
from .glyphs import STYLES, Glyphs
from .lanes import Mark, picture
from .words import crop, cut, join, pad, plain

LINES = 36
"""What fits on one screen; a default screen is not longer unless the lesson needs it."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """How many lines of each part to show; 0 lanes is all of them."""

    lanes: int
    why: int
    printed: int
    facts: int
    differs: int
    article: int
    hints: bool = True


_FITS = (
    _Fit(0, 14, 8, 12, 6, 3),
    _Fit(16, 11, 8, 6, 4, 3),
    _Fit(12, 9, 8, 5, 3, 2),
    _Fit(12, 9, 6, 4, 3, 2),
    _Fit(10, 9, 5, 4, 3, 1),
    _Fit(10, 8, 4, 3, 2, 1),
    _Fit(8, 7, 4, 3, 2, 1),
    _Fit(7, 7, 3, 2, 2, 1),
    _Fit(6, 6, 3, 2, 1, 1),
    _Fit(6, 5, 3, 2, 1, 1, hints=False),
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

        lines += [Text(), *event_lines(report.trace, report.why, glyphs, internals=internals)]
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
    tail = sections.article(report.article, width, glyphs, fit.article)
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
    shown = list(by_versions.items())[:limit]
    longest = max((len(words) for words, _ in shown), default=0)
    rows = []
    for when, found in shown:
        row = Text(pad(plain(when, glyphs), longest, glyphs) + "  ", STYLES["differs"])
        words = f" {glyphs.dot} ".join(
            plain(f"{item.fact}: {sections.value_words(item.there)}", glyphs) for item in found
        )
        rows.append(row.append(cut(words, width - sections.LABEL - row.cell_len - 1, glyphs)))
    if len(shown) < len(by_versions):
        rows.append(Text(f"+ {len(by_versions) - len(shown)} more", STYLES["aside"]))
    return sections.labelled("Differs", rows)


def _next(report: Report, width: int, glyphs: Glyphs) -> list[Text]:
    offers = [("every event, or the source beside it", "add --events, or --source")]
    others = [
        version
        for version in versions.SUPPORTED
        if any(versions.includes(difference.specifier, version) for difference in report.differs)
    ]
    if others:
        offers.insert(0, ("the same on another Python", f"add --python {others[-1]}"))
    return commands("Next", offers, width, glyphs)


def commands(label: str, offers: Sequence[tuple[str, str]], width: int, glyphs: Glyphs) -> list[Text]:
    """What can be done, and what to type for it, in two columns; the commands alone where it is narrow."""
    words = max((len(text) for text, _ in offers), default=0) + 3
    fits = sections.LABEL + words + max(len(command) for _, command in offers) < width
    rows = []
    for text, command in offers:
        row = Text(pad(text, words, glyphs) if fits else "", STYLES["aside"])
        rows.append(row.append(command, STYLES["command"]))
    return sections.labelled(label, rows)
