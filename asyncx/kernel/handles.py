"""Callbacks and timers: what scheduled each, and what ran because of it.

The methods of asyncio's own handle classes are replaced, for a subclass in their place would be no
base of the other classes.  The creation is seen in `__new__`, so no frame of ours is on the stack when
asyncio's own checks raise, or when debug mode notes where a handle was made.
"""

import sys
from asyncio import tasks as _tasks
from types import FunctionType

from .graft import GraftError, graft_method
from .grafts import HANDLES
from .places import callback_name, own
from .recorder import Numbers
from .wire import NEVER

_STEPS = frozenset(["TaskStepMethWrapper", "TaskWakeupMethWrapper"])
_STEP_NAMES = frozenset(["task_wakeup", "__step", "__wakeup"])
_PLUMBING = frozenset(["BaseSelectorEventLoop._read_from_self", "_run_until_complete_cb"])
TASKS = (_tasks.Task, _tasks._PyTask)
"""The classes of tasks as they were before they were hooked."""


def stepped_task(callback):
    """The task that `callback` is a step or a wake-up of, None for any other callback."""
    owner = own(callback, "__self__")
    if owner is None or not issubclass(type(owner), TASKS):
        return None
    name = own(own(callback, "__func__") or callback, "__name__")
    return owner if type(callback).__name__ in _STEPS or name in _STEP_NAMES else None


def task_name(task):
    """The name of a task, None for what is none, or has none yet."""
    for kind in TASKS:
        if issubclass(type(task), kind):
            try:
                name = kind.get_name(task)
            except AttributeError:  # one that is written in Python, in the middle of its construction
                return None
            return str.__str__(name) if isinstance(name, str) else None
    return None


def delay(when, loop):
    """How many seconds it is until `when` on the clock of `loop`.

    That is infinite on a clock which was put there from outside: it may be a mock, which counts its calls.
    """
    if "time" in (own(loop, "__dict__") or ()) or type(type(loop).time) is not FunctionType:
        return float("inf")
    return when - loop.time()


class Handles:
    """Hooks handles; `tasks` is told about steps, which are callbacks of a special kind.

    `delays` is for a clock that goes on while a timer is set; a virtual one stands still.
    """

    def __init__(self, recorder, tasks, delays=None):
        self.recorder = recorder
        self.tasks = tasks
        self.delays = delays
        self._numbers = Numbers()
        self._info = {}
        self._numbers.on_freed = self._forget

    def install(self, events):
        """Hook all classes of handles in the module `asyncio.events`."""
        self.recorder.places.boundary = Handles.run.__code__
        simple, timer = events.Handle, events.TimerHandle
        noted = {simple.__init__: (self.made, 3), timer.__init__: (self.timer_made, 4)}
        kinds = [simple, timer]
        if hasattr(events, "_ThreadSafeHandle"):  # what call_soon_threadsafe() makes, from 3.14 on
            kinds.append(events._ThreadSafeHandle)
            noted[events._ThreadSafeHandle.__init__] = (self.made, 3)
        self._hook_new(simple, noted)
        self._hook_run(simple)
        for kind in kinds:
            self._hook_cancel(kind, kinds)

    def made(self, handle, callback, args, loop, *context, **named):
        """A handle was constructed; called from `__new__`."""
        rec = self.recorder
        task = stepped_task(callback)
        if task is not None:
            self._info[self._numbers.of(handle)] = ("step", self.tasks.scheduled(task, args, loop), None)
            return
        name = callback_name(callback)
        if name in _PLUMBING:
            return
        cause = self.tasks.completed(args)
        where, via = rec.caller(3)
        number = self._numbers.of(handle)
        fields = {
            "handle": number,
            "callback": name,
            "loop": rec.loops.of(loop),
            "threadsafe": True if any("call_soon_threadsafe" in f for f in via) else None,
            "where": where,
            "via": via or None,
        }
        self._info[number] = ("call", rec.emit("handle.new", fields, **cause), name)

    def timer_made(self, timer, when, callback, args, loop, *context, **named):
        """A timer was constructed; called from `__new__`."""
        rec = self.recorder
        name = callback_name(callback)
        where, via = rec.caller(3)
        number = self._numbers.of(timer)
        fields = {
            "handle": number,
            "callback": name,
            "loop": rec.loops.of(loop),
            "due": self._due(when, loop),
            "delay": self.delays and self.delays.of(when, sys._getframe(3)),
            "future": rec.futures.get(args[0]) if args else None,
            "where": where,
            "via": via or None,
        }
        self._info[number] = ("timer", rec.emit("timer.new", fields), name)

    def _due(self, when, loop):
        try:
            return self.recorder.clock.now() + round(delay(when, loop) * 1e9)
        except (ArithmeticError, TypeError, ValueError):  # infinity, or not a number
            return NEVER

    def cancelled(self, handle):
        """`handle.cancel()` is about to take effect."""
        rec = self.recorder
        number = self._numbers.get(handle)
        info = self._info.get(number)
        if own(handle, "_cancelled") is not False or info is None or info[0] == "step":
            return
        where, via = rec.caller(3)
        kind = "timer.cancel" if info[0] == "timer" else "handle.cancel"
        rec.emit(kind, {"handle": number, "where": where, "via": via or None})

    def _forget(self, number):
        self._info.pop(number, None)

    def begins(self, handle):
        """A handle is about to run; returns what to give to `ends`."""
        rec = self.recorder
        return rec.guard(self._begins, handle) if rec.live else None

    def _begins(self, handle):
        info = self._info.get(self._numbers.get(handle))
        if info is None:
            info = self._found(handle)
        if info is None:
            return None
        if info[0] != "step":
            return None, self._begin(handle, info)
        task = stepped_task(handle._callback)
        return task, self.tasks.step_begins(task, info[1], handle._loop)

    def ends(self, begun):
        """A handle has run."""
        if begun is not None:
            task, token = begun
            if task is None:
                self.recorder.guard(self._end, token)
            else:
                self.recorder.guard(self.tasks.step_ends, task, token)

    def run(self, handle, run):
        """Run a handle by its original `_run`, between the records of its beginning and its end.

        A traceback holds the frames below it: like asyncio's own `_run`, this one lets go of what it
        ran, or a failed task would stay alive in a cycle and its error never be reported.
        """
        begun = None
        try:
            begun = self.begins(handle)
            try:
                run(handle)
            finally:
                self.ends(begun)
        finally:
            handle = begun = None

    def _begin(self, handle, info):
        rec, (kind, made, name) = self.recorder, info
        number = self._numbers.get(handle)
        begin, end = ("timer.fire", "timer.end") if kind == "timer" else ("handle.run", "handle.end")
        fields = {"handle": number, "callback": name, "loop": rec.loops.of(handle._loop)}
        return end, number, rec.enter(rec.emit(begin, fields, made))

    def _end(self, token):
        if token is not None:
            end, number, previous = token
            if end == "timer.end":
                self._forget(number)  # it fires once; a cancel() from now on changes nothing
            self.recorder.emit(end, {"handle": number})
            self.recorder.leave(previous)

    def _found(self, handle):
        """A step whose handle was made in a way of its own is seen only now."""
        callback = own(handle, "_callback")
        if stepped_task(callback) is None:
            return None
        self.made(handle, callback, handle._args, handle._loop)
        return self._info.get(self._numbers.get(handle))

    def _hook_new(self, simple, noted):
        rec, unknown = self.recorder, (None, float("inf"))

        def __new__(cls, *args, **kwargs):
            self = object.__new__(cls)
            if rec.live:
                note, least = noted.get(cls.__init__, unknown)
                if len(args) >= least:
                    rec.guard(note, self, *args)
            return self

        # Never taken out: object.__new__ refuses arguments in a class that once had a __new__ of its own.
        simple.__new__ = __new__

    def _hook_run(self, simple):
        """By statements in it, which are on no stack; around it where Python came without its source."""
        hooks, run = self, simple._run
        try:
            return graft_method(self.recorder, simple, "_run", {"light": hooks, "light_len": len}, HANDLES)
        except GraftError:
            pass

        def _run(self):
            try:
                hooks.run(self, run)
            finally:
                self = None

        return self.recorder.replace(simple, "_run", disguise(_run, run))

    def _hook_cancel(self, kind, kinds):
        hooks, rec, original = self, self.recorder, kind.cancel

        def cancel(self):
            # Each class calls its base's: only the first of them tells.
            if rec.live and next(base for base in type(self).__mro__ if base in kinds) is kind:
                rec.guard(hooks.cancelled, self)
            return original(self)

        self.recorder.replace(kind, "cancel", disguise(cancel, original))


def disguise(new, old):
    """Make a subclass print and pickle as its base does, a function as the one that it replaces.

    Its signature and its source are those of the other, too, for whoever asks `inspect`, as autospec does.
    """
    new.__name__, new.__qualname__ = old.__name__, old.__qualname__
    new.__module__, new.__doc__ = old.__module__, old.__doc__
    if not isinstance(new, type):
        new.__wrapped__ = old
    return new
