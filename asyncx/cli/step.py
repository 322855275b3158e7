"""`--step`: what it needs, and how to get it; the stepper itself is `render.tui`."""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ..errors import UserError
from . import console

if TYPE_CHECKING:
    from pathlib import Path

    from ..analysis.report import Report
    from ..render.stepping import Files
    from ..runs.catalogue import Scenario
    from ..trace.model import Trace

EXTRA = "asyncx-explorer[step]"
"""The distribution with what the stepper needs."""


def check(instead: str, *, others: dict[str, bool]) -> None:
    """UserError when nobody could step here; to be called before anything is run.

    `instead` is the command without `--step`; `others` says which options were given that leave no room
    for a stepper.
    """
    for option, given in others.items():
        if given:
            raise UserError(f"--step and {option} do not go together", [("for example", f"{instead} --step")])
    streams = {"input": sys.__stdin__, "output": sys.__stdout__, "error stream": sys.__stderr__}
    for name, stream in streams.items():
        if stream is None or not stream.isatty():
            raise UserError(f"--step needs a terminal, and its {name} is none", _elsewhere(instead))
    if os.environ.get("TERM") == "dumb":
        what = "--step needs a terminal that can move its cursor, and TERM is dumb"
        raise UserError(what, _elsewhere(instead))
    if install := to_install():
        what = "--step needs Textual, which is not installed"
        raise UserError(what, [("install it", install), *_elsewhere(instead)])


def to_install() -> str:
    """The command that installs what the stepper needs, "" when that is there."""
    if find_spec("textual") is not None:
        return ""
    return f"{shlex.quote(sys.executable)} -m pip install {shlex.quote(EXTRA)}"


def _elsewhere(instead: str) -> list[tuple[str, str]]:
    return [
        ("every event, one a line", f"{instead} --events"),
        ("or in a browser", f"{instead} -o page.html"),
    ]


def show(report: Report, *, ascii: bool, internals: bool, files: Files | None = None) -> None:
    """Step through a judged run until the reader has seen enough."""
    from ..render.tui.app import step_through
    from ..render.tui.subject import Subject

    step_through(Subject(report, internals=internals, files=files), console.alphabet(ascii))


def again(
    trace: Trace, scenario: Scenario | None, path: Path, number: int | None, *, ascii: bool, internals: bool
) -> None:
    """Step through a saved run, beginning at finding `number` (None for none) if it is a program's."""
    from ..analysis.report import judge

    report = judge(trace, scenario)
    files = None if trace.run.source else files_of(path)
    show(report if number is None else _about(report, number), ascii=ascii, internals=internals, files=files)


def _about(report: Report, number: int) -> Report:
    """What is said of a finding, in the place of the verdict."""
    from ..analysis import watched
    from ..analysis.causes import why
    from .watched import chosen

    finding = chosen(watched.judge(report.trace), number)
    verdict = replace(report.verdict, sentence=finding.sentence, detail=finding.fix, record=finding.record)
    return replace(report, verdict=verdict, why=why(report.trace, finding.record))


def files_of(path: Path) -> Files:
    """The lines of the files of a watched program, as far as they are as they were."""
    from ..runs import sources, store

    ended = store.read(path).ended
    root, before = str(ended.get("root", "")), ended.get("time")
    return sources.reader(root, float(before) if isinstance(before, int | float) else None)
