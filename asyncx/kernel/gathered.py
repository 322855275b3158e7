"""The gather() that fails with a task, told from what the end of that task has scheduled."""

from asyncio import tasks
from collections import deque
from types import CodeType, FunctionType

from .places import own

_DONE = "_done_callback"
_CODES = {
    each
    for gather in (tasks.gather, getattr(tasks, "_gather", tasks.gather))  # 3.9 has both
    for each in gather.__code__.co_consts
    if type(each) is CodeType and each.co_name == _DONE
}


def fails_with(task):
    """The future of the gather() that is all who hears of the error with which `task` has just ended.

    None where somebody else is told, too, where return_exceptions asks for all errors, and where the loop
    does not show what is scheduled.
    """
    ready = own(own(task, "_loop"), "_ready")
    if type(ready) is not deque or not _is_told(task, ready, -1) or _is_told(task, ready, -2):
        return None
    done = own(ready[-1], "_callback")
    if type(done) is not FunctionType or done.__code__ not in _CODES:
        return None
    cells = dict(zip(done.__code__.co_freevars, done.__closure__ or ()))
    try:
        return None if cells["return_exceptions"].cell_contents else cells["outer"].cell_contents
    except (KeyError, ValueError):  # of an asyncio that calls them otherwise, or before it is made
        return None


def _is_told(task, ready, at):
    """Whether a callback that waits for its turn at this place has to do with the end of `task`."""
    args = own(ready[at], "_args") if len(ready) >= -at else None
    return bool(args) and args[0] is task
