"""The page that explains a message, the guess where none does, and the index of all pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len
from rich.text import Text

from ..analysis.report import Report
from ..explain.page import Page, Says, shown, unmarked, versions_in_words
from . import sections
from .glyphs import STYLES, Glyphs
from .lanes import picture
from .words import crop, flow, join, pad, plain, wrap

LEFT = 3
"""Cells before the text of a section."""

FULL = 44
"""Lines up to which a page has its code at once: it is read, not glanced at, but is not two screens."""

SEEN = 3
"""Messages that a page shows; the others are only recognised."""


MORE = 8
"""Scenarios that a page names beside its first."""

_TYPE = re.compile(r"[\w.]*(?:Error|Warning|Group|Exception)")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: the line of the text that has the message, and pages of others in the same text."""

    line: str = ""
    others: tuple[str, ...] = ()


def explain_screen(
    name: str,
    page: Page,
    report: Report | None,
    asked: Asked,
    *,
    width: int,
    glyphs: Glyphs,
    code: bool = False,
) -> Text:
    """The page `name`, `width` columns wide; `report` is the run that its picture shows, None for none.

    With `code`, or where one screen has room for it, code that fails and code that works is added, side
    by side if that fits.
    """
    used: set[str] = set()
    above = [
        sections.header(name, page.title, width, glyphs),
        _messages(page, asked, width, glyphs),
        _happened(page, report, width, glyphs, used),
        _when(page, width, glyphs),
        _fixes(page, width, glyphs),
        _wrong(page, width, glyphs),
    ]
    example, legend = _code(page, width, glyphs), sections.legend(used, width, glyphs)
    lines = _spaced([*above, example, _ways_on(page, asked, True, width), legend])
    if len(lines) > FULL and not code:
        lines = _spaced([*above, _ways_on(page, asked, not example, width), legend])
    return join([crop(line, width, glyphs) for line in lines])


def _spaced(blocks: Sequence[Sequence[Text]]) -> list[Text]:
    return [line for block in blocks if block for line in (Text(), *block)]


def guess_screen(near: Sequence[tuple[str, str]], width: int, glyphs: Glyphs) -> Text:
    """No page has the message: the nearest ones, pairs of name and title, or how to see all."""
    if not near:
        lines = sections.prose("No page has this message, and none comes near it.", width, glyphs)
        return join([Text(), *lines, Text(), *_commands("See all", ["asyncx explain"], width)])
    words = "No page has this message. This is a guess, by the words that they have in common:"
    lines = [Text(), *sections.prose(words, width, glyphs, STYLES["warning"]), Text()]
    lines += _entries(near, width, glyphs)
    lines += [Text(), *_commands("Read one", [f"asyncx explain {near[0][0]}"], width)]
    return join([crop(line, width, glyphs) for line in lines])


def index_screen(pages: Sequence[tuple[str, str]], width: int, glyphs: Glyphs) -> Text:
    """All pages, pairs of name and title."""
    lines = [Text(), *_entries(pages, width, glyphs), Text()]
    ways = [f"asyncx explain {pages[0][0]}", 'asyncx explain "no running event loop"', "asyncx explain < log"]
    return join([crop(line, width, glyphs) for line in [*lines, *_commands("Read one", ways, width)]])


def _entries(pages: Sequence[tuple[str, str]], width: int, glyphs: Glyphs) -> list[Text]:
    names = max(cell_len(name) for name, _ in pages) + 2
    lines = []
    for name, title in pages:
        for number, part in enumerate(wrap(plain(title, glyphs), max(width - LEFT - names - 1, 16))):
            line = Text(" " * LEFT)
            line.append(pad(name if number == 0 else "", names, glyphs), STYLES["name"])
            lines.append(line.append(part))
    return lines


def _messages(page: Page, asked: Asked, width: int, glyphs: Glyphs) -> list[Text]:
    labels = [f"{page.by} says", *["Also seen as"] * (SEEN - 1)]
    said = [(label, _said(says)) for label, says in zip(labels, page.says, strict=False)]
    if asked.line:
        said.insert(0, ("Your text", asked.line))
    lines = []
    before = ""
    column = max((cell_len(label) for label, _ in said), default=0) + 3
    for label, words in said:
        room = max(width - column - 1, 16)
        for number, part in enumerate(wrap(plain(words, glyphs, 3 * room), room)):
            own = label if number == 0 and label != before else ""
            line = Text.styled(pad(f" {own}", column, glyphs), STYLES["heading"])
            lines.append(line.append(part, STYLES["raised" if label == "Your text" else "aside"]))
        before = label
    return lines


def _said(says: Says) -> str:
    """A message with its type before it, as tracebacks have it."""
    words = shown(says.text)
    return f"{says.kind}: {words}" if _TYPE.fullmatch(says.kind) and says.kind not in words else words


def _happened(page: Page, report: Report | None, width: int, glyphs: Glyphs, used: set[str]) -> list[Text]:
    lines = [_heading("What happened")]
    if report is not None:
        drawn = picture(report.trace, width, glyphs, rows=7)
        used.update(drawn.used)
        run = report.trace.run
        words = f"asyncx scenario {page.picture} on {run.implementation} {run.python}: "
        lines += [*drawn.lines, *_paragraph(words + report.verdict.sentence, width, glyphs, "aside"), Text()]
    for number, words in enumerate(page.happened):
        lines += [*([Text()] if number else []), *_paragraph(words, width, glyphs)]
    return lines


def _when(page: Page, width: int, glyphs: Glyphs) -> list[Text]:
    rows = [(plain(when.text, glyphs), versions_in_words(when.on)) for when in page.when]
    if not rows:
        return []
    right = max(cell_len(on) for _, on in rows)
    column = min(max(cell_len(text) for text, _ in rows), max(width - LEFT - right - 4, 20))
    always = all(not when.on for when in page.when)
    lines = [_heading(f"{page.asked}, on every version" if always else page.asked)]
    if always:
        return lines + [line for text, _ in rows for line in _paragraph(text, width, glyphs)]
    for text, on in rows:
        for number, part in enumerate(wrap(text, column)):
            line = Text(" " * LEFT + pad(part, column + 3, glyphs))
            lines.append(line.append(on if number == 0 else "", STYLES["differs"]))
    return lines


def _fixes(page: Page, width: int, glyphs: Glyphs) -> list[Text]:
    lines = [_heading("Fix, best first")] if page.fixes else []
    for index, words in enumerate(page.fixes, 1):
        for number, part in enumerate(wrap(plain(unmarked(words), glyphs), width - LEFT - 4)):
            line = Text(" " * LEFT)
            line.append(f"{index}  " if number == 0 else "   ", STYLES["mark"])
            lines.append(line.append(part))
    return lines


def _wrong(page: Page, width: int, glyphs: Glyphs) -> list[Text]:
    rows = [(plain(wrong.cure, glyphs), plain(unmarked(wrong.why), glyphs)) for wrong in page.wrong]
    if not rows:
        return []
    lines = [_heading("Does not help")]
    column = min(max(cell_len(cure) for cure, _ in rows), max((width - LEFT) * 2 // 5, 12))
    room = max(width - LEFT - column - 4, 16)
    for cure, why in rows:
        for left, right in zip_longest(wrap(cure, column), wrap(why, room), fillvalue=""):
            line = Text(f"{'':{LEFT}}{pad(left, column + 3, glyphs)}")
            lines.append(line.append(right, STYLES["aside"]))
    return lines


def _code(page: Page, width: int, glyphs: Glyphs) -> list[Text]:
    """The code that fails and the code that works."""
    on = f", {versions_in_words(page.runs_on)}" if page.runs_on else ""
    columns = [
        (f"{title}{on if title == titles[0] or not page.fails else ''}", code.strip("\n").split("\n"))
        for titles in [("This fails", "This works")]
        for title, code in zip(titles, (page.fails, page.works), strict=True)
        if code
    ]
    wide = [max(map(cell_len, [heading, *code])) for heading, code in columns]
    if len(columns) == 2 and LEFT + sum(wide) + 4 < width:
        (left, fails), (right, works) = columns
        lines = [_heading(pad(left, wide[0] + LEFT + 3, glyphs) + right)]
        for number in range(max(len(fails), len(works))):
            beside = [code[number] if number < len(code) else "" for code in (fails, works)]
            text = plain(pad(beside[0], wide[0] + 4, glyphs) + beside[1], glyphs)
            lines.append(Text(f"{'':{LEFT}}{text}".rstrip()))
        return lines
    lines = []
    for heading, code in columns:
        lines += [*([Text()] if lines else []), _heading(heading)]
        lines += [Text(f"{'':{LEFT}}{plain(line, glyphs)}".rstrip()) for line in code]
    return lines


def _ways_on(page: Page, asked: Asked, code: bool, width: int) -> list[Text]:
    lines = []
    if asked.others:
        lines += _commands("Besides", [f"asyncx explain {name}" for name in asked.others], width)
    if not code:
        lines += _commands("Code", ["add --code"], width)
    if page.scenarios:
        first = page.scenarios[0]
        lines += _commands("See it", [f"asyncx scenario {first}", f"asyncx compare {first}"], width)
    if page.scenarios[1:]:
        lines += _names("More", page.scenarios[1 : MORE + 1], width)
    return lines + _names("Related", page.related, width)


def _commands(label: str, commands: Sequence[str], width: int) -> list[Text]:
    return _flowing(label, [Text.styled(command, STYLES["command"]) for command in commands], "      ", width)


def _names(label: str, names: Sequence[str], width: int) -> list[Text]:
    return _flowing(label, [Text(name) for name in names], "   ", width)


def _flowing(label: str, parts: Sequence[Text], separator: str, width: int) -> list[Text]:
    rows = flow(parts, separator, max(width - sections.LABEL, 16))
    return sections.labelled(label, [row[1:] for row in rows])


def _heading(words: str) -> Text:
    return Text.styled(f" {words}", STYLES["heading"])


def _paragraph(words: str, width: int, glyphs: Glyphs, style: str = "") -> list[Text]:
    room = max(width - LEFT - 1, 16)
    lines = wrap(plain(unmarked(words), glyphs), room)
    return [Text(" " * LEFT).append(line, STYLES[style] if style else "") for line in lines]
