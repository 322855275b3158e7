"""The frequent records of a watched program: steps, callbacks, timers and turns of the loop.

What happens in every step stands in `added`, as statements inside asyncio's own functions; whatever is
not plain, or not as frequent, goes to a method of `Light`.
"""

import struct
import sys
from asyncio import base_events, events, tasks
from types import CoroutineType, FunctionType

from . import features
from .foreign import note
from .gathered import fails_with
from .graft import graft, graft_method
from .grafts import FOR_GOOD, STEPS
from .handles import stepped_task
from .light_calls import Calls, File
from .light_made import ASKED, FOUND, NEW, Made
from .places import own
from .signals import raised_by_handler
from .slots import (
    BEGIN,
    CALLED,
    CANCELLED,
    END,
    IDLES,
    LASTED_AT,
    LONG,
    LONGEST,
    MORE,
    OUTCOME_AT,
    RAISED,
    RETURNED,
    STEP,
    TASK_END,
    USABLE,
    now,
)

_RETURNED = TASK_END - STEP | RETURNED << 8
_RAISED = TASK_END - STEP | RAISED << 8
_CANCELLED = TASK_END - STEP | CANCELLED << 8
_NOTHING = (None,) * 5


class Light(Made):
    """Hooks for `recorder`, a `watch.Watch`; `awaits` describes what a task waits for."""

    grafts = STEPS

    def __init__(self, recorder, awaits, sampler):
        super().__init__(recorder, awaits, sampler)
        self.calls = Calls(recorder, self.sites, self.names)
        self.step_type, self._wake_type = features.types_of_callbacks()

    def install(self, eager):
        """Graft everything, after the class Task was replaced; `eager` makes tasks that start at once.

        GraftError when this asyncio does not have the shape that is known.
        """
        rec, loop, handle = self.recorder, base_events.BaseEventLoop, events.Handle
        self.kind = tasks.Task
        rec.tasks.slot = tasks.Task._asyncx
        given = {
            "light": self,
            "light_calls": self.calls,
            "light_eager": eager,
            "light_running": events._get_running_loop,
            "light_len": len,
            "light_type": type,
            "light_int": int,
            "light_kind": self.kind,
            "light_tasks": rec.tasks,
            "light_sites": self.sites,
            "light_naming": self.naming,
            "light_frame_at": sys._getframe,
            "light_module_at": features.module_at,
            "light_coroutine_type": CoroutineType,
            "light_usable": USABLE,
            "light_asked": ASKED,
            "light_long": LONG,
            "light_step": STEP,
            "light_what_new": NEW,
            "light_new": CALLED.pack_into,
            "light_more": MORE.pack_into,
            "light_step_type": self.step_type,
            "light_wake_type": self._wake_type,
            "light_file_type": File,
            "light_plain_type": FunctionType,
            "light_now": now,
            "light_write": BEGIN.pack_into,
            "light_of_handler": raised_by_handler,
            "light_outcome_at": OUTCOME_AT,
            "light_returned": RETURNED,
            "light_idle": IDLES.pack_into,
        }
        for owner, changes in zip((loop, handle), self.grafts):
            for name, change in changes.items():
                graft_method(rec, owner, name, given, change)
        for name, change in FOR_GOOD.items():
            made = graft(vars(handle)[name], given, change)
            rec.places.call(made.__code__, made.__qualname__)
            setattr(handle, name, made)

    # tasks

    def ended(self, entry, task):
        """The last step of a task is over."""
        head = entry
        if type(entry) is not int:
            if entry.wait is None:
                return
            entry.wait = None
            head = entry.head
        rec = self.recorder
        outcome, error, gather = _RETURNED, 0, None
        if task._state == "CANCELLED":
            outcome = _CANCELLED
        elif task._exception is not None:
            outcome = _RAISED
            error = rec.json(rec.places.error(task._exception))
            gather = fails_with(task)
        number = 0 if gather is None else rec.futures.of(gather)
        state = rec.local.state
        page = state.page
        slot = page.at
        page.at = slot + 1
        if slot >= USABLE:
            page, slot = rec.reserve(state)
        CALLED.pack_into(page.buffer, slot * 32, head + outcome, now(), state.cause, error, 0, number)

    def freed(self, entry):
        """A task was garbage-collected before it had ended."""
        rec = self.recorder
        if rec.live:
            rec.guard(rec.emit, "task.freed", {"task": entry.head >> 32, "pending": True})

    # steps and callbacks

    def outside(self, loop, handle, callback):
        """Something is scheduled, but not by what `loop` runs in its thread; called by `_call_soon`."""
        self.recorder.guard(self._outside, loop, handle, callback, sys._getframe(1))

    def _outside(self, loop, handle, callback, frame):
        state = self.recorder.state()
        handle._repr = state.cause
        state.row.code = None
        if state.loop is not loop:
            note(self.recorder, loop, callback, frame)

    def begins(self, handle):
        """A callback begins, or a step that is not plain, or did not fit where it should go.

        Returns (task, its entry, state, page, slot); None and whatever when no task was stepped.
        """
        try:
            callback = handle._callback
            task = None if type(callback) is FunctionType else stepped_task(callback)
            if task is None:
                self.calls.begins(handle)
            elif self.recorder.live:
                return (task, *self._step_begins(handle, task))
        except Exception as error:  # the disk is full
            self.failed(error)
        return _NOTHING

    def _step_begins(self, handle, task):
        rec = self.recorder
        state = rec.state()
        entry = self.entry(task, handle._loop, FOUND)
        cause = handle._repr if type(handle._repr) is int else 0
        page, slot = rec.slot(state)
        BEGIN.pack_into(page.buffer, slot * 32, entry.head, now(), cause)
        state.cause = page.base + slot
        return entry, state, page, slot

    def begins_inside(self, entry):
        """The first step of an eager task begins, in the middle of another one; returns what ends it."""
        rec = self.recorder
        state = rec.state()
        page, slot = rec.reserve(state)
        begin, outer = now(), state.cause
        BEGIN.pack_into(page.buffer, slot * 32, entry.head, begin, outer)
        state.cause = page.base + slot
        return entry, state, page, slot, begin, outer

    def ends_inside(self, task, entry, state, page, slot, begin, outer):
        """The first step of an eager task is over."""
        if own(task, "_state") != "PENDING":
            self.ended(entry, task)
        else:
            self.waits(entry)
        self.lasts(state, page, slot, begin, outer)

    def lasts(self, state, page, slot, begin, outer):
        """A step or callback that began then is over: write how long it took; what it lay in goes on."""
        END.pack_into(page.buffer, slot * 32 + LASTED_AT, min(now() - begin, LONGEST) or 1)
        state.cause = outer

    def not_ended(self, problem, entry, task):
        """The end of a step was not plain: its task waits for the first time, or, in a ring, it is gone."""
        rec = self.recorder
        if not rec.live:
            return
        if own(task, "_state") == "PENDING":
            rec.guard(self._waits_first, task)
        elif isinstance(problem, (ValueError, struct.error)):
            rec.guard(self.ended, entry, task)
        else:
            self.failed(problem)

    def _waits_first(self, task):
        self.waits(self.recorder.tasks.entry(task))

    def failed(self, problem):
        """A hook failed; silent when recording has ended meanwhile."""
        self.recorder.fail(problem)
