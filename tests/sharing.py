"""Which tests one process runs where pytest-xdist has several: those that share what they have run."""

from __future__ import annotations

import re

TRACES = "traces"
"""How the part of a test's id begins that says at whose traces it looks."""

_TRACES = re.compile(rf"[\[-]({TRACES}-[\w.@]+)")


def group(nodeid: str) -> str:
    """All that look at the traces of one interpreter, whatever their file; or those of a file."""
    found = _TRACES.search(nodeid)
    return found[1] if found else nodeid.partition("::")[0]


def turn(nodeid: str) -> bool:
    """For sorting: what takes longest comes first, so that no process is left alone with it."""
    return not group(nodeid).startswith(TRACES)
