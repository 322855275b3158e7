"""The task state machine, as one table.

Rule: everything that decides in which state a task is stands in MOVES.  `build` asks `move` for every
step it takes; a pair that is not in the table raises, and nothing has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from .model import TaskState


class Event(StrEnum):
    """What can happen to a task."""

    READY = "ready"
    """Its next step was put into the loop's queue."""
    STEP = "step"
    """The step begins."""
    WAIT = "wait"
    """The step ends in an await."""
    WAIT_CANCELLED = "wait, cancel under way"
    """The step ends in an await, while a cancellation is under way."""
    CANCEL = "cancel"
    """A cancellation that the task accepted is under way from now on."""
    CANCEL_OVER = "cancel over"
    """It is under way no longer: `uncancel()`, or it was caught for good."""
    RETURN = "return"
    RAISE = "raise"
    END_CANCELLED = "end cancelled"
    VANISH = "vanish"
    """The task was freed while pending, or the trace ends."""


_S = TaskState
_E = Event

MOVES: Mapping[TaskState, Mapping[Event, TaskState]] = MappingProxyType(
    {
        _S.CREATED: {
            _E.READY: _S.READY,
            _E.STEP: _S.RUNNING,  # an eager task
            _E.CANCEL: _S.CREATED,
            _E.CANCEL_OVER: _S.CREATED,
            _E.VANISH: _S.NEVER_ENDED,
        },
        _S.READY: {
            _E.STEP: _S.RUNNING,
            _E.CANCEL: _S.READY,
            _E.CANCEL_OVER: _S.READY,
            _E.VANISH: _S.NEVER_ENDED,
        },
        _S.RUNNING: {
            _E.WAIT: _S.WAITING,
            _E.WAIT_CANCELLED: _S.CANCELLING,
            _E.CANCEL: _S.RUNNING,
            _E.CANCEL_OVER: _S.RUNNING,
            _E.RETURN: _S.RETURNED,
            _E.RAISE: _S.RAISED,
            _E.END_CANCELLED: _S.CANCELLED,
            _E.VANISH: _S.NEVER_ENDED,
        },
        _S.WAITING: {
            _E.READY: _S.READY,
            _E.CANCEL: _S.CANCELLING,
            _E.CANCEL_OVER: _S.WAITING,
            _E.VANISH: _S.NEVER_ENDED,
        },
        _S.CANCELLING: {
            _E.READY: _S.READY,
            _E.CANCEL: _S.CANCELLING,
            _E.CANCEL_OVER: _S.WAITING,
            _E.VANISH: _S.NEVER_ENDED,
        },
        _S.RETURNED: {},
        _S.RAISED: {},
        _S.CANCELLED: {},
        _S.NEVER_ENDED: {},
    }
)

LIVING = frozenset(state for state, moves in MOVES.items() if moves)
"""The states of a task that has not ended; all others are final."""


class IllegalMove(ValueError):
    """`event` cannot happen to a task in `state`; both are attributes."""

    def __init__(self, state: TaskState, event: Event) -> None:
        super().__init__(f"a task that is {state} cannot {event}")
        self.state = state
        self.event = event


def move(state: TaskState, event: Event) -> TaskState:
    """The state after `event` in `state`; IllegalMove when the table has no such move."""
    try:
        return MOVES[state][event]
    except KeyError:
        raise IllegalMove(state, event) from None
