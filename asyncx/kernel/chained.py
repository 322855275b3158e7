"""Long chains of tasks that await each other: asyncio cancels them inside each other.

It does so without a frame of Python for each; with one of ours for each, the recursion limit would be near.
"""

from .outcomes import FUTURES
from .places import own

_MANY = 100
"""Chains that are shorter are cancelled as ever."""


def awaited(task, kind):
    """The tasks, all of our class `kind`, that await each other from `task` on; () where they are few."""
    found, seen, waiter = [], {id(task)}, own(task, "_fut_waiter")
    while type(waiter) is kind and id(waiter) not in seen:
        found.append(waiter)
        seen.add(id(waiter))
        waiter = own(waiter, "_fut_waiter")
    return found if len(found) >= _MANY and (waiter is None or type(waiter) in FUTURES) else ()


def cancel_all(hooks, task, chain, kind, args, kwargs):
    """Cancel `task`, and by that all in `chain`; they are noted before: nothing calls `hooks` then."""
    for each in chain:
        number = hooks.recorder.guard(hooks.cancel_asked, each, args, kwargs)
        if number is not None:
            hooks.recorder.enter(number)
    hooked = kind.cancel
    del kind.cancel
    try:
        return kind.cancel(task, *args, **kwargs)
    finally:
        kind.cancel = hooked
