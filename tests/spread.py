"""On which Pythons a test runs of which there are many: all with ASYNCX_EVERY=1, else three, or one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache

from asyncx.runs import interpreters, versions

EVERY = bool(os.environ.get("ASYNCX_EVERY"))


def some(pythons: Sequence[str], turn: int = 0) -> list[str]:
    """The oldest, the newest, and of those between another one at each `turn`."""
    if EVERY or len(pythons) <= 3:
        return list(pythons)
    oldest, *between, newest = sorted(pythons, key=_version)
    return [oldest, between[turn % len(between)], newest]


def one(pythons: Sequence[str], turn: int = 0) -> list[str]:
    """Another one at each `turn`."""
    return list(pythons) if EVERY else [sorted(pythons, key=_version)[turn % len(pythons)]]


@cache
def _version(python: str) -> tuple[int, ...]:
    return versions.key(interpreters.resolve(python).version)
