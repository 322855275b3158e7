"""Typer's classes, so shaped that a command is loaded when it is named, and its help is one screen."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from ..errors import UserError, suggest
from . import manual

COMMANDS = {
    "scenario": "Run one behaviour and show what happened: the verdict, the lanes, and why.",
    "compare": "Compare behaviours on every Python and loop: who does the same, what differs, since when.\n\n"
    "Versions that are not here are shown as they were recorded.",
    "run": "Watch a program of your own, and say what is wrong with it, and why.\n\n"
    "It runs as without asyncx: its streams, signals and exit code are its own. The report is on stderr.",
    "list": "List the scenarios by topic, each with its claim.\n\nIn a pipe, bare names come out.",
    "changes": "Say what changes in asyncio's behaviour from one Python to a later one, the worst first.",
    "explain": "Explain an error message, a finding or a scenario: why, since when, and how to mend it.",
    "show": "Show a saved trace as it was shown when it was made; nothing is run.",
    "export": "Make a site of all scenarios and explanations: plain files, for a disk or any host.\n\n"
    "Each scenario is run once for each of its behaviours, on the Pythons found; the facts are as recorded.",
    "doctor": "Say which interpreters and loops were found, and what is missing for what.",
}
"""The verbs with what they are for, in the order of the help page; each is the module of its name."""


class Command(TyperCommand):
    """A command whose values come as they were typed, and whose help page is `manual.command_page`."""

    examples: tuple[str, ...] = ()

    def get_params(self, ctx: Any) -> list[Any]:
        return _as_typed(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(manual.command_page(self, ctx))


class Group(TyperGroup):
    """The verbs: `get_command` imports the module of one when it is asked for."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _as_typed(super().get_params(ctx))

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            self.commands[cmd_name] = _load(cmd_name)
        return self.commands[cmd_name]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise _no_such_command(args[0])
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(manual.group_page(self, ctx))

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Offer the verbs without loading a single one of them."""
        self.commands = {name: TyperCommand(name, help=text) for name, text in COMMANDS.items()}
        return super().shell_complete(ctx, incomplete)


class _AsTyped:
    """Stands where Typer would build a Pydantic adapter, which costs more than all the rest of a start."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value unchanged: text, a list of texts, or None; the commands judge it themselves."""
        return () if value is None and param.nargs == -1 else value


def _as_typed(params: list[Any]) -> list[Any]:
    for param in params:
        param._runtime_param = _AsTyped()
    return params


def _load(name: str) -> Any:
    module = import_module(f"asyncx.cli.{name}")
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, cls=getattr(module, "CLASS", Command), help=COMMANDS[name])(module.command)
    command: Any = typer.main.get_command(single)
    command.examples = module.EXAMPLES
    return command


def _no_such_command(word: str) -> UserError:
    from ..runs import catalogue

    hints = list(suggest(word, COMMANDS))
    hints = [(label, f"asyncx {command}") for label, command in hints]
    hints += [
        ("did you mean", f"asyncx scenario {name}")
        for _, name in ([("", word)] if word in catalogue.names() else suggest(word, catalogue.names()))
    ]
    if word == "help":
        hints = [("did you mean", "asyncx --help")]
    return UserError(f'there is no command "{word}"', [*hints, ("see them all", "asyncx --help")])
