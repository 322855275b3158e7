"""Callbacks and timers of a watched program: made, run, cancelled."""

import sys
from types import FunctionType, MethodType

from .delays import Delays
from .foreign import note
from .handles import delay, stepped_task
from .outcomes import left_by
from .places import callback_name, own
from .slots import CALL, CALLED, CAUSE_AT, FIRE, TIMER, TIMER_CANCEL, USABLE, now
from .states import State

_MOST_HANDLES = (1 << 31) - 1
_PLUMBING = frozenset(["BaseSelectorEventLoop._read_from_self", "_run_until_complete_cb"])


class File:
    """What the slots of a callback begin with that is run whenever a file is ready."""

    __slots__ = ("head",)

    def __init__(self, head):
        self.head = head


class Calls:
    """Writes into the slots of `recorder`; `sites` knows places, and `names` the names of code."""

    def __init__(self, recorder, sites, names):
        self.recorder = recorder
        self.sites = sites
        self.names = names
        self._handles = 0
        self.delays = Delays(recorder)

    def number(self):
        """The number of the next handle."""
        self._handles = self._handles + 1 & _MOST_HANDLES or 1
        return self._handles

    def named(self, callback):
        """The text of the name of any callback."""
        return self._named(callback)[0] or self.recorder.text(callback_name(callback))

    def begins(self, handle):
        """A callback is about to run that is no step; that of a file is noted, for it is run again and again.

        What was noted when the handle was made is the cause, or a timer's (slot, None, number); nothing of
        the handle of a file.
        """
        loop, callback, known = handle._loop, handle._callback, handle._repr
        code = callback.__code__ if type(callback) is FunctionType else None
        state = own(loop, "_asyncx_state")
        if type(state) is State:
            row, head = state.row, state.head
        else:  # no loop of asyncio's: a mock has every attribute
            state = self.recorder.state()
            row, head = None, self.recorder.loop_number(loop) << 16
        named = self.names.get(id(code))
        if named is None or code is None:
            named = self._named(callback)
        if not named[0]:
            state.cause = 0
            return
        kind, cause, number = CALL, 0, 0
        if type(known) is int:
            cause = known
        elif type(known) is tuple:
            kind, (cause, _, number) = FIRE, known
        head |= kind | (number or self.number()) << 32
        page = state.page
        slot = page.at
        page.at = slot + 1
        if slot >= USABLE:
            page, slot = self.recorder.reserve(state)
        CALLED.pack_into(page.buffer, slot * 32, head, now(), cause, 0, 0, named[0])
        state.cause = page.base + slot
        if known is None:
            handle._repr = File(head)
        elif row is not None and code is not None and named[2]:
            row.begin(code, state.cause, len(loop._ready), page.buffer, slot * 32 + CAUSE_AT)

    def _named(self, callback):
        """(text of a callback's name, 0 for asyncio's own plumbing; its code; whether it is asyncio's)."""
        key = callback.__func__ if type(callback) is MethodType else callback
        key = key.__code__ if type(key) is FunctionType else None
        known = self.names.get(id(key))
        if known is None or key is None:
            name = callback_name(callback)
            asyncios = key is not None and self.recorder.places.is_asyncio(key)
            known = 0 if name in _PLUMBING else self.recorder.text(name, True), key, asyncios
            if key is not None:
                self.names[id(key)] = known
        return known

    def timer(self, callback, loop, left, site, delay):
        """Write `timer.new`; returns its slot, and the number of the handle.

        It is due in `left` seconds, and was set for `delay` ns, or None, as its call says.
        """
        rec, number = self.recorder, self.number()
        try:
            due = now() + round(left * 1e9)
        except (ArithmeticError, TypeError, ValueError):  # infinity, or not a number
            due = (1 << 62) + rec.file.origin
        head = TIMER | rec.loop_number(loop) << 16 | number << 32
        times = (due,) if delay is None else (due, delay)
        payload = b"".join(time.to_bytes(8, "little", signed=True) for time in times)
        return rec.put(head, rec.state().cause, site, self.named(callback), len(payload), payload), number

    def timer_made(self, timer, when, callback, loop):
        """call_later() or call_at() has made a timer."""
        rec = self.recorder
        if stepped_task(callback) is not None:
            return
        try:
            left = delay(when, loop)
        except TypeError:  # the loop itself will not get far with it
            left = float("inf")
        frame = sys._getframe(1)
        made, number = self.timer(callback, loop, left, self.sites.of(frame), self.delays.of(when, frame))
        timer._repr = (made, None, number)
        if rec.local.state.loop is not loop:
            note(rec, loop, callback, frame)

    def cancelled(self, handle):
        """handle.cancel() is called."""
        known = handle._repr
        if not handle._cancelled and type(known) is tuple and type(known[2]) is int:
            rec, frame = self.recorder, sys._getframe(1)
            head = TIMER_CANCEL | left_by(rec.places, frame) << 8 | known[2] << 32
            rec.put(head, rec.state().cause, self.sites.of(frame))
