"""The frequent records of a watched program: steps, callbacks, timers and turns of the loop.

What happens in every step stands in `grafts`, as statements inside asyncio's own functions; whatever is
not plain, or not as frequent, goes to a method of `Light`.
"""

import struct
import sys
from asyncio import base_events, events, tasks
from types import CoroutineType, FunctionType

from . import features
from .foreign import note
from .graft import graft
from .grafts import FOR_GOOD, STEPS
from .handles import TASKS, stepped_task, task_name
from .light_calls import Calls, File
from .light_waits import Waits
from .places import coroutine_name, own
from .sites import Sites
from .slots import (
    BEGIN,
    CALLED,
    CANCELLED,
    END,
    IDLES,
    LASTED_AT,
    LONG,
    LONGEST,
    OUTCOME_AT,
    RAISED,
    RETURNED,
    STEP,
    TASK,
    TASK_END,
    USABLE,
    now,
)

_NEW_TASK = TASK - STEP
_RETURNED = TASK_END - STEP | RETURNED << 8
_RAISED = TASK_END - STEP | RAISED << 8
_CANCELLED = TASK_END - STEP | CANCELLED << 8
_NOTHING = (None,) * 5
_ALL_ASKED, _ASKED = 32, 16
"""So many tasks are all asked for their names, and then every such one."""
EAGER = 256
"""What a task.new has of a task that starts within its constructor."""


class Light(Waits):
    """Hooks for `recorder`, a `watch.Watch`; `awaits` describes what a task waits for."""

    grafts = STEPS

    def __init__(self, recorder, awaits, sampler):
        super().__init__(recorder, awaits, sampler)
        self._kind = None
        self._names = {}
        self._count = self._asked = 0
        self._maker = None
        self.sites = Sites(recorder)
        self.calls = Calls(recorder, self.sites, self._names)
        self._step_type, self._wake_type = features.types_of_callbacks()

    def install(self, eager):
        """Graft everything, after the class Task was replaced; `eager` makes tasks that start at once.

        GraftError when this asyncio does not have the shape that is known.
        """
        rec, loop, handle = self.recorder, base_events.BaseEventLoop, events.Handle
        self._kind = tasks.Task
        rec.tasks.slot = tasks.Task._asyncx
        given = {
            "light": self,
            "light_calls": self.calls,
            "light_eager": eager,
            "light_running": events._get_running_loop,
            "light_kind": self._kind,
            "light_step_type": self._step_type,
            "light_wake_type": self._wake_type,
            "light_file_type": File,
            "light_plain_type": FunctionType,
            "light_now": now,
            "light_write": BEGIN.pack_into,
            "light_returned": END.pack_into,
            "light_outcome_at": OUTCOME_AT,
            "light_outcome": RETURNED,
            "light_idle": IDLES.pack_into,
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

    def made(self, task, loop, named):
        """create_task() has made a task, and perhaps given it a name; called from there."""
        try:
            if type(task) is self._kind:
                site = self.sites.of_task(sys._getframe(2))
                task._asyncx = self.created(task, task.get_coro(), loop, site, 0, not named)
            else:
                self._made_otherwise(task, loop, sys._getframe(1))
        except Exception as error:
            self.failed(error)

    def made_by_factory(self, task, loop):
        """The program's own factory has made a task for create_task(); called from there."""
        self.recorder.guard(self._made_otherwise, task, loop, sys._getframe(1))

    def _made_otherwise(self, task, loop, frame):
        known = self.recorder.tasks
        if not issubclass(type(task), TASKS) or known.get(task) is not None:
            return
        eager = own(task, "_state") != "PENDING" or own(task, "_fut_waiter") is not None
        site = self.sites.of(frame)
        known.keep(task, self.created(task, own(task, "_coro"), loop, site, EAGER if eager else 0))
        if eager:  # it has begun already, and how long its first step took is not known
            self.ends_inside(task, *self.begins_inside(known.entry(task)))

    def entry(self, task, loop):
        """The entry of any task, a new one when it has none: it was made without create_task()."""
        known = self.recorder.tasks
        if known.get(task) is None:
            known.keep(task, self.created(task, own(task, "_coro"), loop, self.sites.of(None)))
        return known.entry(task)

    def created(self, task, coro, loop, site, flag=0, counted=False):
        """Write `task.new`, and return the head of the task, which the caller has to keep with it."""
        rec = self.recorder
        code = coro.cr_code if type(coro) is CoroutineType else None
        known = self._names.get(id(code))
        if known is None or code is None:
            known = self._names[id(code)] = rec.text(coroutine_name(coro), True), code, False
        try:
            state = rec.local.state
        except AttributeError:
            state = rec.state()
        state.row.code = None
        tasks = rec.tasks
        tasks.last = number = tasks.last + 1
        head = (state.head if state.loop is loop else rec.loop_number(loop) << 16) | number << 32 | STEP
        if counted and number > _ALL_ASKED and number % _ASKED and state is self._maker:
            self._count = name = self._count + 1
            name |= LONG
        else:
            self._maker = state
            name = self._name(task, number, counted)
        page = state.page
        slot = page.at
        page.at = slot + 1
        if slot >= USABLE:
            page, slot = rec.reserve(state)
        begins = head + _NEW_TASK | flag
        CALLED.pack_into(page.buffer, slot * 32, begins, now(), state.cause, site, known[0], name)
        return head

    def _name(self, task, number, counted):
        """What stands in a slot for the name of task `number`, which is asked for it.

        asyncio counts the tasks that it names, and so do we: to ask makes the name, which takes longer than
        all else.  When some were made behind our back, those that were not asked have other names.
        """
        name, expected = task_name(task), self._count + 1
        if name is None:  # an eager one has none yet
            self._count, self._maker = expected, None
            return 0
        if name[:5] != "Task-" or not name.isascii() or not name[5:].isdecimal() or name[5] == "0":
            return self.recorder.text(name)
        count = int(name[5:])
        if count >= LONG:
            return self.recorder.text(name)
        if count != expected and not counted:  # the program may have said so
            self._maker = None
            return LONG | count
        if count != expected and self._asked + 1 < number:
            self.recorder.emit("task.names", {"since": self._asked + 1, "until": number}, None)
        self._count, self._asked = count, number
        return LONG | count

    def ended(self, entry, task):
        """The last step of a task is over."""
        head = entry
        if type(entry) is not int:
            if entry.wait is None:
                return
            entry.wait = None
            head = entry.head
        rec = self.recorder
        outcome, error = _RETURNED, 0
        if task._state == "CANCELLED":
            outcome = _CANCELLED
        elif task._exception is not None:
            outcome = _RAISED
            error = rec.json(rec.places.error(task._exception))
        state = rec.local.state
        page = state.page
        slot = page.at
        page.at = slot + 1
        if slot >= USABLE:
            page, slot = rec.reserve(state)
        CALLED.pack_into(page.buffer, slot * 32, head + outcome, now(), state.cause, error, 0, 0)

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
        entry = self.entry(task, handle._loop)
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
