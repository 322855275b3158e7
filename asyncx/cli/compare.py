"""`asyncx compare`: one behaviour on every Python and loop, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ExitCode, UserError
from ..runs import catalogue, choice, fit, interpreters
from ..runs.catalogue import Scenario
from ..runs.child import LIMIT
from . import browser, complete, console, manual, options
from .output import PICTURES, destination, save
from .slips import choice as one_of
from .slips import seconds

if TYPE_CHECKING:
    from .compared import Compared

EXAMPLES = ("asyncx compare wait_for-timeout", "asyncx compare --all --check")


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
        options.python("Only on these; on all that are found, if not given.", several=True),
    ] = None,
    loop: Annotated[
        list[str] | None,
        typer.Option(
            "--loop",
            metavar="|".join(fit.LOOPS) + ",...",
            help="Only with these; with each that a Python has, if not given (with --all: asyncio).",
            autocompletion=complete.several_loops,
            rich_help_panel=manual.WHAT,
        ),
    ] = None,
    limit: options.Limit = f"{LIMIT:g}",
    ascii: options.Ascii = False,
    quiet: Annotated[bool, options.quiet("One line for each scenario.")] = False,
    check: options.Check = False,
    as_json: Annotated[
        bool,
        options.as_json("The groups and their facts as JSON."),
    ] = False,
    output: Annotated[
        str,
        options.output(
            "Write it to a file: .html to step through it, .json, or .txt or .svg for the screen."
        ),
    ] = "",
    html: options.Html = False,
    force: options.Force = False,
) -> None:
    """Choose, run, compare, show."""
    file = destination(output, force, (".html", *PICTURES))
    if (html or output.endswith(".html")) and (every or len(names or []) > 1):
        what = "a page compares one scenario"
        raise UserError(what, [("all of them", "asyncx export --all site"), ("one", f"{EXAMPLES[0]} --html")])
    file = browser.page(file, "-".join(["compare", *(names or [])])) if html else file
    patience = seconds("--limit", limit)
    loops = [one_of("--loop", one, fit.LOOPS) for one in _split(loop)]
    scenarios = _scenarios(names or [], every)
    pythons = choice.pythons(_split(python))
    for note in pythons.notes:
        console.note(note)
    if every and not loops:
        loops = ["asyncio"]
    from .compared import document, screen
    from .comparing import compare_all

    found = compare_all(scenarios, pythons, loops, patience)
    if check and not any(one.ran for one in found):
        what = "there is nothing to check: no Python was run"
        raise UserError(what, [interpreters.SEE], ExitCode.CANNOT_RUN)
    glyphs = console.alphabet(ascii)
    one = len(scenarios) == 1 and not every
    if file is not None:
        save(file, _document(found, file, every, ascii))
        console.note(f"wrote {file}")
        if html:
            browser.show(file)
    if as_json:
        console.write(document(found, one=one))
    elif quiet:
        from ..render.compare import compare_line

        console.write("".join(compare_line(one.comparison, glyphs) + "\n" for one in found))
    elif file is None:
        console.show(screen(found, compact=every, width=console.width(), glyphs=glyphs))
    failing = [failure for compared in found for failure in compared.failures]
    if as_json or file is not None:
        for failure in failing:
            console.note(failure)
    raise typer.Exit(ExitCode.CHECK if check and failing else ExitCode.OK)


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


def _document(found: Sequence[Compared], file: Path, every: bool, ascii: bool) -> str:
    """What goes into a file, as its suffix says."""
    from .compared import document, screen

    if file.suffix == ".json":
        return document(found, one=len(found) == 1 and not every)
    if file.suffix == ".html":
        from ..render.compare_page import to_html

        return to_html(found[0].comparison, not_run=found[0].not_run)
    from ..render.export import to_svg, to_txt
    from ..render.glyphs import ASCII, UNICODE

    drawn = screen(found, compact=every, width=console.PIPED, glyphs=ASCII if ascii else UNICODE)
    return (
        to_txt(drawn) if file.suffix == ".txt" else to_svg(drawn, width=console.PIPED, title="asyncx compare")
    )
