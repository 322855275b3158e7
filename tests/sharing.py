"""Which tests one process runs where pytest-xdist has several: those that share what they have run."""

from __future__ import annotations

import re

TRACES = "traces"
"""How the part of a test's id begins that says at whose traces it looks."""

FOLDERS = ("tests/analysis/rules",)
"""Folders whose files look at the same runs of programs."""

_TRACES = re.compile(rf"[\[-]({TRACES}-[\w.@]+)")


def group(nodeid: str) -> str:
    """All that look at the traces of one interpreter, wherever they are; those of a folder; or of a file."""
    found = _TRACES.search(nodeid)
    file = nodeid.partition("::")[0]
    return found[1] if found else next((each for each in FOLDERS if file.startswith(f"{each}/")), file)


def comes_later(nodeid: str) -> bool:
    """For sorting: groups of many files take longest, and no process is to be left alone with one."""
    return group(nodeid) == nodeid.partition("::")[0]
