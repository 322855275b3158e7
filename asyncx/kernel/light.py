"""The frequent records of a watched program: steps, callbacks, timers and turns of the loop.

What happens in every step stands in `grafts`, as statements inside asyncio's own functions; whatever is
not plain, or not as frequent, goes to a method of `Light`.
"""

import struct
import sys
from asyncio import base_events, events, tasks
from types import BuiltinMethodType, CoroutineType, FunctionType, MethodType

from .foreign import note
from .graft import graft
from .grafts import FOR_GOOD, HANDLE, LOOP
from .handles import stepped_task
from .places import callback_name, coroutine_name, own
from .sites import Sites
from .slots import (
    BEGIN,
    CALL,
    CALLED,
    CANCELLED,
    FIRE,
    IDLE,
    IDLES,
    LONG,
    RAISED,
    RETURNED,
    SLOTS,
    STEP,
    TASK,
    TASK_END,
    TIMER,
    TIMER_CANCEL,
    WOKE,
    now,
)
from .watch import Entry

_NEW_TASK = TASK - STEP
_RETURNED = TASK_END - STEP | RETURNED << 8
_RAISED = TASK_END - STEP | RAISED << 8
_CANCELLED = TASK_END - STEP | CANCELLED << 8
_EVERY = 1_000_000
_AT_ONCE = 200
_PLUMBING = frozenset(["BaseSelectorEventLoop._read_from_self", "_run_until_complete_cb"])


class File:
    """What the slots of a callback begin with that is run whenever a file is ready."""

    __slots__ = ("head",)

    def __init__(self, head):
        self.head = head


class Light:
    """Hooks for `recorder`, a `watch.Watch`; `awaits` describes what a task waits for."""

    def __init__(self, recorder, awaits, sampler):
        self.recorder = recorder
        self.sampler = sampler
        self.awaits = awaits
        self.waiting = {}
        self._handles = 0
        self._names = {}
        self.sites = Sites(recorder)
        self._step_type = _step_type()
        recorder.tasks.on_freed = self._freed

    def install(self, eager):
        """Graft everything; `eager` makes tasks that start at once.  GraftError when this asyncio does not have the shape that is known."""
        rec, loop, handle = self.recorder, base_events.BaseEventLoop, events.Handle
        given = {
            "light": self,
            "light_eager": eager,
            "light_step_type": self._step_type,
            "light_wake_type": BuiltinMethodType,
            "light_plain_type": FunctionType,
            "light_known": rec.tasks.known.get,
            "light_wait": self.waiting.__setitem__,
            "light_local": rec.local,
            "light_now": now,
            "light_write": BEGIN.pack_into,
            "light_entry_type": Entry,
            "light_idles": IDLE,
            "light_idle": IDLES.pack_into,
            "light_woke": WOKE.pack_into,
        }
        for owner, changes in ((loop, LOOP), (handle, HANDLE), (handle, FOR_GOOD)):
            for name, change in changes.items():
                made = graft(vars(owner)[name], given, change)
                rec.places.call(made.__code__, made.__qualname__)
                if changes is FOR_GOOD:
                    setattr(owner, name, made)
                else:
                    rec.replace(owner, name, made)

    # tasks

    def born(self, task, loop):
        """The entry of a task whose first step was just scheduled: called by `_call_soon`."""
        return self.created(task, own(task, "_coro"), loop, self.sites.of_task(sys._getframe(3)))

    def stranger(self, callback, loop):
        """The entry of the task that `callback` is a step of, or None: for what is not plain."""
        task = stepped_task(callback)
        if task is None:
            return None
        entry = self.recorder.tasks.known.get(id(task))
        if entry is None:
            entry = self.created(task, own(task, "_coro"), loop, self.sites.of(sys._getframe(1)))
        return entry

    def created(self, task, coro, loop, site, flag=0):
        """Write `task.new`, and return the new entry."""
        rec = self.recorder
        entry = rec.tasks.add(task, rec.loop_number(loop))
        code = coro.cr_code if type(coro) is CoroutineType else None
        known = self._names.get(id(code))
        if known is None or code is None:
            known = self._names[id(code)] = rec.text(coroutine_name(coro)), code
        name = task.get_name()
        try:
            name = LONG | int(name[5:]) if name[:5] == "Task-" and name[5] != "0" else rec.text(name)
        except TypeError:
            name = 0  # an eager task has none yet
        except (ValueError, IndexError):
            name = rec.text(name)
        state = rec.local.state
        page = state.page
        slot = page.next()
        if slot >= SLOTS:
            page, slot = rec.reserve(state)
        head = entry.head + _NEW_TASK | flag
        CALLED.pack_into(page.buffer, slot * 32, head, now(), state.cause, site, known[0], name)
        return entry

    def ended(self, entry, task):
        """The last step of a task is over."""
        if entry.wait is None:
            return
        entry.wait = None
        rec = self.recorder
        head, error = entry.head + _RETURNED, 0
        if task._state == "CANCELLED":
            head = entry.head + _CANCELLED
        elif task._exception is not None:
            head = entry.head + _RAISED
            error = rec.json(rec.places.error(task._exception))
        state = rec.local.state
        page = state.page
        slot = page.next()
        if slot >= SLOTS:
            page, slot = rec.reserve(state)
        CALLED.pack_into(page.buffer, slot * 32, head, now(), state.cause, error, 0, 0)

    def _freed(self, entry):
        self.recorder.emit("task.freed", {"task": entry.head >> 32, "pending": True})

    # callbacks and timers

    def unscheduled(self, problem, handle, callback, loop):
        """A thread schedules something for the first time, or something is wrong."""
        try:
            self.recorder.local.state  # noqa: B018
        except AttributeError:
            state = self.recorder.state()
            handle._repr = (state.cause, self.stranger(callback, loop), None)
            note(self.recorder, loop, callback, sys._getframe(1))
        else:
            self.failed(problem)

    def foreign(self, loop, callback):
        """A callback is given to a loop that this thread does not run."""
        note(self.recorder, loop, callback, sys._getframe(1))

    def not_begun(self, problem, entry, ready):
        """A step begins that did not fit where it should go; returns its entry, None when all is lost."""
        if not isinstance(problem, struct.error) or not self.recorder.live:
            return self.failed(problem)
        rec = self.recorder
        state = rec.state()
        page, slot = rec.slot(state)
        BEGIN.pack_into(page.buffer, slot * 32, entry.head, now(), ready[0])
        state.cause = page.base + slot
        return entry

    def call_begins(self, handle, known):
        """A callback is about to run; returns None for what is of no interest.

        `known` is what was noted when the handle was made: None for that of a file, which is run again
        and again, and noted now.
        """
        rec = self.recorder
        state = rec.state() if known is None else rec.local.state
        kind, cause, number = CALL, 0, 0
        callback = handle._callback
        if known is None:
            if stepped_task(callback) is not None:
                return None
        elif type(known[2]) is int:
            kind, (cause, _, number) = FIRE, known
        else:
            cause = known[0]
        code = callback.__code__ if type(callback) is FunctionType else None
        named = self._names.get(id(code))
        if named is None or code is None:
            named = self._named(callback)
        if not named[0]:
            return None
        if not number:
            self._handles = number = self._handles + 1
        page = state.page
        slot = page.next()
        if slot >= SLOTS:
            page, slot = rec.reserve(state)
        head = kind | rec.loop_number(handle._loop) << 16 | number << 32
        CALLED.pack_into(page.buffer, slot * 32, head, now(), cause, 0, 0, named[0])
        state.cause = page.base + slot
        if known is None:
            handle._repr = (0, File(head), None)
        return state

    def _named(self, callback):
        """(text of the name of a callback, 0 for asyncio's own plumbing; its code)."""
        key = callback.__func__ if type(callback) is MethodType else callback
        key = key.__code__ if type(key) is FunctionType else None
        known = self._names.get(id(key))
        if known is None or key is None:
            name = callback_name(callback)
            known = 0 if name in _PLUMBING else self.recorder.text(name), key
            if key is not None:
                self._names[id(key)] = known
        return known

    def timer_made(self, timer, when, callback, loop):
        """call_later() or call_at() has made a timer."""
        rec = self.recorder
        if stepped_task(callback) is not None:
            return
        self._handles = number = self._handles + 1
        try:
            due = now() + round((when - loop.time()) * 1e9)
        except (ArithmeticError, TypeError, ValueError):  # infinity, or not a number
            due = (1 << 62) + rec.file.origin
        named = self._named(callback)[0] or rec.text(callback_name(callback))
        head = TIMER | rec.loop_number(loop) << 16 | number << 32
        payload = due.to_bytes(8, "little")
        made = rec.put(head, rec.state().cause, self.sites.of(sys._getframe(1)), named, 8, payload)
        timer._repr = (made, None, number)
        if rec.local.state.loop is not loop:
            note(rec, loop, callback, sys._getframe(1))

    def cancelled(self, handle):
        """handle.cancel() is called."""
        known = handle._repr
        if not handle._cancelled and type(known) is tuple and type(known[2]) is int:
            rec = self.recorder
            rec.put(TIMER_CANCEL | known[2] << 32, rec.state().cause, self.sites.of(sys._getframe(1)))

    # turns

    def about_to_idle(self, state, moment):
        """Describe waits, but in a loop that waits briefly and often no more than one every _EVERY ns."""
        if self.sampler.paused:
            self.sampler.start()
        if self.waiting:
            state.due = max(state.due, moment - _AT_ONCE * _EVERY)
            allowed = (moment - state.due) // _EVERY + 1
            state.due += min(allowed, len(self.waiting)) * _EVERY
            self.describe(allowed)

    def not_idle(self, problem, loop, timeout):
        """The beginning of a wait of a loop did not fit where it should go; returns (page, slot) where it went."""
        if not isinstance(problem, struct.error) or not self.recorder.live:
            return self.failed(problem), 0
        rec = self.recorder
        page, slot = rec.slot(rec.state())
        begin = now()
        until = -1 if timeout is None else begin + int(timeout * 1e9)
        IDLES.pack_into(page.buffer, slot * 32, IDLE + (rec.loop_number(loop) << 16), begin, until)
        return page, slot

    def describe(self, most=1 << 62):
        """Write what the tasks wait for that have begun to wait since it was last written."""
        waiting = self.waiting
        while waiting and most > 0:
            most -= 1
            try:
                entry = waiting.pop(next(iter(waiting)))
            except (KeyError, RuntimeError, StopIteration):  # another thread was here
                return
            task = entry()
            if task is not None and entry.wait and own(task, "_fut_waiter") is not None:
                self.recorder.wait(entry, *self.awaits.of(task))
            task = None

    # the way out

    def failed(self, problem):
        """A hook failed; silent when recording has ended meanwhile."""
        self.recorder.fail(problem)


def _step_type():
    """The type of what a task written in C gives to call_soon() to be stepped; it cannot be imported."""
    seen = []

    class Loop:
        def call_soon(self, callback, *args, **named):
            seen.append(type(callback))

        def get_debug(self):
            return False

    async def nothing():
        pass

    coro = nothing()
    task = tasks.Task(coro, loop=Loop(), name="-")
    task._log_destroy_pending = False
    coro.close()
    return seen[0]
