"""A line on a terminal that says how far the runs are, and goes away."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Self

PATIENCE = 0.5
"""Seconds before anything is shown: what is quick needs no progress."""

_EVERY = 0.1
"""Seconds between two drawings."""

_CLEAR = "\r\x1b[K"


class Progress:
    """Counts what is done of each of some named parts; draws on stderr, on a terminal only, never in CI."""

    def __init__(self, parts: Iterable[str]) -> None:
        self._left: dict[str, int] = {}
        for part in parts:
            self._left[part] = self._left.get(part, 0) + 1
        self._total = sum(self._left.values())
        self._next = time.monotonic() + PATIENCE
        self._drawn = False
        self._wanted = sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and "CI" not in os.environ

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._drawn:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()

    def done(self, part: str) -> None:
        """One more of `part` is done."""
        self._left[part] -= 1

    def draw(self) -> None:
        """Show how far it is, if that is wanted, and not too often."""
        now = time.monotonic()
        if self._wanted and now >= self._next:
            from . import console

            self._next = now + _EVERY
            self._drawn = True
            tick = console.alphabet(stream=sys.stderr).returned
            line = text(self._left, self._total, tick)[: console.width(sys.stderr) - 1]
            sys.stderr.write(f"{_CLEAR}{line}")
            sys.stderr.flush()


def text(left: Mapping[str, int], total: int, tick: str) -> str:
    """`running 12 of 40   3.8 ✓  3.9 5`: how many runs are left of each part."""
    done = total - sum(left.values())
    parts = [f"{part} {count or tick}" for part, count in left.items()]
    return "  ".join([f"running {done} of {total} ", *parts])
