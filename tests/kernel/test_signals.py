"""An error of the program's own signal handler reaches the program, also when a hook is running."""

from __future__ import annotations

import signal
from types import FrameType

import pytest

from asyncx.kernel.signals import raised_by_handler


class Stopped(Exception):
    """What the handler raises."""


def handler(number: int, frame: FrameType | None) -> None:
    raise Stopped


def test_an_error_of_a_handler_is_told_from_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the function that is in its traceback."""
    before = signal.signal(signal.SIGUSR1, handler)
    try:
        with pytest.raises(Stopped) as raised:
            signal.raise_signal(signal.SIGUSR1)
        with pytest.raises(ZeroDivisionError) as other:
            _ = 1 // 0
        assert raised_by_handler(raised.value)
        assert not raised_by_handler(other.value)
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert not raised_by_handler(raised.value)
