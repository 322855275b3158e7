"""The options that several commands share, each said once."""

from __future__ import annotations

from typing import Annotated

import typer

from . import manual

Limit = Annotated[
    str,
    typer.Option(
        "--limit",
        metavar="SECONDS",
        help="Stop a run after so many real seconds, 10 if not given.",
        rich_help_panel=manual.WHAT,
    ),
]
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
Quiet = Annotated[
    bool, typer.Option("-q", "--quiet", help="The verdict alone, on one line.", rich_help_panel=manual.SHOW)
]
Check = Annotated[
    bool,
    typer.Option("--check", help="Exit with 1 when a fact does not hold.", rich_help_panel=manual.SHOW),
]
AsJson = Annotated[
    bool,
    typer.Option("--json", help="The trace as JSON, and nothing else.", rich_help_panel=manual.PUT),
]
Output = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write it to a file: .html to step through it, .json or .jsonl for the trace, "
        ".perfetto-trace or .perfetto.json for ui.perfetto.dev, .txt or .svg for the screen.",
        rich_help_panel=manual.PUT,
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
