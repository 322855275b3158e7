"""Lines of the source of a program, for its report; what cannot be had is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from ..trace.model import Place

LARGEST = 5_000_000
"""Bytes of a source file; what is larger was not written by hand."""


def lines(root: str, places: Iterable[Place], before: float | None = None) -> dict[Place, str]:
    """The text of the lines at `places`, in the files under the folder `root`.

    With `before` (unix time, in seconds), files that were changed later are left out: their lines may be
    others by now.
    """
    read: dict[str, list[str]] = {}
    found = {}
    for place in places:
        if place.file not in read:
            read[place.file] = text(root, place.file, before)
        if 0 < place.line <= len(read[place.file]):
            found[place] = read[place.file][place.line - 1].strip()
    return found


def reader(root: str, before: float | None = None) -> Callable[[str], list[str]]:
    """`text` for the files of one program."""
    return lambda name: text(root, name, before)


def text(root: str, name: str, before: float | None = None) -> list[str]:
    """All lines of the file `name` under the folder `root`; [] where `lines` would have none."""
    folder = Path(root)
    try:
        path = (folder / name).resolve()
        # The name came out of a trace: it may name no file elsewhere.
        if not root or not path.is_relative_to(folder.resolve()) or not path.is_file():
            return []
        status = path.stat()
        if status.st_size > LARGEST or (before is not None and status.st_mtime > before):
            return []
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except (OSError, ValueError):
        return []
