"""The door for saved traces: the content of any file that asyncx writes -> Trace, and what is not in it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from .. import __version__
from . import codec
from .build import build
from .fields import is_error, is_integer, is_text
from .model import Run, Trace
from .records import TraceError, error_of
from .slots.ahead import Ahead
from .slots.header import FAMILY
from .slots.records import Decoded, decode

LEFT_OUT = "left out, for the file is damaged there: "
"""How a note begins that the `detail` of a run ends with when something is missing from its trace."""

Header = Mapping[str, Any]
Records = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A trace, and what the file has that it has not.

    `merged` records went into others, for together they are too many to look at; `lost` are pairs: how many
    of what were damaged, or are missing.
    """

    trace: Trace
    merged: int = 0
    lost: tuple[tuple[int, str], ...] = ()


def load(
    data: bytes | memoryview,
    *,
    full: bool = False,
    run: Callable[[Header, Records], Run] | None = None,
    ahead: Ahead | None = None,
) -> Loaded:
    """The trace in the content of a file; UserError, with one clear sentence, when there is none.

    With `full` nothing is merged.  For the file of a watched program `run` says what was run, and how it
    ended, by the file's header and its records; without it that is what the file itself says.  `ahead` is
    what was done with it while it was being written.
    """
    with _nothing_collected():
        try:
            if bytes(data[: len(FAMILY)]) != FAMILY:
                return Loaded(codec.loads(_text(data)))
            decoded = decode(data, full=full, ahead=ahead)
            what = (run or run_of)(decoded.header, decoded.records)
            return Loaded(build(_noted(what, decoded), decoded.records), decoded.merged, decoded.lost)
        except RecursionError:
            raise TraceError("this is not a trace of asyncx: it is nested too deeply") from None


def run_of(header: Header, records: Records) -> Run:
    """What was run, and how it ended, as far as a file says that."""
    end, code, error, detail = "killed", None, None, "the file says nothing of how the program ended"
    for record in reversed(records):
        if record["kind"] == "deadlock":
            end, detail = "deadlock", ""
            break
        if record["kind"] == "run.end":
            end, detail = _said(record, "how") or "returned", ""
            code = record.get("code") if is_integer(record.get("code")) else None
            error = error_of(record["error"]) if is_error(record.get("error")) else None
            break
    start: Header = next((record for record in records if record["kind"] == "run.start"), {})
    target = _said(header, "target")
    return Run(
        target=target,
        file=target,
        python=_said(header, "python") or _said(start, "python"),
        implementation=_said(header, "implementation") or _said(start, "implementation"),
        platform=_said(header, "platform") or _said(start, "platform"),
        loop=_said(header, "loop_kind") or _said(start, "loop_kind"),
        clock=_said(header, "clock") or _said(start, "clock") or "real",
        asyncx=_said(header, "asyncx") or __version__,
        end=end,
        code=code,
        error=error,
        detail=detail,
        recorded=_said(header, "detail"),
    )


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Without looking for garbage: a trace is a million objects, all needed, and this takes half the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _noted(run: Run, decoded: Decoded) -> Run:
    """The run, with a note of what is missing from its trace."""
    if not decoded.lost:
        return run
    note = LEFT_OUT + ", ".join(f"{count} {what}" for count, what in decoded.lost)
    return replace(run, detail=f"{run.detail}; {note}" if run.detail else note)


def _said(values: Header, name: str) -> str:
    value: Any = values.get(name)
    return str(value) if is_text(value) else ""


def _text(data: bytes | memoryview) -> str:
    try:
        return bytes(data).decode("utf-8")
    except UnicodeDecodeError:
        raise TraceError("it is no trace: it is not text") from None
