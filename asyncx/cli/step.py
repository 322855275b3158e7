"""`--step`: what it needs, and how to get it; the stepper itself is `render.tui`."""

from __future__ import annotations

import os
import shlex
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ..errors import UserError
from . import console

if TYPE_CHECKING:
    from ..analysis.report import Report
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
    if find_spec("textual") is None:
        install = f"{shlex.quote(sys.executable)} -m pip install {shlex.quote(EXTRA)}"
        raise UserError(
            "--step needs Textual, which is not installed",
            [("install it", install), *_elsewhere(instead)],
        )


def _elsewhere(instead: str) -> list[tuple[str, str]]:
    return [
        ("every event, one a line", f"{instead} --events"),
        ("or in a browser", f"{instead} -o page.html"),
    ]


def show(report: Report, *, ascii: bool, internals: bool) -> None:
    """Step through a judged run until the reader has seen enough."""
    from ..render.tui.app import step_through

    step_through(report, console.alphabet(ascii), internals=internals)


def run(trace: Trace, scenario: Scenario | None, *, ascii: bool, internals: bool) -> None:
    """Judge a run, and step through it."""
    from ..analysis.report import judge

    show(judge(trace, scenario), ascii=ascii, internals=internals)
