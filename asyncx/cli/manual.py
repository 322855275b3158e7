"""Help pages: a sentence, examples to copy, options by what they are for, on one screen."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from ..errors import ExitCode

WHAT = "What to run"
RECORD = "What to record"
SHOW = "What to show"
PUT = "Where to put it"
ALSO = "Also"

ENVIRONMENT = (
    ("ASYNCX_PYTHONS", f"more interpreters, separated by {os.pathsep!r}"),
    ("COLUMNS", "the width of a screen; 100 in a pipe"),
    ("NO_COLOR, FORCE_COLOR", "no colour at all, or colour in a pipe too"),
)

Row = tuple[str, str]


def command_page(command: Any, context: Any) -> str:
    """The help page of one command, as text for a terminal."""
    sections: dict[str, list[Row]] = {WHAT: [], RECORD: [], SHOW: [], PUT: [], ALSO: []}
    usage = [context.command_path]
    for param in command.get_params(context):
        sections.setdefault(getattr(param, "rich_help_panel", None) or ALSO, []).append(_row(param))
        if param.param_type_name == "argument":
            usage.append(param.metavar)
    summary, _, details = (command.help or "").partition("\n")
    return _page(
        getattr(command, "usage", " ".join([*usage, "[options]"])),
        [summary, *details.strip().split("\n\n")],
        [("Examples", [(example, "") for example in command.examples]), *sections.items()],
    )


def group_page(group: Any, context: Any) -> str:
    """The help page of `asyncx` itself."""
    commands = [(name, _summary(group.get_command(context, name))) for name in group.list_commands(context)]
    examples = [group.get_command(context, name).examples[0] for name in group.list_commands(context)]
    return _page(
        "asyncx COMMAND [options]",
        [group.help],
        [
            ("Commands", [*commands, ("", "asyncx COMMAND --help says more")]),
            ("Examples", [(example, "") for example in examples]),
            (ALSO, [_row(param) for param in group.get_params(context)]),
            ("Exit codes", [(str(int(code)), code.sentence) for code in ExitCode]),
            ("Environment", list(ENVIRONMENT)),
        ],
    )


def _summary(command: Any) -> str:
    return str(command.help).partition("\n")[0].rstrip(".")


def _row(param: Any) -> Row:
    if param.param_type_name == "argument":
        return (param.metavar, param.help or "")
    names = ", ".join(sorted(param.opts, key=len))
    value = "" if param.is_flag or param.count else f" {param.metavar or param.name.upper()}"
    return (names + value, (param.help or "").rstrip("."))


def _page(usage: str, paragraphs: Sequence[str], sections: Iterable[tuple[str, Sequence[Row]]]) -> str:
    from typer import style

    from .console import width

    room = width()
    lines = [f" {style(usage, bold=True)}"]
    for paragraph in filter(None, paragraphs):
        lines += ["", *textwrap.wrap(paragraph, room, initial_indent=" ", subsequent_indent=" ")]
    for heading, rows in sections:
        if rows:
            lines += ["", f" {style(heading, bold=True)}", *_rows(rows, room)]
    return "\n".join(lines) + "\n"


def _rows(rows: Sequence[Row], room: int) -> list[str]:
    column = max((len(left) for left, right in rows if right), default=0) + 2
    lines = []
    for left, right in rows:
        wrapped = textwrap.wrap(right, max(room - column - 3, 20)) or [""]
        lines.append(f"   {left:<{column}}{wrapped[0]}".rstrip())
        lines += [f"   {'':<{column}}{more}" for more in wrapped[1:]]
    return lines
