"""`asyncx run`: watch a program of the user's, and say what is wrong with it."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from ..errors import ExitCode, UserError
from . import manual, options, split
from .group import Command

EXAMPLES = ("asyncx run app.py --port 8000", "asyncx run --check -- uvicorn app:app")

DETAILS = ("tasks", "steps", "stacks")
CLOCKS = ("real", "virtual")

_WHAT, _BARE = "asyncx.what", "asyncx.bare"
"""What `parse_args` finds out: the kind of program, and whether there is nothing on the command line."""


class RunCommand(Command):
    """A command whose options end where the program's words begin."""

    usage = "asyncx run [options] SCRIPT | -m MODULE | -- COMMAND  [arguments of the program]"

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        ours, kind, words = split.split(args)
        ctx.meta[_WHAT], ctx.meta[_BARE] = kind, not args
        if ctx.resilient_parsing:
            ours, words = args, []
        return super().parse_args(ctx, [*ours, "--", *words] if kind else ours)


CLASS = RunCommand


def command(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SCRIPT",
            help="A file, a folder or zip with a __main__.py, or - for stdin; what follows is its own.",
            show_default=False,
            rich_help_panel=manual.WHAT,
        ),
    ] = None,
    module: Annotated[  # noqa: ARG001 (split.split takes it out; this is for the help page)
        str,
        typer.Option(
            "-m", metavar="MODULE", help="Run a module, as python -m does.", rich_help_panel=manual.WHAT
        ),
    ] = "",
    python: Annotated[
        str,
        options.python("The interpreter; if not given, the active environment's, or asyncx's own."),
    ] = "",
    clock: Annotated[
        str,
        typer.Option(
            "--clock",
            metavar="|".join(CLOCKS),
            help="The virtual clock is for programs without real input and output.",
            rich_help_panel=manual.WHAT,
        ),
    ] = "real",
    detail: Annotated[
        str,
        typer.Option(
            "--detail",
            metavar="|".join(DETAILS),
            help="tasks costs least; steps, if not given; stacks adds coroutines.",
            rich_help_panel=manual.RECORD,
        ),
    ] = "steps",
    seconds: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="SECONDS",
            help="Record no longer than that; the program goes on.",
            rich_help_panel=manual.RECORD,
        ),
    ] = "",
    ring: Annotated[
        str,
        typer.Option(
            "--ring",
            metavar="SECONDS",
            help="Keep the last seconds only; SIGUSR2 to asyncx reports them.",
            rich_help_panel=manual.RECORD,
        ),
    ] = "",
    only: Annotated[
        str,
        typer.Option(
            "--only",
            metavar="NAME",
            help="Only tasks whose name, or whose coroutine's, has NAME in it.",
            rich_help_panel=manual.SHOW,
        ),
    ] = "",
    ascii: options.Ascii = False,
    quiet: Annotated[bool, options.quiet("No report at all.")] = False,
    check: Annotated[
        bool,
        options.check("Exit with 1 when a problem or a warning was found."),
    ] = False,
    as_json: Annotated[
        bool,
        options.as_json("The report as JSON, on stderr or in the file."),
    ] = False,
    output: Annotated[
        str,
        options.output(".asyncx, .json, .jsonl for asyncx show; .html to step through; .txt, .svg."),
    ] = "",
    html: options.Html = False,
    force: options.Force = False,
) -> None:
    """Start it, wait for it, report on it; the exit code is the program's."""
    kind = context.meta[_WHAT]
    if not kind or not words:
        if kind == split.MODULE:
            raise UserError("-m needs the name of a module", [("for example", "asyncx run -m app")])
        if context.meta[_BARE]:
            typer.echo(context.get_help())
            return
        raise UserError("asyncx run needs a program", [("for example", EXAMPLES[0])])
    from .watching import Wanted, watch

    wanted = Wanted(
        kind=kind,
        words=tuple(words),
        python=python,
        clock=clock,
        detail=detail,
        seconds=seconds,
        ring=ring,
        only=only,
        ascii=ascii,
        quiet=quiet,
        check=check,
        as_json=as_json,
        output=output,
        html=html,
        force=force,
    )
    failing, code = watch(wanted)
    if code < 0:
        from ..runs.watch import die_of

        sys.stderr.flush()
        die_of(-code)
        code = 128 - code
    raise typer.Exit(ExitCode.CHECK if check and failing and code == 0 else code)
