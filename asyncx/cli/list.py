"""`asyncx list`: the scenarios, for people, for pipes and for programs."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from ..errors import UserError, suggest
from ..runs import catalogue, versions
from ..runs.catalogue import Scenario
from . import console, manual

EXAMPLES = ("asyncx list cancel", "asyncx list --changed-in 3.12")


def command(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]",
            help="Only those whose name, claim or explanation has all the words, best match first.",
            rich_help_panel=manual.WHAT,
        ),
    ] = None,
    changed_in: Annotated[
        str,
        typer.Option(
            "--changed-in",
            metavar="VERSION",
            help="Only those that behave otherwise from this version on.",
            rich_help_panel=manual.WHAT,
        ),
    ] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Everything about them, as JSON.", rich_help_panel=manual.SHOW)
    ] = False,
    ascii: Annotated[
        bool, typer.Option("--ascii", help="Draw with ASCII alone.", rich_help_panel=manual.SHOW)
    ] = False,
) -> None:
    """Find those asked for, and list them as the place wants where they go."""
    if not (words or changed_in or as_json or sys.stdout.isatty()):
        console.write("".join(f"{name}\n" for name in catalogue.names()))
        return
    found = catalogue.search(catalogue.load_all(), words or ())
    if changed_in:
        if changed_in not in versions.SUPPORTED:
            one_of = ("one of", ", ".join(versions.SUPPORTED))
            raise UserError(f'--changed-in is a version such as 3.12, not "{changed_in}"', [one_of])
        found = [scenario for scenario in found if changed_in in scenario.changes]
    if not found:
        raise _nothing(words or [], changed_in)
    if as_json:
        import json

        document = {
            "format": {"name": "asyncx-list", "version": 1},
            "scenarios": [described(scenario) for scenario in found],
        }
        console.write(json.dumps(document, indent=1, ensure_ascii=False) + "\n")
    elif not sys.stdout.isatty():
        console.write("".join(f"{scenario.name}\n" for scenario in found))
    else:
        from ..render.catalogue import list_screen

        console.show(list_screen(found, console.width(), console.alphabet(ascii)))


def described(scenario: Scenario) -> dict[str, Any]:
    """A scenario as JSON has it; `cases` are pairs of a range of versions and the value expected there."""
    return {
        "name": scenario.name,
        "topic": scenario.topic,
        "claim": scenario.claim,
        "explanation": scenario.explanation,
        "needs": scenario.needs,
        "changes": scenario.changes,
        "article": scenario.article,
        "file": None if scenario.path is None else str(scenario.path),
        "facts": [{"name": fact.name, "read": fact.read, "cases": fact.cases} for fact in scenario.facts],
    }


def _nothing(words: list[str], changed_in: str) -> UserError:
    about = f' about "{" ".join(words)}"' if words else ""
    changed = f" that changed in {changed_in}" if changed_in else ""
    vocabulary = {part for name in catalogue.names() for part in name.split("-")}
    near = [hint for word in words for hint in suggest(word, sorted(vocabulary))]
    return UserError(
        f"there is no scenario{about}{changed}",
        [*((label, f"asyncx list {word}") for label, word in near[:3]), catalogue.ALL],
    )
