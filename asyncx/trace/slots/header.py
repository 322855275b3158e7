"""The first bytes of the file of a watched program: which version it is of, and what is said of the run."""

from __future__ import annotations

import json
from typing import Any

from ... import __version__
from ...kernel.slots import CHUNK, MAGIC, SIZE
from ..records import TraceError

FAMILY = MAGIC.split(b" ")[0] + b" "
"""How every version of such a file begins."""


def read_header(head: bytes) -> dict[str, Any]:
    """What is said of the run; TraceError when this is no file that this version reads."""
    if not head.startswith(MAGIC):
        version = head[len(FAMILY) : len(FAMILY) + 9].partition(b"\n")[0]
        if not head.startswith(FAMILY) or not version.isdigit():
            raise _damaged("its first line is not that of a trace")
        raise TraceError(
            f"the trace has version {version.decode()} of its format, asyncx {__version__} reads 1",
            [("written by", "a newer asyncx"), ("get it", "pip install --upgrade asyncx-explorer")],
        )
    line = head[len(MAGIC) :].partition(b"\0")[0]
    try:
        header = json.loads(line, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise _damaged("its second line is no JSON") from None
    if not isinstance(header, dict):
        raise _damaged("its second line is no object")
    if (header.get("chunk", CHUNK), header.get("slot", SIZE)) != (CHUNK, SIZE):
        raise _damaged("its pages have a size that no asyncx writes")
    return header


def refuse(name: str) -> Any:
    """ValueError for a constant that json knows, and JSON does not: NaN, Infinity."""
    raise ValueError(name)


def _damaged(why: str) -> TraceError:
    return TraceError(f"this is not a trace of asyncx: {why}", [("make one", "asyncx run app.py")])
