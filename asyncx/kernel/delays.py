"""How long asyncio was asked to wait: some of that may have passed by the time that a timer is noted."""

import asyncio
import sys
from asyncio import base_events

from . import features
from .graft import GraftError, after_each, graft_method

_LONGEST = 1e9


class Delays:
    """The delays that call_later() and timeout() were given."""

    def __init__(self, recorder):
        self.recorder = recorder
        self._later = {base_events.BaseEventLoop.call_later.__code__}
        self._timeout = asyncio.timeout.__code__ if features.TIMEOUT else None
        self._latest = None, None

    def install(self):
        """Notice each timeout() that is made; where Python came without its source they go unnoticed."""
        rec, noted = self.recorder, self._made

        def made(timeout):
            if rec.live:
                rec.guard(noted, timeout._when, sys._getframe(1).f_back)

        if features.TIMEOUT:
            try:
                change = after_each("_when", "delays_made(self)")
                graft_method(rec, asyncio.Timeout, "__init__", {"delays_made": made}, change)
            except GraftError:
                pass

    def add(self, call_later):
        """The loop of another library has a `call_later` of its own."""
        self._later.add(call_later.__code__)

    def _made(self, when, caller):
        if caller is not None and caller.f_code is self._timeout:
            self._latest = when, in_ns(caller.f_locals["delay"])

    def of(self, when, frame):
        """The delay (ns) of a timer for `when` that `frame` sets, call_at() or call_later(); or None."""
        for each in (frame, frame.f_back):
            if each is not None and each.f_code in self._later:
                return in_ns(each.f_locals["delay"])
        made, delay = self._latest  # the timeout() that is entered is nearly always the latest one
        return delay if made is when else None


def in_ns(delay):
    """A delay of the program's, in seconds, as ns; None for what is no plain number, or has no end."""
    return round(delay * 1e9) if type(delay) in (int, float) and abs(delay) < _LONGEST else None
