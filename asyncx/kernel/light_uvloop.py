"""uvloop in a watched program: its class is hooked when it is imported, if it ever is.

Its handles are not made in Python: callbacks are wrapped.  When the loop idles, and when a timer is
cancelled, cannot be seen, so each step says itself how long it took.
"""

import sys
from asyncio import _get_running_loop

from .handles import stepped_task
from .program import Finder, follow
from .slots import BEGIN, CALL, CALLED, FIRE, now


def install(recorder, light, loops):
    """Hook uvloop as soon as the program imports it."""

    def hook():
        if recorder.live:
            recorder.guard(_hook, recorder, light, loops, sys.modules["uvloop"].Loop)

    if "uvloop" in sys.modules:
        kind = sys.modules["uvloop"].Loop
        _hook(recorder, light, loops, kind)
        _hook_kept(recorder, light, loops, kind)
        return
    finder = Finder("uvloop", lambda spec: follow(spec.loader, hook))
    sys.meta_path.insert(0, finder)
    recorder.undo(finder.remove)


def _hook(rec, light, loops, kind):
    init, close, handler = kind.__init__, kind.close, kind.call_exception_handler
    rec.places.boundary = Call.__call__.__code__
    soon, threadsafe, later = kind.call_soon, kind.call_soon_threadsafe, kind.call_later

    def __init__(self, *args, **kwargs):
        init(self, *args, **kwargs)
        rec.guard(loops.made, self)

    def close_hooked(self, *args):
        rec.guard(loops.closed, self)
        return close(self, *args)

    def handler_hooked(self, *args, **kwargs):
        rec.guard(loops.reported, *args, **kwargs)
        return handler(self, *args, **kwargs)

    def call_soon(self, callback, *args, context=None):
        return soon(self, _wrapped(rec, light, self, callback), *args, context=context)

    def call_soon_threadsafe(self, callback, *args, context=None):
        return threadsafe(self, _wrapped(rec, light, self, callback), *args, context=context)

    def call_later(self, delay, callback, *args, context=None):
        call = _timed(rec, light, self, None, delay, callback)
        return later(self, delay, call, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        left = when - self.time()
        call = _timed(rec, light, self, when, left, callback)
        return later(self, max(0, left), call, *args, context=context)

    for name, value in (
        ("__init__", __init__),
        ("close", close_hooked),
        ("call_exception_handler", handler_hooked),
        ("call_soon", call_soon),
        ("call_soon_threadsafe", call_soon_threadsafe),
        ("call_later", call_later),
        ("call_at", call_at),
    ):
        rec.replace(kind, name, value)
    light.calls.delays.add(call_later)


def _hook_kept(rec, light, loops, kind):
    """What uvloop kept of asyncio when it was imported: the class Task, and what tells of running loops."""
    create, run = kind.create_task, kind.run_forever

    def make(loop, coro, **named):
        loop.set_task_factory(None)
        return light.kind(coro, loop=loop, **named)

    def create_task(self, coro, **named):
        if not rec.live or self.get_task_factory() is not None:
            return create(self, coro, **named)
        self.set_task_factory(make)
        try:
            return create(self, coro, **named)
        finally:
            if self.get_task_factory() is make:
                self.set_task_factory(None)

    def run_forever(self):
        if not rec.live or self.is_closed() or _get_running_loop() is not None:
            return run(self)
        rec.guard(loops.running, self)
        try:
            return run(self)
        finally:
            rec.guard(loops.running, None)

    rec.places.runner = run_forever.__code__
    rec.replace(kind, "create_task", create_task)
    rec.replace(kind, "run_forever", run_forever)


def _wrapped(rec, light, loop, callback):
    if not rec.live or not callable(callback):
        return callback
    ready = rec.guard(_ready, rec, light, loop, callback)
    return callback if ready is None else Call(rec, light, loop, callback, *ready)


def _ready(rec, light, loop, callback):
    """(what made it ready, the entry of the task that it is a step of or None)."""
    task, cause = stepped_task(callback), rec.state().cause
    if task is None:
        return cause, None
    # A task is made where its first step is scheduled.  What uvloop itself calls has nobody behind it: there
    # the frames lead to who runs the loop.
    made = type(callback) is light.step_type and (cause or _get_running_loop() is not loop)
    return cause, light.entry(task, loop, frame=sys._getframe(3) if made else None)


def _timed(rec, light, loop, when, left, callback):
    if not rec.live or not callable(callback):
        return callback
    made = rec.guard(_timer, light.calls, light.sites, loop, when, left, callback)
    return callback if made is None else Call(rec, light, loop, callback, *made)


def _timer(calls, sites, loop, when, left, callback):
    frame = sys._getframe(3)
    made, number = calls.timer(callback, loop, left, sites.of(frame), calls.delays.of(when, frame))
    return made, None, number


class Call:
    """A callback on its way through uvloop."""

    __slots__ = ("__weakref__", "_callback", "_cause", "_entry", "_light", "_loop", "_rec", "_timer")

    def __init__(self, rec, light, loop, callback, cause, entry, timer=0):
        self._rec, self._light, self._loop = rec, light, loop
        self._callback, self._cause, self._entry, self._timer = callback, cause, entry, timer

    def __call__(self, *args):
        rec, callback = self._rec, self._callback
        token = rec.guard(self._begins) if rec.live else None
        try:
            callback(*args)
        finally:
            if token is not None:
                rec.guard(self._ends, token)
            self = callback = args = token = None

    def __repr__(self):
        return repr(self._callback)

    def _begins(self):
        rec, entry = self._rec, self._entry
        state = rec.state()
        page, slot = rec.slot(state)
        begin = now()
        if entry is not None:
            BEGIN.pack_into(page.buffer, slot * 32, entry.head, begin, self._cause)
        else:
            calls = self._light.calls
            number = self._timer or calls.number()
            head = (FIRE if self._timer else CALL) | rec.loop_number(self._loop) << 16 | number << 32
            named = calls.named(self._callback)
            CALLED.pack_into(page.buffer, slot * 32, head, begin, self._cause, 0, 0, named)
        outer, state.cause = state.cause, page.base + slot
        return state, page, slot, begin, outer

    def _ends(self, token):
        state, _, _, begin, _ = token
        task = None if self._entry is None else self._entry.ref()
        if task is None:
            self._light.lasts(*token)
        else:
            self._light.ends_inside(task, self._entry, *token)
        if state.steps or state.waiting:
            self._light.about_to_idle(state, begin)
