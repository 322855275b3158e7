"""Processes that left the child's group before it was killed: adopt them, so that they can be ended.

A process that calls setsid() is out of reach of a signal to the group.  On Linux a process can ask to
become the parent of whatever its descendants leave behind; elsewhere nothing is done.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36

_TASKS = Path("/proc/self/task")


@contextmanager
def ended() -> Iterator[None]:
    """End, with the block, every child that came during it, and whatever they leave behind.

    For a process that starts no other children meanwhile, which is the command line.
    """
    ours = _adopt()
    try:
        yield
    finally:
        _end(ours)


def _adopt() -> frozenset[int]:
    """From now on, become the parent of orphaned descendants; returns the children there are already."""
    if _TASKS.is_dir():
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    return _children()


def _end(spared: frozenset[int]) -> None:
    """Kill and reap every child of this process but `spared`, and what these leave behind in turn."""
    while found := _children() - spared:
        for pid in found:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pid in found:
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _children() -> frozenset[int]:
    found: set[int] = set()
    for task in _TASKS.glob("*/children"):
        with suppress(OSError):
            found.update(map(int, task.read_text(encoding="ascii").split()))
    return frozenset(found)
