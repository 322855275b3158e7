"""How a run ended, from its records and from how its process went."""

from __future__ import annotations

import re
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CRASHES = (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL)
"""Signals with which the system ends a program for its own fault; any other was sent by somebody."""

_FRAME = re.compile(r'^  File "(?P<file>[^"]+)", line (?P<line>\d+) in (?P<function>\S+)', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ending:
    """`end`, `code` and `detail` are those of `Run`; `error` is an error of the wire, or None."""

    end: str
    code: int | None
    error: Mapping[str, Any] | None = None
    detail: str = ""


def how_it_ended(records: Sequence[Mapping[str, Any]], returncode: int, cut: str, stderr: str) -> Ending:
    """Judge an ended run.

    `returncode` is the process's (negative for a signal), `cut` says why asyncx stopped it (or is
    empty), `stderr` is the end of what it wrote there.
    """
    last = next((record for record in reversed(records) if record["kind"] in ("run.end", "deadlock")), None)
    if last is not None and last["kind"] == "deadlock":
        return Ending("deadlock", None)
    if cut:
        return Ending("timed out", None, detail=cut)
    if returncode < 0:
        return _signalled(-returncode, stderr)
    if last is not None:
        return Ending(str(last["how"]), last.get("code"), last.get("error"))
    detail = f"the process ended with exit code {returncode}, by os._exit() or an exec"
    return Ending("exited", returncode, detail=detail)


def _signalled(number: int, stderr: str) -> Ending:
    try:
        name = signal.Signals(number).name
        meaning = (signal.strsignal(number) or "").lower()
    except ValueError:
        name, meaning = f"signal {number}", ""
    words = f"{name} ({meaning})" if meaning else name
    if number not in CRASHES:
        return Ending("killed", None, detail=f"the process was killed with {words}")
    return Ending("crashed", None, detail=f"the interpreter crashed with {words}{_where(stderr)}")


def _where(stderr: str) -> str:
    """The line that faulthandler names first, outside the standard library; empty when there is none."""
    for frame in _FRAME.finditer(stderr):
        file = frame["file"]
        if "/lib/python" not in file and not file.startswith("<"):
            return f" at {file.rpartition('/')[2]}:{frame['line']}"
    return ""
