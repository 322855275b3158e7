"""`asyncx show` for a program that was watched: the report again, one finding, all findings, or a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..analysis.causes import why
from ..analysis.watched import Watched, judge
from ..runs import store
from ..runs.sources import lines
from ..trace.load import Loaded
from . import console, watched
from .step import files_of

if TYPE_CHECKING:
    from ..render.blocks import About


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """What to show of a saved run; `number` is that of a finding, None for the whole report."""

    path: Path
    kept: str
    number: int | None = None
    events: bool = False
    internals: bool = False
    ascii: bool = False
    quiet: bool = False
    as_json: bool = False
    file: Path | None = None


def show(loaded: Loaded, again: Again) -> Watched:
    """Show it; returns the judged run."""
    from ..render import blocks, run
    from ..render import why as whys

    judged = judge(loaded.trace)
    about = _about(judged, loaded, again)
    glyphs = console.alphabet(again.ascii)
    if again.file is not None:
        watched.save(judged, about, again.file, again.path, files_of(again.path))
        console.note(f"wrote {again.file}")
    if again.as_json:
        console.write(watched.document(judged))
    elif again.number is not None:
        finding = watched.chosen(judged, again.number)
        chain = why(loaded.trace, finding.record)
        console.show(whys.why_screen(judged, again.number, chain, about, console.width(), glyphs))
    elif again.quiet:
        console.write("".join(f"{line}\n" for line in blocks.finding_lines(judged, glyphs)))
    elif again.file is None:
        console.show(run.run_screen(judged, about, console.width(), glyphs))
        if again.events:
            _show_events(judged, again, glyphs_of=again.ascii)
    return judged


def listing() -> str:
    """The runs that are kept, one a line, the last first: when, what, how it ended, and its file."""
    from datetime import datetime

    from ..render.words import plain

    rows = []
    for saved in store.history():
        when = datetime.fromtimestamp(saved.time).astimezone().strftime("%Y-%m-%d %H:%M")
        code = saved.ended.get("returncode")
        ended = "not ended" if code is None else f"exited {code}" if code >= 0 else f"signal {-code}"
        name = saved.ended.get("name", saved.header.get("target", ""))
        rows.append((when, plain(str(name), limit=30), ended, str(saved.path)))
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    return "".join(
        "   ".join([*(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)), row[3]]) + "\n"
        for row in rows
    )


def _show_events(judged: Watched, again: Again, glyphs_of: bool) -> None:
    from ..render.events import event_lines
    from ..render.words import join

    told = event_lines(judged.trace, (), console.alphabet(glyphs_of), internals=again.internals)
    console.write("\n")
    console.show(join(told))


def _about(judged: Watched, loaded: Loaded, again: Again) -> About:
    from ..render.blocks import About

    saved = store.read(again.path)
    root = str(saved.ended.get("root", ""))
    before = saved.ended.get("time")
    where = watched.places_of(judged)
    return About(
        source=lines(root, where, float(before) if isinstance(before, int | float) else None),
        kept=again.kept,
        merged=loaded.merged,
        lost=loaded.lost,
    )
