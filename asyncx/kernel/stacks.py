"""Stacks and tracebacks as the program prints them: without the kernel's own frames.

The kernel runs below the program, and around some of asyncio's functions.  asyncio's debug mode, logging
and the traceback module all look at frames through these few functions.
"""

import traceback

from .handles import disguise
from .places import KERNEL

_WALKERS = ("walk_stack", "walk_tb", "_walk_tb_with_full_positions")
_hooked = set()


def install():
    """Hook the functions that walk over frames, for good: the kernel stays below the program."""
    for name in _WALKERS:
        if hasattr(traceback, name) and getattr(traceback, name) not in _hooked:
            original = getattr(traceback, name)
            setattr(traceback, name, disguise(_without_kernel(original), original))
            _hooked.add(getattr(traceback, name))


def _without_kernel(walk):
    def hooked(start):
        walked = walk(start)
        # From None on walk_stack() counts the frames above it: nothing may come between.
        return walked if start is None else _filtered(walked)

    return hooked


def _filtered(walked):
    for entry in walked:
        if not entry[0].f_code.co_filename.startswith(KERNEL):
            yield entry
