"""`asyncx changes`: what a move from one Python to a later one means for asyncio's behaviour."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .. import __version__
from ..errors import UserError
from ..runs import catalogue, versions
from . import complete, console, manual, options
from .output import DOCUMENTS, destination, save
from .slips import known_version

if TYPE_CHECKING:
    from ..analysis.changes import Change

EXAMPLES = ("asyncx changes 3.11 3.13", "asyncx changes 3.8 3.14 -o changes.md")


def command(
    old: Annotated[
        str,
        typer.Argument(
            metavar="FROM",
            help="The version that you have, such as 3.11.",
            autocompletion=complete.versions,
            show_default=False,
            rich_help_panel=manual.WHAT,
        ),
    ] = "",
    new: Annotated[
        str,
        typer.Argument(
            metavar="TO",
            help="The later one that you want.",
            autocompletion=complete.versions,
            show_default=False,
            rich_help_panel=manual.WHAT,
        ),
    ] = "",
    ascii: options.Ascii = False,
    as_json: Annotated[bool, options.as_json("The changes as JSON.")] = False,
    output: Annotated[
        str,
        options.output("Write it to a file: .md, .json, or .txt or .svg for the screen."),
    ] = "",
    force: options.Force = False,
) -> None:
    """Read the facts, and say what they mean."""
    if not (old and new):
        raise UserError("asyncx changes needs two versions of Python", [("for example", EXAMPLES[0])])
    for version in (old, new):
        known_version("asyncx changes", version)
    if versions.key(old) >= versions.key(new):
        hints = [("did you mean", f"asyncx changes {new} {old}")] if old != new else []
        raise UserError(f"{new} is not later than {old}", [*hints, ("for example", EXAMPLES[0])])
    file = destination(output, force, DOCUMENTS)
    from ..analysis.changes import changes
    from ..render.changes import changes_screen

    found = changes(catalogue.load_all(), old, new)
    if file is not None:
        save(file, _file(found, old, new, file, ascii))
        console.note(f"wrote {file}")
    if as_json:
        console.write(document(found, old, new))
    elif file is None:
        console.show(changes_screen(found, old, new, console.width(), console.alphabet(ascii)))


def document(found: Sequence[Change], old: str, new: str) -> str:
    """JSON; a fact's `before` or `after` is missing where nothing is expected of that version."""
    import json

    content = {
        "format": {"name": "asyncx-changes", "version": 1},
        "asyncx": __version__,
        "from": old,
        "to": new,
        "changes": [_described(change) for change in found],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _described(change: Change) -> dict[str, Any]:
    return {
        "severity": str(change.severity),
        "version": change.version,
        "scenario": change.scenario.name,
        "topic": change.scenario.topic,
        "claim": change.scenario.claim,
        "issue": change.issue or None,
        "explanation": list(change.sentences),
        "facts": [
            {
                "name": one.fact,
                **({"before": one.before[0]} if one.before else {}),
                **({"after": one.after[0]} if one.after else {}),
            }
            for one in change.differences
        ],
    }


def _file(found: Sequence[Change], old: str, new: str, file: Path, ascii: bool) -> str:
    from ..render import changes
    from ..render.export import to_svg, to_txt
    from ..render.glyphs import ASCII, UNICODE

    if file.suffix == ".json":
        return document(found, old, new)
    if file.suffix == ".md":
        return changes.markdown(found, old, new)
    screen = changes.changes_screen(found, old, new, console.PIPED, ASCII if ascii else UNICODE)
    title = f"asyncx changes {old} {new}"
    return to_txt(screen) if file.suffix == ".txt" else to_svg(screen, width=console.PIPED, title=title)
