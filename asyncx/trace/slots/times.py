"""Times as the clock of a program says them -> nanoseconds since the recording began."""

from __future__ import annotations

from typing import Any, Final

from ..fields import LARGEST, is_integer

_MOMENTS: Final = ("until", "due", "since")
"""Fields of records in JSON that hold a time."""


def in_json(name: str, value: Any, origin: int) -> Any:
    """The value of a field of a record in JSON; a time before `origin` is 0, and -1 stands for ever."""
    if name in _MOMENTS and is_integer(value) and value > 0:
        return max(value - origin, 0)
    return value


def of_timer(payload: bytes, length: int, origin: int) -> dict[str, int]:
    """When a timer is due, and the delay that it was asked for where the payload is long enough to say it."""
    due, delay = (int.from_bytes(time, "little", signed=True) for time in (payload[:8], payload[8:]))
    times = {"due": max(-LARGEST, min(due - origin, LARGEST))}
    return {**times, "delay": max(-LARGEST, delay)} if length == 16 else times
