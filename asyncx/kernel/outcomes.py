"""How futures end; a value that a cancelled task has not seen; and how a timeout was left."""

import asyncio
import sys

from .places import own
from .slots import CANCELLED, RAISED, RETURNED

_TASKS = (asyncio.Task, asyncio.tasks._PyTask)
FUTURES = (asyncio.Future, asyncio.futures._PyFuture)
_KEEPERS = _TASKS + (asyncio.tasks._GatheringFuture,)
"""Those that keep their value, or whose parts do."""
_WAY_OUT = "Timeout.__aexit__"
_traceback = BaseException.__traceback__.__get__
"""Without asking the program's own classes."""


def outcome(places, future):
    """How a future that is done ended, as a record has it."""
    if own(future, "_state") == "CANCELLED":
        return {"outcome": "cancelled"}
    error = own(future, "_exception")
    if error is not None:
        return {"outcome": "raised", "error": places.error(error)}
    return {"outcome": "returned"}


def has_value(future):
    """Whether a future is done, with a value; those of locks, events and sleeps only say that it is time."""
    if not issubclass(type(future), FUTURES) or issubclass(type(future), _KEEPERS):
        return False
    if own(future, "_state") != "FINISHED" or own(future, "_exception") is not None:
        return False
    value = own(future, "_result")
    return value is not None and value is not True


def left_with(places, via, depth):
    """{"error"}: the exception with which a block under a timeout ended, as a record has it; {} without one.

    `via` are the functions that led to uncancel(); `depth` is that of the nearest of them, from the caller.
    """
    if via[:1] != [_WAY_OUT]:
        return {}
    error = sys._getframe(depth + 1).f_locals.get("exc_val")
    return {"error": places.error(error)} if isinstance(error, BaseException) else {}


def left_by(places, frame):
    """How the block under a timeout ends whose timer is taken back, as slots say it; `frame` is its cancel().

    0 where no function of asyncio's that leaves such a block has called it.
    """
    while frame is not None and frame.f_code.co_name == "cancel" and places.is_asyncio(frame.f_code):
        frame = frame.f_back
    name = frame is not None and places.is_asyncio(frame.f_code) and frame.f_code.co_name
    if name == "__aexit__":
        error = frame.f_locals.get("exc_val")
    elif name == "wait_for":  # up to 3.11, in its own `finally`
        error = sys.exc_info()[1]
        entry = None if error is None else _traceback(error)
        if entry is None or entry.tb_frame is not frame:  # one that was under way before
            error = None
    else:
        return 0
    if error is None:
        return RETURNED
    return CANCELLED if issubclass(type(error), asyncio.CancelledError) else RAISED
