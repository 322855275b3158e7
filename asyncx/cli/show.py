"""`asyncx show`: draw a saved trace again, without running anything."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import ExitCode, UserError
from ..runs import catalogue
from ..runs.catalogue import Scenario
from ..trace.model import Run
from . import manual, options
from .output import destination

EXAMPLES = ("asyncx show trace.json", "asyncx show trace.json --events")

LARGEST = 200_000_000
"""Bytes of a trace file; larger ones were not written by asyncx."""


def command(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A trace that asyncx wrote, .json or .jsonl.",
            show_default=False,
            rich_help_panel=manual.WHAT,
        ),
    ] = "",
    events: options.Events = False,
    source: options.Source = False,
    internals: options.Internals = False,
    ascii: options.Ascii = False,
    quiet: options.Quiet = False,
    check: options.Check = False,
    as_json: options.AsJson = False,
    output: options.Output = "",
    force: options.Force = False,
) -> None:
    """Load it, judge it by the scenario in it, show it."""
    if not file:
        make = ("make one", "asyncx scenario wait_for-timeout -o trace.json")
        raise UserError("asyncx show needs a file", [make])
    target = destination(output, force)
    from ..analysis.report import judge
    from ..trace import codec
    from .present import Look, failing, present

    try:
        trace = codec.loads(text_of(Path(file)))
    except UserError as error:
        raise UserError(f"{file}: {error.what}", error.hints, error.exit_code) from None
    report = judge(trace, scenario_of(trace.run))
    look = Look(
        events=events,
        source=source,
        internals=internals,
        ascii=ascii,
        quiet=quiet,
        as_json=as_json,
        file=target,
    )
    present(report, look)
    raise typer.Exit(ExitCode.CHECK if check and failing(report) else ExitCode.OK)


def text_of(path: Path) -> str:
    """The text of a trace file; UserError when it cannot be one."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        make = ("make one", f"asyncx scenario wait_for-timeout -o {path}")
        raise UserError("there is no such file", [make] if path.suffix == ".json" else []) from None
    except (OSError, ValueError) as error:
        raise UserError(
            f"it cannot be read: {(getattr(error, 'strerror', None) or str(error)).lower()}"
        ) from None
    if len(data) > LARGEST:
        raise UserError(f"it is larger than {LARGEST // 1_000_000} MB, so asyncx did not write it")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise UserError("it is no trace: it is not text") from None


def scenario_of(run: Run) -> Scenario | None:
    """The scenario that a trace was made of, read from the source in the trace itself, if it has one."""
    if not run.source:
        return None
    try:
        return catalogue.parse(run.target.removeprefix("scenario:"), run.source)
    except UserError:
        return None
