"""`asyncx doctor`: what this machine has, and what is missing for what."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from .. import __version__
from ..runs import catalogue, fit, interpreters, versions
from ..runs.interpreters import Interpreter
from . import console, options, step

EXAMPLES = ("asyncx doctor", "asyncx doctor --json")


def command(
    as_json: Annotated[bool, options.as_json("The same, as JSON.")] = False,
) -> None:
    """Look around, and tell."""
    found, refused = interpreters.survey()
    if as_json:
        import json

        console.write(json.dumps(_document(found, refused), indent=1) + "\n")
    else:
        console.write(_screen(found, refused))


def missing(found: list[Interpreter]) -> list[tuple[str, str, str]]:
    """What is not there: triples of the thing, what cannot be done without it, how to get it."""
    here = {versions.minor(one.version) for one in found}
    absent = [version for version in versions.SUPPORTED if version not in here]
    lacks = []
    if absent:
        get = f"pyenv install {absent[-1]}, or list paths in {interpreters.LIST}"
        lacks.append((f"CPython {', '.join(absent)}", "running scenarios there", get))
    if not any("uvloop" in one.loops for one in found):
        newest = max(found, key=lambda one: versions.key(one.version), default=interpreters.running())
        lacks.append(("uvloop", "--loop uvloop", f"{newest.path} -m pip install uvloop"))
    if install := step.to_install():
        lacks.append(("Textual", "--step", install))
    return lacks


def _document(found: list[Interpreter], refused: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "format": {"name": "asyncx-doctor", "version": 1},
        "asyncx": __version__,
        "running": interpreters.running().path,
        "scenarios": {"count": len(catalogue.names()), "folder": str(catalogue.folder())},
        "interpreters": [asdict(one) | {"loops": fit.loops(one)} for one in found],
        "refused": [{"path": path, "reason": reason} for path, reason in refused],
        "missing": [{"what": what, "for": use, "get": get} for what, use, get in missing(found)],
    }


def _screen(found: list[Interpreter], refused: list[tuple[str, str]]) -> str:
    from ..render.words import plain

    here = interpreters.running()
    lines = [
        f" asyncx {__version__} on {here.implementation} {here.version}    {here.path}",
        f" {len(catalogue.names())} scenarios    {catalogue.folder()}",
        "",
        " Pythons, and the loops that work on each",
        *_columns([(one.version, " ".join(fit.loops(one)), one.path) for one in found]),
    ]
    if refused:
        lines += ["", " Found, but of no use", *_columns(refused)]
    if lacking := missing(found):
        lines += ["", " Missing, what for, and how to get it", *_columns(lacking)]
    lines += ["", " Terminal", *_columns(_terminal())]
    return "\n".join(plain(line, console.alphabet()) for line in lines) + "\n"


def _terminal() -> list[tuple[str, str]]:
    return [
        ("width", f"{console.width()} columns"),
        ("glyphs", "ASCII" if console.alphabet().ascii else "Unicode"),
        ("colour", "on" if console.coloured() else "off"),
    ]


def _columns(rows: list[Any]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "   " + "   ".join(f"{cell:<{room}}" for cell, room in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
