"""The one entry of the command line, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from ..errors import ExitCode, UserError
from . import console, slips, split
from .group import Group

COMPLETE = "_ASYNCX_COMPLETE"
"""Set by the shell's completion function, and read by Typer."""

app = typer.Typer(
    cls=Group,
    name="asyncx",
    help="See what Python's asyncio really does.",
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def start(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Print the version."),
    debug: bool = typer.Option(False, "--debug", help="Show the traceback when asyncx itself fails."),  # noqa: ARG001 (`run` looks for it, wherever it stands)
) -> None:
    """See what Python's asyncio really does."""
    if version:
        from .. import __version__

        console.write(f"asyncx {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from .door import door

        console.write(door())


def run(arguments: Sequence[str]) -> int:
    """Do what `arguments` (without the program's name) say; returns the exit code.

    Whatever goes wrong ends here: one message on stderr, no traceback unless --debug is given.
    """
    ours, others = split.own(arguments)
    debug = "--debug" in ours
    arguments = [*(argument for argument in ours if argument != "--debug"), *others]
    if os.environ.get(COMPLETE):
        # Typer would load Rich only to strip markup from help texts that have none.
        sys.modules["rich"] = None  # type: ignore[assignment]
    try:
        return _run(arguments, debug)
    except BrokenPipeError:
        console.abandon_stdout()
        return ExitCode.OK
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED


def _run(arguments: Sequence[str], debug: bool) -> int:
    try:
        code = typer.main.get_command(app).main(list(arguments), prog_name="asyncx", standalone_mode=False)
        sys.stdout.flush()
        return code or ExitCode.OK
    except UserError as error:
        if debug:
            raise
        console.report(error)
        return error.exit_code
    except typer.TyperException as error:
        slip = slips.explained(error, arguments)
        console.report(slip)
        return slip.exit_code
    except SystemExit as leaving:
        # Typer and Rich leave with 1 when nobody reads their output any more.
        if isinstance(leaving.__context__, BrokenPipeError):
            raise leaving.__context__ from None
        raise
    except BrokenPipeError:
        raise
    except OSError as error:
        if debug:
            raise
        refused = slips.refused(error)
        console.report(refused)
        console.abandon_stdout()
        return refused.exit_code
    except Exception as error:
        if debug:
            raise
        console.report(slips.bug(error, arguments), "bug")
        return ExitCode.BUG
