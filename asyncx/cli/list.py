"""`asyncx list`: the scenarios, for people, for pipes and for programs."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from ..errors import UserError, suggest
from ..runs import catalogue, versions
from ..runs.catalogue import Scenario
from . import complete, console, manual
from .slips import choice, known_version

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
            autocompletion=complete.versions,
            rich_help_panel=manual.WHAT,
        ),
    ] = "",
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="VERSION",
            help="Only those that are new or behave otherwise since this version.",
            autocompletion=complete.versions,
            rich_help_panel=manual.WHAT,
        ),
    ] = "",
    topic: Annotated[
        str,
        typer.Option(
            "--topic",
            metavar="TOPIC",
            help="Only those of this topic, such as timeouts.",
            autocompletion=complete.topics,
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
    if not (words or changed_in or since or topic or as_json or sys.stdout.isatty()):
        console.write("".join(f"{name}\n" for name in catalogue.names()))
        return
    found = catalogue.search(catalogue.load_all(), words or ())
    if topic:
        topic = choice("--topic", topic, catalogue.topics())
        found = [scenario for scenario in found if scenario.topic == topic]
    if changed_in:
        known_version("--changed-in", changed_in)
        found = [scenario for scenario in found if changed_in in scenario.changes]
    if since:
        known_version("--since", since)
        found = [scenario for scenario in found if _is_since(scenario, since)]
    if not found:
        raise _nothing(words or [], changed_in, since, topic)
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
        "severity": dict(scenario.severity),
        "article": scenario.article,
        "file": None if scenario.path is None else str(scenario.path),
        "facts": [{"name": fact.name, "read": fact.read, "cases": fact.cases} for fact in scenario.facts],
    }


def _is_since(scenario: Scenario, version: str) -> bool:
    """Whether something about it is otherwise in `version` or later than in the versions before."""
    first = [started for started in scenario.runs_on[:1] if started != versions.SUPPORTED[0]]
    return any(versions.key(each) >= versions.key(version) for each in (*first, *scenario.changes))


def _nothing(words: list[str], changed_in: str, since: str, topic: str) -> UserError:
    what = "there is no scenario"
    what += f' about "{" ".join(words)}"' if words else ""
    what += f" in {topic}" if topic else ""
    what += f" that changed in {changed_in}" if changed_in else ""
    what += f" that is new or otherwise since {since}" if since else ""
    vocabulary = {part for name in catalogue.names() for part in name.split("-")}
    near = [hint for word in words for hint in suggest(word, sorted(vocabulary))]
    return UserError(what, [*((label, f"asyncx list {word}") for label, word in near[:3]), catalogue.ALL])
