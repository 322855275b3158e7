"""Callbacks and timers: what scheduled each, and what ran because of it.

The loop makes its handles through `asyncio.events.Handle` and `TimerHandle`, looked up by name each
time.  Subclasses take their place there; `asyncio.Handle` stays what it was.  The creation is seen
in `__new__`, so no frame of ours is on the stack when asyncio's own checks raise.
"""

from .places import callback_name
from .recorder import Numbers

_STEPS = frozenset(["TaskStepMethWrapper", "TaskWakeupMethWrapper"])
_STEP_NAMES = frozenset(["task_wakeup", "__step", "__wakeup"])
_PLUMBING = frozenset(["BaseSelectorEventLoop._read_from_self", "_run_until_complete_cb"])


def stepped_task(callback):
    """The task that `callback` is a step or a wake-up of, None for any other callback."""
    owner = getattr(callback, "__self__", None)
    if owner is None:
        return None
    if type(callback).__name__ in _STEPS or getattr(callback, "__name__", None) in _STEP_NAMES:
        return owner
    return None


class Handles:
    """Hooks handles; `tasks` is told about steps, which are callbacks of a special kind."""

    def __init__(self, recorder, tasks):
        self.recorder = recorder
        self.tasks = tasks
        self._numbers = Numbers()
        self._info = {}
        self._numbers.on_freed = self._forget

    def install(self, events):
        """Put our handle classes into the module `asyncio.events`."""
        self.recorder.places.boundary = Handles.run.__code__
        for name, noted in (
            ("Handle", self.made),
            ("_ThreadSafeHandle", self.made),  # what call_soon_threadsafe() makes, from 3.14 on
            ("TimerHandle", self.timer_made),
        ):
            if hasattr(events, name):
                self.recorder.replace(events, name, self._class(getattr(events, name), noted))

    def made(self, handle, callback, args, loop, context=None):
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

    def timer_made(self, timer, when, callback, args, loop, context=None):
        """A timer was constructed; called from `__new__`."""
        rec = self.recorder
        name = callback_name(callback)
        where, via = rec.caller(3)
        number = self._numbers.of(timer)
        fields = {
            "handle": number,
            "callback": name,
            "loop": rec.loops.of(loop),
            "due": rec.clock.now() + round((when - loop.time()) * 1e9),
            "future": rec.futures.get(args[0]) if args else None,
            "where": where,
            "via": via or None,
        }
        self._info[number] = ("timer", rec.emit("timer.new", fields), name)

    def cancelled(self, handle):
        """`handle.cancel()` is about to take effect."""
        rec = self.recorder
        number = self._numbers.get(handle)
        info = self._info.get(number)
        if handle._cancelled or info is None or info[0] == "step":
            return
        where, via = rec.caller(3)
        kind = "timer.cancel" if info[0] == "timer" else "handle.cancel"
        rec.emit(kind, {"handle": number, "where": where, "via": via or None})

    def _forget(self, number):
        self._info.pop(number, None)

    def run(self, handle, run):
        """Run a handle by its original `_run`, between the records of its beginning and its end.

        A traceback holds the frames below it: like asyncio's own `_run`, this one lets go of what it
        ran, or a failed task would stay alive in a cycle and its error never be reported.
        """
        rec, task = self.recorder, None
        info = self._info.get(self._numbers.get(handle))
        try:
            if not rec.live or info is None:
                run(handle)
            elif info[0] == "step":
                task = stepped_task(handle._callback)
                token = rec.guard(self.tasks.step_begins, task, info[1], handle._loop)
                try:
                    run(handle)
                finally:
                    rec.guard(self.tasks.step_ends, task, token)
            else:
                token = rec.guard(self._begin, handle, info)
                try:
                    run(handle)
                finally:
                    rec.guard(self._end, token)
        finally:
            handle = task = info = None

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

    def _class(self, base, noted):
        hooks, rec, base_run, base_cancel = self, self.recorder, base._run, base.cancel

        class Handle(base):
            __slots__ = ()

            def __new__(cls, *args, **kwargs):
                self = object.__new__(cls)
                if rec.live:
                    rec.guard(noted, self, *args, **kwargs)
                return self

            def _run(self):
                try:
                    hooks.run(self, base_run)
                finally:
                    self = None

            def cancel(self):
                if rec.live:
                    rec.guard(hooks.cancelled, self)
                return base_cancel(self)

        return disguise(Handle, base)


def disguise(cls, base):
    """Make a subclass print and pickle as its base does."""
    cls.__name__ = base.__name__
    cls.__qualname__ = base.__qualname__
    cls.__module__ = base.__module__
    cls.__doc__ = base.__doc__
    return cls
