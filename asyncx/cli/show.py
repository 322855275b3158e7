"""`asyncx show`: draw a saved trace again, without running anything."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ..errors import ExitCode, UserError
from ..runs import catalogue, store
from ..runs.catalogue import Scenario
from ..trace.load import Loaded
from ..trace.model import Run
from . import browser, console, manual, options
from . import step as stepper
from .output import KINDS, destination

EXAMPLES = ("asyncx show 1", "asyncx show trace.json --events")


def command(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE NUMBER",
            help="A trace that asyncx wrote, the last run if not given; and a finding of it, to say why.",
            show_default=False,
            rich_help_panel=manual.WHAT,
        ),
    ] = None,
    events: options.Events = False,
    source: options.Source = False,
    internals: options.Internals = False,
    step: options.Step = False,
    ascii: options.Ascii = False,
    quiet: options.Quiet = False,
    check: options.Check = False,
    as_json: options.AsJson = False,
    output: options.Output = "",
    html: options.Html = False,
    history: Annotated[
        bool,
        typer.Option("--list", help="List the runs that are kept.", rich_help_panel=manual.WHAT),
    ] = False,
    force: options.Force = False,
) -> None:
    """Load it, judge it by the scenario in it, show it."""
    if history:
        from .again import listing

        console.write(listing())
        return
    path, kept, number = meant(words or ())
    target = destination(output, force, (".asyncx", *KINDS))
    target = browser.page(target, path.stem) if html else target
    if step:
        stepper.check(f"asyncx show {kept}".rstrip(), others={"--json": as_json, "-q": quiet})
    found = loaded(path)
    trace = found.trace
    if step:
        stepper.again(trace, scenario_of(trace.run), path, number, ascii=ascii, internals=internals)
        if target is None:
            raise typer.Exit
    if not trace.run.target.startswith("scenario:"):
        if source:
            page = f"asyncx show{kept and ' ' + kept} --html"
            raise UserError("--source is for a scenario; a program's code is in its page", [("see it", page)])
        from .again import Again, show

        again = Again(
            path=path,
            kept=kept,
            number=number,
            events=events,
            internals=internals,
            ascii=ascii,
            quiet=quiet,
            as_json=as_json,
            file=target,
        )
        judged = show(found, again)
        if html and target is not None:
            browser.show(target)
        raise typer.Exit(ExitCode.CHECK if check and judged.failing else ExitCode.OK)
    from ..analysis.report import judge
    from .present import Look, failing, present

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
    if html and target is not None:
        browser.show(target)
    raise typer.Exit(ExitCode.CHECK if check and failing(report) else ExitCode.OK)


def meant(words: Sequence[str]) -> tuple[Path, str, int | None]:
    """The file, how to name it to `asyncx show` ("" for the last run), and the number of a finding."""
    if len(words) > 2 or (len(words) == 2 and not words[1].isdigit()):
        raise UserError(
            "asyncx show takes a file, and the number of a finding in it", [("for example", EXAMPLES[1])]
        )
    if words and (not words[0].isdigit() or Path(words[0]).exists()):
        return Path(words[0]), words[0], int(words[1]) if len(words) > 1 else None
    if len(words) == 2:
        raise UserError(f"there is no file {words[0]}")
    return store.last().path, "", int(words[0]) if words else None


def loaded(path: Path) -> Loaded:
    """The trace in a file; UserError that names the file when there is none."""
    from ..runs.watched import load

    try:
        return load(path)
    except UserError as error:
        hints = error.hints
        if not path.exists() and path.suffix == ".json":
            hints = (("make one", f"asyncx scenario wait_for-timeout -o {path}"),)
        raise UserError(f"{path}: {error.what}", hints, error.exit_code) from None


def scenario_of(run: Run) -> Scenario | None:
    """The scenario that a trace was made of, read from the source in the trace itself, if it has one."""
    if not run.source:
        return None
    try:
        return catalogue.parse(run.target.removeprefix("scenario:"), run.source)
    except UserError:
        return None
