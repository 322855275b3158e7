"""Processes that left the child's group before it was killed: adopt them, so that they can be ended.

A process that calls setsid() is out of reach of a signal to the group.  On Linux a process can ask to
become the parent of whatever its descendants leave behind; elsewhere nothing is done.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36

_TASKS = Path("/proc/self/task")


def adopt() -> None:
    """From now on, become the parent of orphaned descendants.

    For a process that has no children but the ones to be ended (the command line): `end` ends them all.
    """
    if _TASKS.is_dir():
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end() -> None:
    """Kill and reap every child of this process, and what these leave behind in turn."""
    while found := _children():
        for pid in found:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pid in found:
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _children() -> list[int]:
    found: list[int] = []
    for task in _TASKS.glob("*/children"):
        with suppress(OSError):
            found += map(int, task.read_text(encoding="ascii").split())
    return found
