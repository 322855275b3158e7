"""`asyncx export`: the catalogue, or a part of it, as a site of plain files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ..errors import ExitCode, UserError, suggest
from ..runs import catalogue, choice
from ..runs.catalogue import Scenario
from ..runs.child import LIMIT
from . import complete, console, manual, options
from .slips import seconds

EXAMPLES = ("asyncx export --all site", "asyncx export wait_for-timeout cancel-twice site")

_NEEDED = ("for example", EXAMPLES[0])


def command(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAMES] FOLDER",
            help="Names that asyncx list shows, or paths of .py files; last the folder to make, or to make"
            " anew.",
            autocompletion=complete.scenarios,
            rich_help_panel=manual.WHAT,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All scenarios.", rich_help_panel=manual.WHAT)] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="TOPIC|NAME,...",
            help="Of all scenarios only these, or those of these topics.",
            autocompletion=complete.topics,
            rich_help_panel=manual.WHAT,
        ),
    ] = None,
    python: Annotated[
        list[str] | None,
        options.python(
            "Run only on these; on the newest found of each behaviour, if not given.", several=True
        ),
    ] = None,
    limit: options.Limit = f"{LIMIT:g}",
) -> None:
    """Choose, run, write."""
    patience = seconds("--limit", limit)
    wanted = _split(only)
    names, folder = _parted(words or [], every or bool(wanted))
    scenarios = _named(names) if names else _all(wanted)
    from . import folder as target

    target.check(folder)
    pythons = choice.pythons(_split(python))
    for note in pythons.notes:
        console.note(note)
    from ..render.glyphs import plural
    from .exporting import export

    done = export(scenarios, pythons, folder, patience)
    parts = [plural(len(scenarios), "scenario"), plural(len(done.site.pages), "explanation")]
    console.note(f"wrote {folder}: {', '.join(parts)}, {done.files} files, {done.size / 1e6:.1f} MB")
    console.note(f"open {folder / 'index.html'}")
    raise typer.Exit(ExitCode.CANNOT_RUN if done.failed else ExitCode.OK)


def _parted(words: Sequence[str], every: bool) -> tuple[Sequence[str], Path]:
    """The names and the folder; UserError when one of them is missing."""
    if not words:
        raise UserError("asyncx export needs a folder to write to", [_NEEDED])
    *names, folder = words
    if not folder.strip():
        raise UserError("the folder has no name", [_NEEDED])
    if every and names:
        what = "names exclude --all and --only"
        raise UserError(what, [("did you mean", f"asyncx export --only {','.join(names)} {folder}")])
    if not every and not names:
        meant = f"{folder} FOLDER" if folder in catalogue.names() else f"--all {folder}"
        what = "asyncx export needs names of scenarios and a folder, or --all"
        raise UserError(what, [("did you mean", f"asyncx export {meant}")])
    return names, Path(folder)


def _named(names: Sequence[str]) -> list[Scenario]:
    """The scenarios of that names, in the order of the list; those of files of one's own come last."""
    order = {name: place for place, name in enumerate(catalogue.names())}
    found = [catalogue.find(name) for name in dict.fromkeys(names)]
    found.sort(key=lambda one: order.get(one.name, len(order)) if one.topic else len(order))
    seen: set[str] = set()
    for scenario in found:
        if scenario.name in seen:
            raise UserError(f"there are two scenarios called {scenario.name}", [("call one", "otherwise")])
        seen.add(scenario.name)
    return found


def _all(only: Sequence[str]) -> list[Scenario]:
    """All scenarios, or those that `only` names by topic, by name, or by both."""
    every = catalogue.load_all()
    wanted: set[str] = set()
    for word in only:
        fitting = {one.name for one in every if word in (one.topic, one.name, f"{one.topic}/{one.name}")}
        if not fitting:
            known = [*catalogue.topics(), *catalogue.names()]
            hints = [(label, f"--only {near}") for label, near in suggest(word.rpartition("/")[2], known)]
            raise UserError(f'there is no topic and no scenario "{word}"', [*hints, catalogue.ALL])
        wanted |= fitting
    return [one for one in every if one.name in wanted] if only else every


def _split(values: Sequence[str] | None) -> list[str]:
    """What was given in several options, or in one with commas."""
    parts = (part.strip() for value in values or () for part in value.split(","))
    return list(dict.fromkeys(part for part in parts if part))
