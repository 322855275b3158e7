"""The screen of one scenario: the verdict, the picture, the chain of causes, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from rich.text import Text

from ..analysis.facts import Difference
from ..analysis.report import Report
from ..runs import catalogue, versions
from . import sections
from .about import MOST, about, needed
from .axis import Moment
from .glyphs import STYLES, Glyphs
from .lanes import Mark, Picture, picture
from .others import all_rows
from .rows import flat
from .words import crop, cut, join, pad, plain

LINES = 36
"""What fits on one screen; a default screen is not longer unless the lesson needs it."""

LEAST_LANES, LANES = 4, 24
"""What is drawn at least, and at most where there is room, of a program with any number of tasks."""


class _Part:
    """A part of the screen that can be drawn in fewer lines, down to about `least`, or in up to `most`."""

    def __init__(self, draw: Callable[[int], list[Text]], least: int, most: int) -> None:
        self.draw, self.most = draw, most
        self.limit = least
        self.lines = draw(least)

    def grow(self, free: int) -> int:
        """Allow one line more if that costs at most `free` lines; returns what it cost."""
        if self.limit >= self.most:
            return 0
        lines = self.draw(self.limit + 1)
        cost = len(lines) - len(self.lines)
        if cost > free:
            self.most = self.limit
            return 0
        self.limit, self.lines = self.limit + 1, lines
        return cost


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
    lines = _screen(report, width, glyphs, internals, hints)
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


def _screen(report: Report, width: int, glyphs: Glyphs, internals: bool, hints: bool) -> list[Text]:
    trace = report.trace
    top = sections.header(report.name, report.claim, width, glyphs)
    top += sections.circumstances(trace, width, glyphs)
    verdict = sections.prose(report.verdict.sentence, width, glyphs, STYLES["verdict"])
    verdict += sections.prose(report.verdict.detail, width, glyphs)
    marks = [Mark(step.index, Moment(step.t, step.n)) for step in report.why]
    every = all_rows(trace, internals=internals)
    tallest = sum(1 for _ in flat(every)) + len({row.group for row in every if row.group})

    @cache
    def drawn_in(rows: int) -> Picture:
        return picture(trace, width, glyphs, marks, rows=rows, every=every)

    def lanes(limit: int) -> Picture:
        return drawn_in(min(limit, tallest))

    parts = {
        "lanes": _Part(lambda limit: list(lanes(limit).lines), LEAST_LANES, LANES),
        "why": _Part(lambda limit: sections.chain(report.why, trace.run, width, glyphs, limit), 3, 14),
        "printed": _Part(lambda limit: sections.output(trace, width, glyphs, limit), 2, 8),
        "facts": _Part(lambda limit: sections.facts(report.facts, width, glyphs, limit), 1, 16),
        "about": _Part(
            lambda limit: about(report, width, glyphs, limit), needed(report, width, glyphs), MOST
        ),
        "article": _Part(lambda limit: sections.article(report.article, width, glyphs, limit), 1, 4),
        "differs": _Part(lambda limit: _differs(report, width, glyphs, limit), 1, 6),
        "next": _Part(lambda limit: _next(report, width, glyphs)[:limit] if hints else [], 0, 2),
    }
    blocks = [["lanes"], ["why"], ["printed", "facts", "about", "article", "differs", "next"]]
    blanks = 2 + sum(any(parts[name].lines for name in names) for names in blocks)
    legend = len(sections.legend(lanes(LANES).used | lanes(LEAST_LANES).used, width, glyphs))
    free = LINES - len(top) - len(verdict) - blanks - (legend and legend + 1)
    free -= sum(len(part.lines) for part in parts.values())
    chain = parts["why"]
    while chain.limit < chain.most:  # a chain with its middle left out does not say why: it comes first
        free -= chain.grow(free)
    while free > 0:
        before = [part.limit for part in parts.values()]
        for name in ("lanes", "facts", "printed", "next", "about", "differs", "article"):
            free -= parts[name].grow(free)
        if before == [part.limit for part in parts.values()]:
            break
    lines: list[Text] = []
    drawn = [[line for name in names for line in parts[name].lines] for names in blocks]
    used = lanes(parts["lanes"].limit).used
    for block in filter(None, [top, verdict, *drawn, sections.legend(used, width, glyphs)]):
        lines += [Text(), *block]
    return lines


def _differs(report: Report, width: int, glyphs: Glyphs, limit: int) -> list[Text]:
    """How the facts come out on other versions, one line for each range of versions."""
    by_versions: dict[str, list[Difference]] = {}
    for difference in sorted(report.differs, key=lambda item: _age(item.specifier)):
        by_versions.setdefault(difference.versions, []).append(difference)
    shown = list(by_versions.items())[:limit]
    longest = max((len(words) for words, _ in shown), default=0)
    rows = []
    for when, found in shown:
        row = Text.styled(pad(plain(when, glyphs), longest, glyphs) + "  ", STYLES["differs"])
        words = f" {glyphs.dot} ".join(
            plain(f"{item.fact}: {sections.value_words(item.there)}", glyphs) for item in found
        )
        rows.append(row.append(cut(words, width - sections.LABEL - row.cell_len - 1, glyphs)))
    if len(shown) < len(by_versions):
        rows.append(Text.styled(f"+ {len(by_versions) - len(shown)} more", STYLES["aside"]))
    return sections.labelled("Differs", rows)


def _age(specifier: str) -> tuple[int, ...]:
    """The newest minor version in a range, to sort ranges by."""
    held = [version for version in versions.SUPPORTED if versions.includes(specifier, version)]
    return versions.key(held[-1]) if held else ()


def _next(report: Report, width: int, glyphs: Glyphs) -> list[Text]:
    offers = [("step through, list, or read it", "add --step, --events, or --source")]
    if report.differs and report.name in catalogue.names():
        offers.append(("the same on other Pythons", f"asyncx compare {plain(report.name, glyphs)}"))
    return commands("Next", offers, width, glyphs)


def commands(label: str, offers: Sequence[tuple[str, str]], width: int, glyphs: Glyphs) -> list[Text]:
    """What can be done, and what to type for it, in two columns; the commands alone where it is narrow."""
    words = max((len(text) for text, _ in offers), default=0) + 3
    fits = sections.LABEL + words + max(len(command) for _, command in offers) < width
    rows = []
    for text, command in offers:
        row = Text.styled(pad(text, words, glyphs) if fits else "", STYLES["aside"])
        rows.append(row.append(command, STYLES["command"]))
    return sections.labelled(label, rows)
