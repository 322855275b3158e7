"""Whether a thread is alone, where the system says how many there are, and where it does not."""

from __future__ import annotations

import sys

import pytest

from asyncx.kernel import stuck


@pytest.mark.parametrize(("count", "alone"), [(2, True), (3, False), (0, False)])
def test_threads_that_python_does_not_know(monkeypatch: pytest.MonkeyPatch, count: int, alone: bool) -> None:
    """They may do anything; and where nobody counts them, they may be there."""
    frame = sys._getframe()
    monkeypatch.setattr(stuck, "count_of_threads", lambda: count)
    monkeypatch.setattr(sys, "_current_frames", lambda: {1: frame, 2: frame})

    assert stuck._alone(1, 2) is alone
