"""`asyncx compare`: one behaviour on every Python and loop, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ExitCode, UserError
from ..runs import catalogue, choice, fit, interpreters, orphans
from ..runs.catalogue import Scenario
from ..runs.child import LIMIT
from . import complete, console, manual, options
from .output import PICTURES, destination, save
from .slips import choice as one_of
from .slips import seconds

if TYPE_CHECKING:
    from .compared import Compared

EXAMPLES = ("asyncx compare wait_for-timeout", "asyncx compare --all --check")

MANY = 20
"""Scenarios; the traces of more are not kept, and their lanes not drawn."""


def command(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAMES]",
            help="Names that asyncx list shows, or paths of .py files.",
            autocompletion=complete.scenarios,
            rich_help_panel=manual.WHAT,
        ),
    ] = None,
    every: Annotated[
        bool,
        typer.Option("--all", help="All scenarios, in a compact report.", rich_help_panel=manual.WHAT),
    ] = False,
    python: Annotated[
        list[str] | None,
        typer.Option(
            "--python",
            metavar="VERSION|PATH,...",
            help="Only on these; on all that are found, if not given.",
            autocompletion=complete.pythons,
            rich_help_panel=manual.WHAT,
        ),
    ] = None,
    loop: Annotated[
        list[str] | None,
        typer.Option(
            "--loop",
            metavar="|".join(fit.LOOPS) + ",...",
            help="Only with these; with each that a Python has, if not given (with --all: asyncio).",
            autocompletion=complete.loops,
            rich_help_panel=manual.WHAT,
        ),
    ] = None,
    limit: options.Limit = f"{LIMIT:g}",
    ascii: options.Ascii = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="One line for each scenario.", rich_help_panel=manual.SHOW)
    ] = False,
    check: options.Check = False,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="The groups and their facts as JSON.", rich_help_panel=manual.PUT),
    ] = False,
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write it to a file: .json, or .txt or .svg for the screen.",
            rich_help_panel=manual.PUT,
        ),
    ] = "",
    force: options.Force = False,
) -> None:
    """Choose, run, compare, show."""
    file = destination(output, force, PICTURES)
    patience = seconds("--limit", limit)
    loops = [one_of("--loop", one, fit.LOOPS) for one in _split(loop)]
    scenarios = _scenarios(names or [], every)
    pythons = choice.pythons(_split(python))
    for note in pythons.notes:
        console.note(note)
    if every and not loops:
        loops = ["asyncio"]
    found = _compare(scenarios, pythons, loops, patience)
    from .compared import document, screen

    glyphs = console.alphabet(ascii)
    if file is not None:
        save(file, _file(found, file.suffix, every, ascii))
        console.note(f"wrote {file}")
    if as_json:
        console.write(document(found, one=len(scenarios) == 1 and not every))
    elif quiet:
        from ..render.compare import compare_line

        console.write("".join(compare_line(one.comparison, glyphs) + "\n" for one in found))
    elif file is None:
        console.show(screen(found, compact=every, width=console.width(), glyphs=glyphs))
    failing = any(one.comparison.failures for one in found)
    raise typer.Exit(ExitCode.CHECK if check and failing else ExitCode.OK)


def _compare(
    scenarios: Sequence[Scenario], pythons: choice.Pythons, loops: Sequence[str], limit: float
) -> list[Compared]:
    """Run what has to be run, and compare scenario by scenario; UserError when there is nothing at all."""
    import gc

    from ..analysis.compare import compare
    from ..analysis.observed import Observation, observe, recall
    from ..runs.many import run_all
    from .compared import Compared
    from .progress import Progress

    plans = [choice.plan(one, pythons, loops or fit.LOOPS, strict=bool(loops)) for one in scenarios]
    seen: list[list[Observation]] = [
        [recall(scenario, record) for record in plan.records]
        for scenario, plan in zip(scenarios, plans, strict=True)
    ]
    places = {id(scenario): place for place, scenario in enumerate(scenarios)}
    jobs = [job for plan in plans for job in plan.jobs]
    gc.enable()
    ours = orphans.adopt()
    try:
        with (
            Progress(job.interpreter.version for job in jobs) as progress,
            closing(run_all(jobs, limit=limit)) as runs,
        ):
            for job, result in runs:
                progress.done(job.interpreter.version)
                if isinstance(result, UserError):
                    loop = "" if job.loop == "asyncio" else f" with {job.loop}"
                    where = f"{job.scenario.name} on {job.interpreter.version}{loop}"
                    console.note(f"left out {where}: {result.what}")
                    continue
                observation = observe(job.scenario, result)
                if len(scenarios) > MANY:
                    observation = replace(observation, trace=None)
                seen[places[id(job.scenario)]].append(observation)
    finally:
        orphans.end(ours)
    if not any(seen):
        raise _nothing_to_compare(scenarios, plans)
    return [
        Compared(compare(scenario, observations), plan.not_run)
        for scenario, plan, observations in zip(scenarios, plans, seen, strict=True)
        if observations
    ]


def _scenarios(names: Sequence[str], every: bool) -> list[Scenario]:
    if every and names:
        raise UserError("--all and names exclude each other", [("all of them", "asyncx compare --all")])
    if not names and not every:
        first = ("for example", EXAMPLES[0])
        raise UserError("asyncx compare needs the name of a scenario, or --all", [first, catalogue.ALL])
    return catalogue.load_all() if every else [catalogue.find(name) for name in dict.fromkeys(names)]


def _split(values: Sequence[str] | None) -> list[str]:
    """What was given in several options, or in one with commas."""
    parts = (part.strip() for value in values or () for part in value.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def _file(found: Sequence[Compared], kind: str, every: bool, ascii: bool) -> str:
    from .compared import document, screen

    if kind == ".json":
        return document(found, one=len(found) == 1 and not every)
    from ..render.export import to_svg, to_txt
    from ..render.glyphs import ASCII, UNICODE

    drawn = screen(found, compact=every, width=console.PIPED, glyphs=ASCII if ascii else UNICODE)
    return to_txt(drawn) if kind == ".txt" else to_svg(drawn, width=console.PIPED, title="asyncx compare")


def _nothing_to_compare(scenarios: Sequence[Scenario], plans: Sequence[choice.Plan]) -> UserError:
    name = scenarios[0].name if len(scenarios) == 1 else "the scenarios"
    reasons = [("because", f"{why}: {which}") for plan in plans[:1] for which, why in plan.not_run]
    what = f"no Python was found on which {name} can be compared"
    return UserError(what, [*reasons, interpreters.SEE], ExitCode.CANNOT_RUN)
