"""The frequent records of a watched program: steps, callbacks, timers and turns of the loop.

What happens in every step stands in `grafts`, as statements inside asyncio's own functions; whatever is
not plain, or not as frequent, goes to a method of `Light`.
"""

import struct
import sys
from asyncio import base_events, events, futures, tasks
from types import BuiltinMethodType, CoroutineType, FunctionType

from . import features
from .foreign import note
from .graft import graft
from .grafts import FOR_GOOD, STEPS
from .handles import stepped_task
from .light_calls import Calls
from .places import coroutine_name, own
from .sites import Sites
from .slots import (
    BEGIN,
    CALLED,
    CANCELLED,
    IDLE,
    IDLES,
    LONG,
    RAISED,
    RETURNED,
    STEP,
    TASK,
    TASK_END,
    USABLE,
    WOKE,
    now,
)
from .watch import Entry

_NEW_TASK = TASK - STEP
_RETURNED = TASK_END - STEP | RETURNED << 8
_RAISED = TASK_END - STEP | RAISED << 8
_CANCELLED = TASK_END - STEP | CANCELLED << 8
_EVERY = 5_000_000
_AT_ONCE = 200


class Light:
    """Hooks for `recorder`, a `watch.Watch`; `awaits` describes what a task waits for."""

    grafts = STEPS

    def __init__(self, recorder, awaits, sampler):
        self.recorder = recorder
        self.sampler = sampler
        self.awaits = awaits
        self.waiting = {}
        self._names = {}
        self.sites = Sites(recorder)
        self.calls = Calls(recorder, self.sites, self._names)
        self._step_type, self._wake_type = _types_of_callbacks()
        recorder.tasks.on_freed = self._freed

    def install(self, eager):
        """Graft everything; `eager` makes tasks that start at once.

        GraftError when this asyncio does not have the shape that is known.
        """
        rec, loop, handle = self.recorder, base_events.BaseEventLoop, events.Handle
        given = {
            "light": self,
            "light_calls": self.calls,
            "light_eager": eager,
            "light_step_type": self._step_type,
            "light_wake_type": self._wake_type,
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
        for owner, changes in zip((loop, handle, handle), (*self.grafts, FOR_GOOD)):
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
            known = self._names[id(code)] = rec.text(coroutine_name(coro), True), code
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
        if slot >= USABLE:
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
        if slot >= USABLE:
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
            try:
                state = self.recorder.state()
                handle._repr = (state.cause, self.stranger(callback, loop), None)
                note(self.recorder, loop, callback, sys._getframe(1))
            except Exception as error:
                self.failed(error)
        else:
            self.failed(problem)

    def foreign(self, loop, callback):
        """A callback is given to a loop that this thread does not run."""
        note(self.recorder, loop, callback, sys._getframe(1))

    def not_begun(self, problem, entry, ready):
        """A step begins that did not fit where it should go; returns its entry, None when all is lost."""
        if not isinstance(problem, struct.error) or not self.recorder.live:
            return self.failed(problem)
        try:
            rec = self.recorder
            state = rec.state()
            page, slot = rec.slot(state)
            BEGIN.pack_into(page.buffer, slot * 32, entry.head, now(), ready[0])
            state.cause = page.base + slot
        except Exception as error:  # the disk is full
            return self.failed(error)
        return entry

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
        """The beginning of an idle time did not fit where it should go; returns (page, slot) of it."""
        if not isinstance(problem, struct.error) or not self.recorder.live:
            return self.failed(problem), 0
        try:
            rec = self.recorder
            page, slot = rec.slot(rec.state())
            begin = now()
            until = -1 if timeout is None else begin + int(timeout * 1e9)
            IDLES.pack_into(page.buffer, slot * 32, IDLE + (rec.loop_number(loop) << 16), begin, until)
        except Exception as error:
            return self.failed(error), 0
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
                self.describe_one(entry, task)
            task = None

    def describe_one(self, entry, task):
        """Write what a task waits for."""
        self.recorder.wait(entry, *self.awaits.of(task))

    # the way out

    def finish(self):
        """The program is over."""
        self.describe()

    def failed(self, problem):
        """A hook failed; silent when recording has ended meanwhile."""
        self.recorder.fail(problem)


def _types_of_callbacks():
    """The types of what a task written in C gives to call_soon(), and to the future that it awaits.

    They cannot be imported.
    """
    seen = []

    class Loop:
        def call_soon(self, callback, *args, **named):
            seen.append(callback)

        def get_debug(self):
            return False

    async def wait(future):
        await future

    loop = Loop()
    future = futures.Future(loop=loop)
    coro = wait(future)
    task = tasks.Task(coro, loop=loop, name="-")
    task._log_destroy_pending = False
    wake = BuiltinMethodType
    if not features.PLAIN_WAKEUP:
        seen[0]()
        wake = type(future._callbacks[0][0])
    coro.close()
    return type(seen[0]), wake
