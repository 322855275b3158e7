"""Show a judged trace as the options say: a screen, a line, JSON, or a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..analysis.facts import FactResult, FactStatus
from ..analysis.report import Report
from ..errors import ExitCode
from . import console, output
from .files import TRACES, contents

if TYPE_CHECKING:
    from rich.text import Text

    from ..render.glyphs import Glyphs

UNFINISHED = ("crashed", "killed", "timed out")
"""Ends of a run after which its trace is only the beginning of what would have happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What to show, and where to put it (`file` None is stdout)."""

    events: bool = False
    source: bool = False
    internals: bool = False
    ascii: bool = False
    quiet: bool = False
    as_json: bool = False
    file: Path | None = None


def present(report: Report, look: Look) -> None:
    """Print `report`, or write it to a file."""
    if look.file is not None:
        output.save(look.file, _document(report, look, output.kind_of(look.file)))
        console.note(f"wrote {look.file}")
    if look.as_json:
        console.write(str(contents(report, ".json")))
    elif look.quiet:
        from ..render.terminal import quiet_line

        console.write(quiet_line(report, console.alphabet(look.ascii)) + "\n")
    elif look.file is None:
        console.show(_screen(report, look, console.width(), console.alphabet(look.ascii)))
    else:
        return
    if look.as_json or look.quiet:
        _say_what_fails(report)


def exit_code(report: Report, check: bool) -> ExitCode:
    """What the command's exit code says about a run just made."""
    if check and failing(report):
        return ExitCode.CHECK
    return ExitCode.CANNOT_RUN if report.trace.run.end in UNFINISHED else ExitCode.OK


def failing(report: Report) -> list[FactResult]:
    """The facts that do not hold, where they should."""
    return [fact for fact in report.facts if fact.status is FactStatus.FAILS]


def _screen(report: Report, look: Look, width: int, glyphs: Glyphs) -> Text:
    from ..render.terminal import scenario_screen

    return scenario_screen(
        report,
        width=width,
        glyphs=glyphs,
        events=look.events,
        source=look.source,
        internals=look.internals,
    )


def _document(report: Report, look: Look, kind: str) -> str | Iterator[bytes]:
    if kind in TRACES:
        return contents(report, kind, internals=look.internals)
    from ..render.export import to_svg, to_txt
    from ..render.glyphs import ASCII, UNICODE

    screen = _screen(report, look, console.PIPED, ASCII if look.ascii else UNICODE)
    title = f"asyncx scenario {report.name}"
    return to_txt(screen) if kind == ".txt" else to_svg(screen, width=console.PIPED, title=title)


def _say_what_fails(report: Report) -> None:
    for fact in failing(report):
        console.note(f'"{fact.name}" does not hold: expected {fact.expected!r}, seen {fact.seen!r}')
