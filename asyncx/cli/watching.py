"""What `asyncx run` does: find the program, run it, judge it, report on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ExitCode, UserError
from ..runs import program as programs
from ..runs import store
from ..runs import watch as watcher
from ..runs.following import Follower
from ..runs.program import Program
from ..runs.watch import Ended, Watching
from . import browser, console, split
from .output import KINDS, destination, keep, kind_of
from .slips import choice
from .slips import seconds as positive

if TYPE_CHECKING:
    from ..analysis.watched import Watched
    from ..trace.load import Loaded
    from ..trace.slots.ahead import Ahead

DETAILS = ("tasks", "steps", "stacks")
CLOCKS = ("real", "virtual")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The command line of `asyncx run`, as it was typed."""

    kind: str
    words: tuple[str, ...]
    python: str = ""
    clock: str = "real"
    detail: str = "steps"
    seconds: str = ""
    ring: str = ""
    only: str = ""
    ascii: bool = False
    quiet: bool = False
    check: bool = False
    as_json: bool = False
    output: str = ""
    html: bool = False
    force: bool = False


def watch(wanted: Wanted) -> tuple[bool, int]:
    """Do it; whether something is wrong with the program, and its exit code (negative for a signal).

    UserError when it could not even be started.
    """
    if sys.stderr is None:  # closed by the caller
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 (pathlib opens it no better)
    file = _file(wanted)
    file = browser.page(file, Path(wanted.words[0]).name) if wanted.html else file
    recording = _recording(wanted)
    program = _program(wanted)
    watching, about_place = _place(recording)
    follower = Follower(watching.trace) if watching is not None and _can_follow(watching) else None
    judging = _is_judged(wanted, file)

    def meanwhile() -> None:
        _load_what_is_needed(judging)
        if follower is not None:
            follower.begin()

    try:
        ended = watcher.run(program, watching, meanwhile, _snapshot(wanted, program, watching))
    except UserError:
        if watching is not None:
            store.discard(watching.trace)
        raise
    _settle()
    ahead = follower.end() if follower is not None else None
    loaded, why = (None, "") if watching is None else _loaded(program, watching, ended, ahead)
    if watching is not None and loaded is None and not _size(watching.trace):
        store.discard(watching.trace)
    if loaded is None and not why and watching is not None:
        why = f"{program.name} did not use asyncio, so there is nothing to report"
    if not wanted.quiet or wanted.check or wanted.output:
        for note in filter(None, (why, about_place)):
            console.note(note)
    if loaded is None:
        return False, ended.code
    stuck = loaded.trace.run.end == "deadlock"  # the program has no exit code: asyncx ended it
    code = ExitCode.CANNOT_RUN if stuck else ended.code
    if not judging:
        if file is not None:
            keep(file, watching.trace if watching is not None else None)
            console.note(f"wrote {file}")
        return False, code
    watched = _judged(loaded, wanted.only)
    if watched is None:
        return False, ended.code
    from .watched import report

    report(watched, loaded, wanted, file, program.root, watching)
    if wanted.html and file is not None:
        browser.show(file)
    return watched.failing, code


def _is_judged(wanted: Wanted, file: Path | None) -> bool:
    """Whether anybody is told what is wrong with the program, now and not by `asyncx show`."""
    silent = wanted.quiet and not wanted.check and not wanted.as_json
    return not silent or (file is not None and kind_of(file) != ".asyncx")


def _file(wanted: Wanted) -> Path | None:
    """What to write; UserError when --json would write something else into it than its name says."""
    file = destination(wanted.output, wanted.force, (".asyncx", *KINDS))
    other = "--html" if wanted.html else f"-o {file}" if file and kind_of(file) != ".json" else ""
    if wanted.as_json and other:
        raise UserError(
            f"--json writes the report as JSON, and {other} asks for something else",
            [("either", "--json -o report.json"), ("or", other)],
        )
    return file


def _recording(wanted: Wanted) -> Callable[[Path], Watching]:
    """What to record, once it is known where to; UserError when an option says something impossible."""
    detail = choice("--detail", wanted.detail, DETAILS)
    clock = choice("--clock", wanted.clock, CLOCKS)
    seconds = positive("--for", wanted.seconds) if wanted.seconds else None
    ring = positive("--ring", wanted.ring) if wanted.ring else None
    if clock == "virtual" and (seconds or ring):
        option = "--for" if seconds else "--ring"
        raise UserError(f"{option} is about real time, and --clock virtual has none", [programs.HELP])
    return lambda path: Watching(path, detail, clock, seconds, wanted.only, ring)


def _program(wanted: Wanted) -> Program:
    first, *rest = wanted.words
    if wanted.kind == split.COMMAND:
        python = programs.interpreter(wanted.python) if wanted.python else ""
        return programs.command(wanted.words, python)
    find = programs.module if wanted.kind == split.MODULE else programs.script
    return find(first, rest, programs.interpreter(wanted.python))


def _place(recording: Callable[[Path], Watching]) -> tuple[Watching | None, str]:
    """Where the trace goes, and what is to be said about that; None when the program cannot be watched."""
    if not watcher.can_watch():
        return None, f"the program was not watched: PYTHONPATH cannot hold {watcher.SEED}, where asyncx lies"
    suffix = ".jsonl" if recording(Path()).clock == "virtual" else ".asyncx"
    try:
        path, note = store.begin(suffix)
    except UserError as error:
        return None, f"the program was not watched: {error.what}"
    return recording(path), note


def _can_follow(watching: Watching) -> bool:
    """Whether what is written stays as it is: not so in a ring, and the virtual clock writes no slots."""
    return watching.ring is None and watching.clock == "real"


def _loaded(
    program: Program, watching: Watching, ended: Ended, ahead: Ahead | None
) -> tuple[Loaded | None, str]:
    """What was recorded, and why nothing was, or not all of it."""
    from ..runs.watched import collect, why_not

    try:
        loaded = collect(program, watching, ended, ahead)
    except Exception as error:  # noqa: BLE001 (how the program ended is not to be hidden by a fault of ours)
        what = error.what if isinstance(error, UserError) else f"{type(error).__name__}: {error}"
        return None, f"what was recorded cannot be read: {what}"
    return loaded, why_not(program, ended)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _judged(loaded: Loaded, only: str) -> Watched | None:
    """The trace, judged; a fault of our own must not hide how the program ended."""
    from ..analysis.watched import judge, narrowed

    try:
        watched = judge(loaded.trace)
        return narrowed(watched, only) if only else watched
    except Exception as error:  # noqa: BLE001
        console.report(UserError(f"asyncx could not judge the run: {type(error).__name__}: {error}"), "bug")
        return None


def _snapshot(wanted: Wanted, program: Program, watching: Watching | None) -> Callable[[], None] | None:
    """What SIGUSR2 does while the last seconds are kept; None when it is the program's own."""
    if watching is None or watching.ring is None:
        return None

    def show() -> None:
        from ..runs.watched import load
        from .watched import report

        try:
            loaded = load(watching.trace)
        except UserError as error:
            console.note(f"nothing can be shown yet: {error.what}")
            return
        watched = _judged(loaded, wanted.only)
        if watched is not None:
            report(watched, loaded, wanted, None, program.root, None)

    return show


def _load_what_is_needed(judging: bool) -> None:
    """Import while the program is at work."""
    from ..trace import load

    assert load  # noqa: S101 (used here to be loaded)
    if judging:
        from ..analysis import rules
        from ..render import export, run
        from ..runs import sources
        from . import watched

        rules.every()
        assert export and run and sources and watched  # noqa: S101, PT018


def _settle() -> None:
    """What the program wrote comes first, also when it left the cursor in the middle of a line."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
