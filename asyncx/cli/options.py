"""The options that several commands share, each said once; the functions take the words of a command."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from . import complete, manual


def python(help: str, *, several: bool = False) -> Any:
    """One interpreter; or several, with commas between."""
    return typer.Option(
        "--python",
        metavar="VERSION|PATH,..." if several else "VERSION|PATH",
        help=help,
        autocompletion=complete.several_pythons if several else complete.pythons,
        rich_help_panel=manual.WHAT,
    )


def limit(help: str) -> Any:
    """How long a run may take."""
    return typer.Option("--limit", metavar="SECONDS", help=help, rich_help_panel=manual.WHAT)


def quiet(help: str) -> Any:
    """Say less, or nothing."""
    return typer.Option("-q", "--quiet", help=help, rich_help_panel=manual.SHOW)


def check(help: str) -> Any:
    """Tell by the exit code."""
    return typer.Option("--check", help=help, rich_help_panel=manual.SHOW)


def as_json(help: str) -> Any:
    """JSON instead of a screen."""
    return typer.Option("--json", help=help, rich_help_panel=manual.PUT)


def output(help: str) -> Any:
    """A file instead of the screen."""
    return typer.Option("-o", "--output", metavar="FILE", help=help, rich_help_panel=manual.PUT)


Limit = Annotated[str, limit("Stop a run after so many real seconds, 10 if not given.")]
Events = Annotated[
    bool, typer.Option("--events", help="Add every record, one a line.", rich_help_panel=manual.SHOW)
]
Source = Annotated[
    bool,
    typer.Option(
        "--source", help="Add the code, with what happened beside its lines.", rich_help_panel=manual.SHOW
    ),
]
Internals = Annotated[
    bool,
    typer.Option("--internals", help="Show asyncio's own coroutines and tasks.", rich_help_panel=manual.SHOW),
]
Ascii = Annotated[
    bool, typer.Option("--ascii", help="Draw with ASCII characters alone.", rich_help_panel=manual.SHOW)
]
Step = Annotated[
    bool,
    typer.Option(
        "--step",
        help="Step through it in the terminal. Left and Right: event, with Shift of the same task; "
        "n p step; [ ] turn; c cause; e effect; Space play; / find; ? all keys; q quit.",
        rich_help_panel=manual.SHOW,
    ),
]
Quiet = Annotated[bool, quiet("The verdict alone, on one line.")]
Check = Annotated[bool, check("Exit with 1 when a fact does not hold.")]
AsJson = Annotated[bool, as_json("The trace as JSON, and nothing else.")]
Output = Annotated[
    str,
    output(
        "Write it to a file: .html to step through it, .json or .jsonl for the trace, "
        ".perfetto-trace or .perfetto.json for ui.perfetto.dev, .txt or .svg for the screen."
    ),
]
Html = Annotated[
    bool,
    typer.Option(
        "--html", help="Open it in the browser, as a page to step through.", rich_help_panel=manual.PUT
    ),
]
Force = Annotated[
    bool,
    typer.Option("--force", help="Overwrite a file that asyncx did not write.", rich_help_panel=manual.PUT),
]
