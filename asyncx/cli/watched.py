"""Show a judged run of a program: its report, the chain of causes of one finding, or a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..analysis import rules
from ..analysis.awaited import with_others
from ..analysis.finding import Finding
from ..analysis.waiting import Waiting
from ..analysis.watched import Watched
from ..errors import ExitCode, UserError
from ..trace.model import Place
from . import console, output

if TYPE_CHECKING:
    from rich.text import Text

    from ..render.blocks import About
    from ..render.glyphs import Glyphs
    from ..render.stepping import Files
    from ..runs.watch import Watching
    from ..trace.load import Loaded
    from .watching import Wanted


def report(
    watched: Watched, loaded: Loaded, wanted: Wanted, file: Path | None, root: str, watching: Watching | None
) -> None:
    """Report on stderr as `wanted` says, and write the file; `watching` is None for what is not saved."""
    from ..render.blocks import About
    from ..runs.sources import lines, reader

    where = [finding.place for finding in watched.findings if finding.place is not None]
    about = About(
        source=lines(root, where),
        kept="" if watching is not None else None,
        only=wanted.only,
        calm=watching is not None,
        check=wanted.check,
        merged=loaded.merged,
        lost=loaded.lost,
    )
    text = f"{json.dumps(as_json(watched), indent=1)}\n" if wanted.as_json else ""
    if file is not None:
        if text:
            output.save(file, text)
        else:
            save(watched, about, file, watching.trace if watching is not None else None, reader(root))
        console.note(f"wrote {file}")
    elif text:
        sys.stderr.write(text)
    if not wanted.quiet and not text:
        stream = sys.stderr
        glyphs = console.alphabet(wanted.ascii, stream)
        console.show(screen(watched, about, console.width(stream), glyphs), stream)


def screen(watched: Watched, about: About, width: int, glyphs: Glyphs) -> Text:
    """The report."""
    from ..render.run import run_screen

    return run_screen(watched, about, width, glyphs)


def save(watched: Watched, about: About, file: Path, trace: Path | None, files: Files) -> None:
    """Write the run to a file, .asyncx or one of output.KINDS; `trace` is what the kernel wrote.

    `files` has the lines of the program's files, for a page.
    """
    kind = output.kind_of(file)
    if kind == ".asyncx":
        output.keep(file, trace)
        return
    if kind in (".txt", ".svg"):
        from ..render.export import to_svg, to_txt
        from ..render.glyphs import UNICODE

        drawn = screen(watched, about, console.PIPED, UNICODE)
        name = f"asyncx run {watched.name}"
        output.save(file, to_txt(drawn) if kind == ".txt" else to_svg(drawn, width=console.PIPED, title=name))
        return
    if kind == ".json":
        output.save(file, document(watched))
        return
    from ..analysis.report import judge
    from .files import contents

    output.save(file, contents(judge(watched.trace, None), kind, findings=watched.findings, files=files))


def document(watched: Watched) -> str:
    """The trace as JSON, with its findings."""
    from ..trace import codec

    found = [_finding(number, each) for number, each in watched.numbered]
    return codec.dumps(watched.trace, findings=found) + "\n"


def as_json(watched: Watched) -> dict[str, Any]:
    """The report without the records."""
    from .. import __version__

    run = watched.trace.run
    return {
        "format": {"name": "asyncx-report", "version": 1},
        "asyncx": __version__,
        "run": {
            "target": watched.name,
            "python": run.python,
            "implementation": run.implementation,
            "platform": run.platform,
            "clock": run.clock,
            "end": run.end,
            "code": run.code,
        },
        "nanoseconds": watched.trace.end,
        "since": watched.since,
        "tasks": watched.how_many,
        "left_over": len(watched.left_over),
        "waiting": [_waiting(each) for each in watched.waiting],
        "findings": [_finding(number, each) for number, each in watched.numbered],
        "not_looked_for": list(rules.blind(watched.trace)),
    }


def _waiting(each: Waiting) -> dict[str, Any]:
    return {
        "task": each.task.number,
        "name": each.name,
        "what": each.what,
        "more": with_others(each.more, each.others),
        "place": _place(each.place),
        "start": each.start,
        "end": each.end,
        "needs": list(each.needs),
    }


def _place(place: Place | None) -> list[object] | None:
    return [place.file, place.line, place.function] if place is not None else None


def _finding(number: int, finding: Finding) -> dict[str, Any]:
    return {
        "number": number,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "sentence": finding.sentence,
        "fix": finding.fix,
        "place": _place(finding.place),
        "record": finding.record,
        "start": finding.start,
        "end": finding.end,
        "tasks": list(finding.tasks),
        "certain": finding.certain,
        "count": finding.count,
    }


def chosen(watched: Watched, number: int) -> Finding:
    """The finding with this number; UserError when there is none."""
    if not 1 <= number <= len(watched.findings):
        count = len(watched.findings)
        what = (
            f"the run has {count} finding{'s' if count != 1 else ''}"
            if count
            else "nothing was found in the run"
        )
        raise UserError(
            f"there is no finding {number}: {what}", [("see them", "asyncx show")], ExitCode.USAGE
        )
    return watched.findings[number - 1]


def places_of(watched: Watched) -> list[Place]:
    """The places whose source is shown."""
    return [finding.place for finding in watched.findings if finding.place is not None]
