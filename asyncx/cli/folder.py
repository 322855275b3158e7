"""A folder that asyncx fills: whole or not at all, and never one with somebody else's files in it."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from .. import __version__
from ..errors import ExitCode, UserError

MARKER = "asyncx-site.json"
"""The file by which an earlier export is known; it names all others."""

FORMAT = {"name": "asyncx-site", "version": 1}

STAGE = ".asyncx-export"
"""The folder within, in which everything stands until it is whole."""


class Stage:
    """What has been written so far: `files` are paths within the site, `size` is in bytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[str] = []
        self.size = 0

    def write(self, name: str, text: str) -> None:
        """Write one file; its folders are made."""
        path = self.folder / STAGE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode("utf-8", "backslashreplace")
        path.write_bytes(data)
        self.files.append(name)
        self.size += len(data)


@contextmanager
def filled(folder: Path) -> Iterator[Stage]:
    """Write files, and put them in the place of an earlier export when all are there.

    Whatever is raised meanwhile leaves the folder as it was.  UserError when the folder has files of
    somebody else, or when the system refuses to write.
    """
    try:
        made = _prepared(folder)
        try:
            stage = Stage(folder)
            yield stage
            stage.write(MARKER, _marker(stage.files))
            _exchange(folder)
        finally:
            shutil.rmtree(folder / STAGE, ignore_errors=True)
            if made:
                with suppress(OSError):
                    folder.rmdir()  # which it does only when nothing came of it
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UserError(f"{folder} cannot be written: {reason}", exit_code=ExitCode.CANNOT_RUN) from None


def check(folder: Path) -> None:
    """Return if the folder may be filled; UserError if not.  Nothing is changed."""
    try:
        _refuse_foreign(folder)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UserError(f"{folder} cannot be read: {reason}", exit_code=ExitCode.CANNOT_RUN) from None


def _prepared(folder: Path) -> bool:
    """Make the folder and the stage in it; whether the folder was not there before."""
    _refuse_foreign(folder)
    made = not folder.exists()
    if made:
        folder.mkdir()
    if (folder / STAGE).exists():  # of an export that was killed
        shutil.rmtree(folder / STAGE)
    (folder / STAGE).mkdir()
    return made


def _refuse_foreign(folder: Path) -> None:
    hints = [("choose another", "one that is empty, or not there yet")]
    if not folder.exists():
        if not folder.absolute().parent.is_dir():
            parent = folder.parent
            raise UserError(f"there is no folder {parent}", [("make it", f"mkdir -p {parent}")])
        return
    if not folder.is_dir():
        raise UserError(f"{folder} is a file, and the site is a folder", hints)
    there = sorted(path.name for path in folder.iterdir() if path.name != STAGE)
    if not there:
        return
    known = _listed(folder / MARKER)
    if known is None:
        raise UserError(f"{folder} is not empty, and asyncx did not fill it", [("it has", there[0]), *hints])
    inside = (path for name in _tops(known) for path in sorted((folder / name).rglob("*")))
    foreign = [str(path.relative_to(folder)) for path in inside if not path.is_dir()]
    for path in foreign:
        if path not in known:
            what = f"{folder} has a file among those of the earlier export that is not of it"
            raise UserError(what, [("it is", path), ("move it away", "and try again")])


def _listed(marker: Path) -> frozenset[str] | None:
    """The files that a marker names; None when it is none of ours."""
    try:
        document = json.loads(marker.read_bytes())
        if document["format"] != FORMAT:
            return None
        return frozenset(map(str, document["files"]))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def _tops(files: Sequence[str] | frozenset[str]) -> list[str]:
    """The first parts of paths: what has to be exchanged; the marker is not among them."""
    names = {name.partition("/")[0] for name in files} - {"", ".", "..", MARKER, STAGE}
    return sorted(names)


def _marker(files: Sequence[str]) -> str:
    document = {"format": FORMAT, "asyncx": __version__, "files": sorted(files)}
    return json.dumps(document, indent=0) + "\n"


def _exchange(folder: Path) -> None:
    """What is in the stage for what is there; Ctrl-C waits the moment that this takes.

    The index goes first and comes last: without it nobody takes the folder for a whole site.  The marker
    is exchanged before all else, so that the folder stays known as ours whatever happens.
    """
    stage = folder / STAGE
    old = _tops(_listed(folder / MARKER) or frozenset())
    new = sorted((path.name for path in stage.iterdir() if path.name != MARKER), key=_index_last)
    gone = stage / STAGE
    gone.mkdir()
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        (stage / MARKER).replace(folder / MARKER)
        for name in sorted({*old, *new}, key=_index_last, reverse=True):
            with suppress(FileNotFoundError):
                (folder / name).rename(gone / name)
        for name in new:
            (stage / name).rename(folder / name)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _index_last(name: str) -> tuple[bool, str]:
    return (name == "index.html", name)
