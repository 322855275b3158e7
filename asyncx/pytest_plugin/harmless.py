"""Which tests need no judging: nothing was recorded of them in which anything could be wrong.

Only tasks that returned, quick steps, and callbacks: no cancellation, no error, no warning, no message, no
thread, no deadline that passed.  No rule has anything to say of such a trace, and a test sees to it that
none begins to.  Most tests are like that, and to build their traces would take longer than to run them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container

from ..kernel.slots import (
    CALL,
    CANCELLED,
    CHUNK_BEGINS,
    FIRE,
    IDLE,
    JSON,
    RETURNED,
    SITE,
    SIZE,
    STEP,
    TASK,
    TASK_END,
    TEXT,
    TIMER,
    TIMER_CANCEL,
    WAIT,
)
from .tail import Part, Row, returns

BUSY = 20_000_000
"""Nanoseconds; with less work than that in all, nothing was held for long."""

MOST = 900
"""Slots; with more of them something may have come back again and again, and a closer look costs little."""

_PLAIN = frozenset({CHUNK_BEGINS, TEXT, SITE, STEP, CALL, TIMER, TIMER_CANCEL, IDLE, WAIT})
_SLEEPS = b'_set_result_unless_cancelled"'
_TAKES = b'Queue.get"'
"""A task that returned what nobody else has: it may be lost with it."""

_LOOPS = re.compile(rb'\{"kind":"loop\.(?:new|set|run|stop|close)"')
_OVER = re.compile(rb'\{"kind":"loop\.(?:stop|close)"')
_CANCEL = re.compile(rb'\{"kind":"task\.cancel","task":(\d+),')


def are(parts: list[Part], text: Callable[[int], bytes], hosts: Container[int]) -> bool:
    """Whether nothing in `parts` could be wrong.

    `text` gives the JSON of the text with a number, `hosts` are the tasks of other plugins around tests.
    """
    if sum(len(part.data) for part in parts) > MOST * SIZE:
        return False
    made: set[int] = set()
    ended: set[int] = set()
    return all(_plain(part, text, hosts, made, ended) for part in parts) and made <= ended


def _plain(
    part: Part, text: Callable[[int], bytes], hosts: Container[int], made: set[int], ended: set[int]
) -> bool:
    busy, before, idle = 0, 0, True
    for row, payload in part.rows():
        kind, subject, t = row[0], row[3], row[4]
        if not idle:
            busy += t - before
        before, idle = t, kind == IDLE
        if kind == TASK:
            if text(row[7]).endswith(_TAKES):
                return False
            made.add(subject)
        elif returns(row) or (kind == TASK_END and _is_usual(row, hosts)):
            ended.add(subject)
        elif kind == JSON and (_LOOPS.match(payload) or _ends_host(payload, hosts)):
            idle = _OVER.match(payload) is not None
        elif kind not in _PLAIN and not (kind == FIRE and text(row[8]).endswith(_SLEEPS)):
            return False
    return busy < BUSY


def _is_usual(end: Row, hosts: Container[int]) -> bool:
    return end[1] == RETURNED or (end[1] == CANCELLED and end[3] in hosts)


def _ends_host(payload: bytes, hosts: Container[int]) -> bool:
    asked = _CANCEL.match(payload)
    return asked is not None and int(asked[1]) in hosts and b'"_cancel_all_tasks"' in payload
