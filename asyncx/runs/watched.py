"""From the file that a watched program left behind to its trace, whatever became of the program."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..errors import UserError
from ..kernel.slots import MAGIC
from . import store
from .ending import Ending, how_it_ended
from .lines import decoded
from .program import Program
from .watch import Ended, Watching

if TYPE_CHECKING:
    from ..trace.load import Loaded
    from ..trace.model import Run
    from ..trace.slots.ahead import Ahead

LARGEST, LARGEST_TEXT = 4_000_000_000, 400_000_000
"""Bytes of a trace in slots, and of one in JSON; a larger one is not read."""


_LAST = frozenset({"run.end", "deadlock", "kernel"})
"""The kinds of records after which nothing more can be said of a program."""


def collect(program: Program, watching: Watching, ended: Ended, ahead: Ahead | None = None) -> Loaded | None:
    """What a program left that has just ended, None when it did not get as far as to use asyncio.

    The file is completed with how the program ended, so that `load` can read it again.  `ahead` is what was
    done with it while the program ran.
    """
    if watching.clock == "virtual":
        return _collect_lines(program, watching, ended)
    if any(note.startswith("failed ") for note in ended.notes):
        watching.trace.write_bytes(b"")
    if not watching.trace.exists() or watching.trace.stat().st_size == 0:
        return None
    store.finish(watching.trace, _facts(program, ended))
    loaded = load(watching.trace, ahead)
    if ended.code < 0 and not any(record.kind in _LAST for record in loaded.trace.records):
        # Whatever it was in when it was killed lasted until then.
        store.append(watching.trace, ended.moment, {"kind": "run.end", "how": "killed"})
        return load(watching.trace)
    return loaded


def _facts(program: Program, ended: Ended) -> dict[str, Any]:
    """What is added to a trace when its program has ended."""
    return {
        "name": program.name,
        "root": program.root,
        "returncode": ended.code,
        "seconds": round(ended.seconds, 3),
        "time": round(time.time(), 3),
    }


def load(path: Path, ahead: Ahead | None = None) -> Loaded:
    """The trace in a file that asyncx wrote, of any kind; UserError when it is none.

    `ahead` is what was done with it while it was being written.
    """
    from ..trace.load import load as load_bytes

    try:
        with path.open("rb") as file:
            data = file.read(len(MAGIC))
            most = LARGEST if data == MAGIC else LARGEST_TEXT
            data += file.read(most)
        if len(data) > most:
            raise UserError(f"it is larger than {most // 1_000_000} MB, so asyncx did not write it")
        return load_bytes(data, run=_run_of, ahead=ahead)
    except FileNotFoundError:
        raise UserError("there is no such file") from None
    except OSError as error:
        raise UserError(f"it cannot be read: {(error.strerror or str(error)).lower()}") from None


def why_not(program: Program, ended: Ended) -> str:
    """Why nothing was recorded, as a sentence without a full stop; "" when asyncio was just never used."""
    for note in ended.notes:
        kind, _, rest = note.partition(" ")
        if kind == "failed":
            return f"asyncx could not watch it: {rest.removeprefix('GraftError: ')}"
        if kind == "other":
            return f"asyncx did not watch it: the asyncio that it imports is {rest}, not Python's own"
    if "begun" not in ended.notes:
        options = "its options -E, -I and -S keep asyncx out, and it must be CPython 3.8 or newer"
        return f"asyncx did not get into {program.interpreter}: {options}"
    return ""


def _collect_lines(program: Program, watching: Watching, ended: Ended) -> Loaded | None:
    """The records that a kernel on the virtual clock wrote, made a trace that can be loaded again."""
    from ..trace import codec
    from ..trace.build import build
    from ..trace.load import Loaded

    records = list(decoded(watching.trace))
    first = next((record for record in records if record["kind"] == "run.start"), None)
    if first is None:
        return None
    trace = build(_run(program.name, first, records, ended.code), records)
    head, *lines = codec.dump_lines(trace)
    first_line = json.dumps({**json.loads(head), "ended": _facts(program, ended)})
    text = "".join(f"{line}\n" for line in (first_line, *lines))
    descriptor = os.open(watching.trace, os.O_WRONLY | os.O_TRUNC)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    return Loaded(trace)


def _run_of(header: Mapping[str, Any], records: Sequence[Mapping[str, Any]]) -> Run:
    """What the header of a trace says that was run, and what is known of its end."""
    ended = header.get("ended")
    ended = ended if isinstance(ended, dict) else {}
    name, code = ended.get("name", header.get("target", "")), ended.get("returncode")
    return _run(str(name), header, records, code if isinstance(code, int) else None)


def _run(name: str, start: Mapping[str, Any], records: Sequence[Mapping[str, Any]], code: int | None) -> Run:
    """What was run; `start` says on what, `code` is what its process ended with, None while it runs."""
    from ..trace.model import Run
    from ..trace.records import error_of

    ending = Ending("running", None) if code is None else _ending(records, code)
    return Run(
        target=name,
        file=name,
        python=str(start.get("python", "")),
        implementation=str(start.get("implementation", "")),
        platform=str(start.get("platform", "")),
        loop=str(start.get("loop_kind", "asyncio")),
        clock=str(start.get("clock", "real")),
        asyncx=__version__,
        end=ending.end,
        code=ending.code,
        error=error_of(ending.error) if ending.error else None,
        detail=ending.detail,
        recorded=str(start.get("detail", "")),
    )


def _ending(records: Sequence[Mapping[str, Any]], code: int) -> Ending:
    """How the program ended, by its last records and by the exit code of its process."""
    last = next((record for record in reversed(records) if record["kind"] in ("run.end", "deadlock")), None)
    if last is None or last["kind"] == "deadlock" or code < 0:
        ending = how_it_ended(records, code, "", "")
        stopped = any(record["kind"] in ("kernel", "cut") for record in records)
        return Ending("exited", code) if stopped and code >= 0 else ending
    if code == 0:
        return Ending("returned", 0)
    error = last.get("error") if code == 1 else None
    return Ending("raised" if error else "exited", code, error)
