"""`asyncx scenario`: run one behaviour and show what happened."""

from __future__ import annotations

from typing import Annotated

import typer

from ..errors import UserError
from ..runs import catalogue, fit, interpreters, orphans
from ..runs.child import LIMIT
from . import browser, complete, console, early, manual, options
from . import step as stepper
from .output import destination
from .slips import choice, seconds

EXAMPLES = ("asyncx scenario wait_for-timeout", "asyncx scenario wait_for-timeout --python 3.8 --events")


def command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="A name that asyncx list shows, or the path of a .py file.",
            autocompletion=complete.scenarios,
            show_default=False,
            rich_help_panel=manual.WHAT,
        ),
    ] = "",
    python: Annotated[
        str,
        options.python("The interpreter to run it on; the one asyncx runs on, if not given."),
    ] = "",
    loop: Annotated[
        str,
        typer.Option(
            "--loop",
            metavar="|".join(fit.LOOPS),
            help="The event loop; eager is asyncio with eager tasks.",
            autocompletion=complete.loops,
            rich_help_panel=manual.WHAT,
        ),
    ] = "asyncio",
    clock: Annotated[
        str,
        typer.Option(
            "--clock",
            metavar="|".join(fit.CLOCKS),
            help="The virtual clock gives the same trace every time.",
            autocompletion=complete.clocks,
            rich_help_panel=manual.WHAT,
        ),
    ] = "",
    limit: Annotated[
        str,
        options.limit(f"Stop it after so many real seconds, {LIMIT:g} if not given."),
    ] = f"{LIMIT:g}",
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
    force: options.Force = False,
) -> None:
    """Find it, run it, judge it, show it."""
    if not name:
        first = ("for example", EXAMPLES[0])
        raise UserError("asyncx scenario needs the name of a scenario", [first, catalogue.ALL])
    loop = choice("--loop", loop, fit.LOOPS)
    clock = fit.clock_for(loop, choice("--clock", clock, fit.CLOCKS) if clock else "")
    patience = seconds("--limit", limit)
    file = destination(output, force)
    file = browser.page(file, name) if html else file
    scenario = catalogue.find(name)
    if step:
        stepper.check(f"asyncx scenario {scenario.name}", others={"--json": as_json, "-q": quiet})
    interpreter = interpreters.resolve(python)
    fit.check(scenario, interpreter, loop)
    with orphans.ended(), early.take(scenario, interpreter, clock, loop) as child:
        # Loaded while the child is at work.
        from ..analysis.report import judge
        from ..render import terminal  # noqa: F401
        from .present import Look, exit_code, present

        trace = child.trace(patience)
    if loop == "uvloop":
        console.note("uvloop runs on the real clock: its timers cannot be made virtual")
    report = judge(trace, scenario)
    look = Look(
        events=events,
        source=source,
        internals=internals,
        ascii=ascii,
        quiet=quiet,
        as_json=as_json,
        file=file,
    )
    if step:
        stepper.show(report, ascii=ascii, internals=internals)
    if not step or file is not None:
        present(report, look)
    if html and file is not None:
        browser.show(file)
    if trace.run.end == "timed out":
        console.note(f"{trace.run.detail}; give it longer with --limit {patience * 6:g}")
    raise typer.Exit(exit_code(report, check))
