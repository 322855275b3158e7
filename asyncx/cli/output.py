"""`-o FILE`: what the suffix means, and which files may be overwritten."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..errors import ExitCode, UserError, suggest

KINDS = (".html", ".json", ".jsonl", ".perfetto-trace", ".perfetto.json", ".txt", ".svg")
"""What a trace can be written as."""

PICTURES = (".json", ".txt", ".svg")
"""What a screen without a trace behind it can be written as."""

DOCUMENTS = (".md", *PICTURES)
"""What a report can be written as."""

_OURS = {
    ".asyncx": re.compile(rb"asyncx-watch \d+\n"),
    ".json": re.compile(rb'\s*\{\s*"format":\s*\{\s*"name":\s*"asyncx-'),
    ".jsonl": re.compile(rb'\s*\{\s*"format":\s*\{\s*"name":\s*"asyncx-'),
    ".txt": re.compile(
        rb"(?s).*\n CPython 3\.\d|.*\n \d+ Pythons?\b.* behaviours?"
        rb"|\n asyncio from 3\.|\n asyncx (compare|  )"
    ),
    ".perfetto-trace": re.compile(rb"(?s)\n.{1,40}asyncx "),
    ".perfetto.json": re.compile(rb'\{"otherData": \{"made by": "asyncx '),
    ".md": re.compile(rb"# What changes in asyncio"),
    ".svg": re.compile(rb"(?s)\s*<svg.*asyncx"),
    ".html": re.compile(rb'(?s)<!doctype html>.*<meta name="generator" content="asyncx '),
}
"""How the files begin that asyncx itself has written."""


def destination(text: str, force: bool, kinds: Sequence[str] = KINDS) -> Path | None:
    """The file to write to, None for stdout ("" and "-"); nothing is written yet.

    UserError when the suffix is unknown, the folder missing, or the file not ours to overwrite.
    """
    if text in ("", "-"):
        return None
    path = Path(text)
    if kind_of(path) not in kinds:
        raise UserError(
            f'"{text}" does not say what to write: its suffix is {kind_of(path) or "missing"}',
            [*suggest(kind_of(path), kinds), ("one of", ", ".join(kinds))],
        )
    if path.is_dir():
        raise UserError(f"{text} is a folder")
    if not path.parent.is_dir():
        raise UserError(f"there is no folder {path.parent}", [("make it", f"mkdir -p {path.parent}")])
    if not force and not _may_overwrite(path):
        raise UserError(
            f"{text} is there already, and asyncx did not write it",
            [("overwrite it", f"-o {text} --force"), ("or", "choose another name")],
        )
    return path


def kind_of(path: Path) -> str:
    """What a file is by its name: ".perfetto.json", else its last suffix; "" for none."""
    return ".perfetto.json" if path.name.endswith(".perfetto.json") else path.suffix


def save(path: Path, content: str | Iterable[bytes]) -> None:
    """Write a text, or one piece after the other, to `path`; UserError when the system refuses."""
    pieces = [content.encode("utf-8")] if isinstance(content, str) else content
    try:
        with path.open("wb") as file:
            file.writelines(pieces)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UserError(f"{path} cannot be written: {reason}", exit_code=ExitCode.USAGE) from None


def keep(path: Path, trace: Path | None) -> None:
    """Copy what the kernel wrote; UserError when there is no such thing, or the system refuses."""
    if trace is None or trace.suffix != path.suffix:
        raise UserError("only a run on the real clock can be kept as .asyncx", [("else", "-o run.jsonl")])
    if path.exists() and path.samefile(trace):
        raise UserError(f"{path} is the trace itself", [("else", "-o other.asyncx")])
    try:
        shutil.copyfile(trace, path)
        path.chmod(0o600)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from None


def _may_overwrite(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            begins = file.read(2000)
    except FileNotFoundError:
        return True
    except OSError as error:
        raise UserError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from None
    return not begins or bool(_OURS[kind_of(path)].match(begins))
