"""Saved runs: the traces of the programs watched last, private to their user.

Each is one file under `folder()/runs`, `.asyncx` as the kernel wrote it, or `.jsonl`; names sort by time.
How the program ended is added to the file's header when it has; without that, it still runs or asyncx was
killed.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import UserError
from ..kernel.slots import CHUNK, CHUNK_BEGINS, HEADER, JSON, MAGIC, SIZE, SLOT

KEEP = 20
"""Runs that are kept."""

LARGEST = 1_000_000_000
"""Bytes that they may have together."""

SUFFIXES = (".asyncx", ".jsonl")


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved run: its file, when it was finished (unix time in seconds), and its header.

    `ended` in the header, where it is there, is what `finish` was given.
    """

    path: Path
    time: float
    header: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ended(self) -> Mapping[str, Any]:
        """How the program ended; empty when that is not known."""
        ended = self.header.get("ended")
        return ended if isinstance(ended, dict) else {}


def folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where asyncx keeps its runs: ASYNCX_HOME, or its folder in XDG_STATE_HOME or ~/.local/state."""
    if home := environ.get("ASYNCX_HOME"):
        return Path(home).absolute()
    state = environ.get("XDG_STATE_HOME", "")
    if not Path(state).is_absolute():  # the specification says to ignore such a one
        state = str(Path(environ.get("HOME") or "/nonexistent") / ".local" / "state")
    return Path(state) / "asyncx"


def begin(suffix: str = ".asyncx") -> tuple[Path, str]:
    """A new and empty file for a trace, and what is to be said about where it is, or "".

    UserError when there is no place for one anywhere.
    """
    name = f"{time.strftime('%Y%m%d-%H%M%S')}-{time.monotonic_ns() % 1_000_000:06}-{os.getpid()}{suffix}"
    home = folder() / "runs"
    try:
        _private(home)
        _prune(home)
        return _create(home / name), ""
    except OSError as error:
        why = (error.strerror or str(error)).lower()
    try:
        other = Path(tempfile.mkdtemp(prefix="asyncx-"))
        path = _create(other / name)
    except OSError as error:
        raise UserError(f"there is no room for a trace: {(error.strerror or str(error)).lower()}") from None
    return path, f"the run is kept in {path}, for {home} cannot be used: {why}"


def _private(home: Path) -> None:
    """Make the folder, for nobody but its user; OSError when it cannot be that."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = home.stat()
    if status.st_uid != os.geteuid():
        raise PermissionError(0, "it belongs to somebody else")
    if status.st_mode & 0o077:
        home.chmod(0o700)


def _create(path: Path) -> Path:
    """Make an empty file that nobody else can read; OSError when that cannot be, or the disk is full."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        os.write(descriptor, b"\0" * HEADER)
        os.ftruncate(descriptor, 0)
    except OSError:
        path.unlink()
        raise
    finally:
        os.close(descriptor)
    return path


def finish(path: Path, ended: Mapping[str, Any]) -> None:
    """Add to a trace how its program ended; a file that cannot be changed is left as it is."""
    with suppress(OSError, ValueError), path.open("r+b") as file:
        head = file.read(HEADER)
        header = _header(head)
        if header is None or not head.startswith(MAGIC):
            return
        line = MAGIC + json.dumps({**header, "ended": ended}, separators=(",", ":")).encode("ascii")
        if len(line) <= HEADER:
            file.seek(0)
            file.write(line.ljust(HEADER, b"\0"))


def append(path: Path, moment: int, record: Mapping[str, Any]) -> None:
    """Add a last record of the main thread, at `moment` on the clock of the slots; a ragged file is left."""
    payload = json.dumps(record, separators=(",", ":")).encode("ascii")
    with suppress(OSError), path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        if (size - HEADER) % CHUNK or not len(payload) < CHUNK - 2 * SIZE:
            return
        sequences = [-1]
        for offset in range(HEADER, size, CHUNK):
            file.seek(offset)
            sequences.append(SLOT.unpack(file.read(SIZE))[6])
        page = SLOT.pack(CHUNK_BEGINS, 0, 0, 1, moment, 0, max(sequences) + 1, 0, 0)
        page += SLOT.pack(JSON, 0, 0, 0, moment, 0, len(payload), 0, 0) + payload
        file.seek(size)
        file.write(page)
        file.truncate(size + CHUNK)


def discard(path: Path) -> None:
    """Remove a trace that nothing was written to."""
    with suppress(OSError):
        path.unlink()
    if path.parent != folder() / "runs":
        with suppress(OSError):
            path.parent.rmdir()


def history() -> list[Saved]:
    """The saved runs that are over, the last first."""
    return sorted(_saved(folder() / "runs"), key=lambda saved: (-saved.time, saved.path.name))


def last() -> Saved:
    """The run that was over last; UserError when there is none."""
    saved = next(iter(history()), None)
    if saved is None:
        raise UserError("no run is saved yet", [("watch a program", "asyncx run app.py")])
    return saved


def read(path: Path) -> Saved:
    """What the header of a trace says; an empty one for a file that has none."""
    try:
        with path.open("rb") as file:
            return Saved(path, path.stat().st_mtime, _header(file.read(HEADER)) or {})
    except OSError:
        return Saved(path, 0.0)


def _saved(home: Path) -> Iterator[Saved]:
    try:
        paths = [path for path in home.iterdir() if path.suffix in SUFFIXES]
    except OSError:
        return
    for path in paths:
        saved = read(path)
        if saved.time and (saved.header or path.suffix != ".asyncx") and (saved.ended or not _running(path)):
            yield saved


def _running(path: Path) -> bool:
    """Whether the asyncx that began this trace is still there: its number is the last part of the name."""
    number = path.stem.rpartition("-")[2]
    if not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True


def _prune(home: Path) -> None:
    """Remove the oldest runs that are too many or too large, but none that is under way."""
    kept = size = 0
    for path in sorted(home.iterdir(), reverse=True):
        if path.suffix not in (*SUFFIXES, ".notes"):
            continue
        size += path.stat().st_size
        kept += path.suffix != ".notes"
        if (kept >= KEEP or size > LARGEST) and not _running(path):
            path.unlink()


def _header(head: bytes) -> dict[str, Any] | None:
    """The JSON that a file begins with; that of a trace in text is its first line."""
    line = head.removeprefix(MAGIC).partition(b"\0")[0].partition(b"\n")[0]
    try:
        header = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return header if isinstance(header, dict) else None
