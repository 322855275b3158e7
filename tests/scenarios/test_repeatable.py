"""The same bytes every time: a sample here, all of it by `python -m tests.scenarios.repeat`."""

from __future__ import annotations

import pytest

from .repeat import AT_ONCE, digests
from .runs import PYTHONS, SCENARIOS, fits, label

SAMPLE = ("wait_for-timeout", "run-two-threads", "run-cleanup-order", "lock-deadlock", "task-collected")


@pytest.mark.parametrize("python", PYTHONS, ids=label)
def test_a_scenario_gives_the_same_bytes_every_time(python: str) -> None:
    """With every core busy, threads and garbage collection included."""
    chosen = [s for s in SCENARIOS if s.name in SAMPLE and fits(s, python)]
    differ = [s.name for s in chosen if len(digests(s, python, 2 * AT_ONCE)) != 1]

    assert differ == []
    assert len(chosen) == len(SAMPLE)
