"""What no true trace has, for traces made wrong on purpose."""

from __future__ import annotations

from asyncx.trace.model import CancelRequest, Error, Loop, Outcome, Task, Timer

WRONG = Error("WrongError", "wrong", "a wrong message", "WrongCause", "WrongContext")
REQUEST = CancelRequest(
    n=1, t=0, accepted=True, message="wrong", asker=None, route="wrong", place=None, delivered=1
)
TASK = Task(
    number=0,
    name="wrong",
    coro="wrong",
    loop=0,
    thread=1,
    eager=False,
    place=None,
    maker=None,
    internal=False,
    start=0,
    end=None,
    first=1,
    last=None,
    outcome=Outcome.NEVER_ENDED,
    error=None,
    freed=None,
    spans=(),
    cancels=(),
    swallowed=False,
    steps=0,
    coros=(),
    timers=(),
)
LOOP = Loop(number=0, class_name="Wrong", turns=0, runs=(), closed_at=None)
TIMER = Timer(
    number=0,
    callback="wrong",
    loop=1,
    task=None,
    coro=None,
    set_at=0,
    due=0,
    fired_at=None,
    cancelled_at=None,
    first=1,
    last=None,
    scope="",
    scope_end=None,
    place=None,
)
