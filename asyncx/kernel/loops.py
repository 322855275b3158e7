"""Event loops: made, set current, running, idle, stopped, closed; and what their handlers are told."""

import asyncio
import os
import sys
import weakref
from _thread import get_ident
from asyncio import base_events, events

from .handles import disguise
from .places import own, strip


class Loops:
    """Hooks the loop's own methods.

    Unless `every` is true, what happens often is left out: futures, and the turns of the loop.
    """

    def __init__(self, recorder, every=True):
        self.every = every
        self.recorder = recorder
        self._turns = {}
        self.threads = {}
        """The loop that runs in each thread, by their numbers."""
        self.at_bounds = None
        """What to call, if anything, with the identifier of its thread: when one begins, before it stops."""
        self._running = {}
        self._watched = weakref.WeakSet()

    def install(self):
        """Hook every BaseEventLoop, and the functions that set the current and the running loop."""
        rec, hooks, base = self.recorder, self, base_events.BaseEventLoop
        init, close, stop, create_future = base.__init__, base.close, base.stop, base.create_future
        handler = base.call_exception_handler
        set_running, set_loop = events._set_running_loop, events.set_event_loop

        def __init__(self, *args, **kwargs):
            init(self, *args, **kwargs)
            rec.guard(hooks.made, self)

        # With *args the original refuses wrong arguments itself, in its own words.
        def close_hooked(self, *args):
            rec.guard(hooks.closed, self)
            return close(self, *args)

        def stop_hooked(self, *args):
            rec.guard(hooks.stop_asked, self)
            return stop(self, *args)

        def create_future_hooked(self, *args):
            future = create_future(self, *args)
            rec.guard(hooks.future_made, self, future)
            return future

        def handler_hooked(self, *args, **kwargs):
            rec.guard(hooks.reported, *args, **kwargs)
            return handler(self, *args, **kwargs)

        def set_running_hooked(*args):
            if args:
                rec.guard(hooks.running, args[0])
            return set_running(*args)

        def set_loop_hooked(*args, **kwargs):
            made = set_loop(*args, **kwargs)
            rec.guard(hooks.current, *args, **kwargs)
            return made

        rec.undo(self._unwatch)
        for name, value in (
            ("__init__", __init__),
            ("close", close_hooked),
            ("stop", stop_hooked),
            ("call_exception_handler", handler_hooked),
            *([("create_future", create_future_hooked)] if self.every else []),
        ):
            original = getattr(base, name)
            rec.replace(base, name, disguise(value, original))
        for name, value in (("_set_running_loop", set_running_hooked), ("set_event_loop", set_loop_hooked)):
            disguise(value, getattr(events, name))
            rec.replace(events, name, value)
            rec.replace(asyncio, name, value)

    def made(self, loop):
        """A loop was constructed."""
        rec = self.recorder
        where, via = rec.caller(2)
        fields = {"loop": rec.loops.of(loop), "class": type(loop).__name__, "where": where}
        rec.emit("loop.new", fields)

    def stop_asked(self, loop):
        """loop.stop() was called; run_until_complete() does so itself at its end, which says nothing."""
        where, via = self.recorder.caller(2)
        if "_run_until_complete_cb" not in via:
            fields = {"loop": self.recorder.loops.of(loop), "where": where, "via": via or None}
            self.recorder.emit("loop.stopping", fields)

    def closed(self, loop):
        """A loop is about to be closed."""
        if not loop.is_closed():
            where, via = self.recorder.caller(2)
            number = self.recorder.loops.of(loop)
            self.recorder.emit("loop.close", {"loop": number, "where": where, "via": via or None})

    def current(self, loop):
        """set_event_loop() was called, by the program or by asyncio.run()."""
        rec = self.recorder
        where, via = rec.caller(2)
        rec.emit("loop.set", {"loop": rec.loops.of(loop) if loop is not None else None, "where": where})

    def running(self, loop):
        """A loop starts to run in this thread, or (None) the running one has stopped."""
        rec = self.recorder
        thread = rec.thread()
        if loop is None and own(self._running.get(thread), "_thread_id") is not None:
            return  # another one says so that could not run inside it (3.13.0)
        if self.at_bounds is not None and thread in self.threads:
            self.at_bounds(get_ident())
        self._running.pop(thread, None)
        stopped = self.threads.pop(thread, None)
        if stopped is not None:
            # SystemExit and KeyboardInterrupt leave a callback through our frames; asyncio may print them.
            strip(sys.exc_info()[1])
            rec.emit("loop.stop", {"loop": stopped})
        rec.runs(loop)
        if loop is None:
            return
        number = rec.loops.of(loop)
        self.threads[thread], self._running[thread] = number, loop
        if self.at_bounds is not None:
            self.at_bounds(get_ident())
        where, via = rec.caller(2)
        rec.emit("loop.run", {"loop": number, "where": where, "via": via or None})
        if self.every:
            self._watch_idle(loop, number)

    def _watch_idle(self, loop, number):
        selector = getattr(loop, "_selector", None)
        select = getattr(getattr(selector, "select", None), "__func__", None)
        if select is None or "select" in (own(selector, "__dict__") or {"select"}):
            return
        # Not by a bound method: the selector must not keep itself, and with it its loop, alive.
        rec, hooks, behind = self.recorder, self, weakref.ref(selector)

        def select_hooked(timeout=None):
            if not rec.live:
                return select(behind(), timeout)
            rec.guard(hooks.idle, number, timeout)
            found = rec.clock.select(select.__get__(behind()), timeout, 1)
            rec.guard(hooks.turn, number, found)
            return found

        selector.select = select_hooked
        self._watched.add(selector)

    def _unwatch(self):
        for selector in self._watched:
            vars(selector).pop("select", None)

    def idle(self, number, timeout):
        """A loop has nothing to run: it waits for a timer or for the outside."""
        rec = self.recorder
        if timeout is None or timeout > 0:
            until = None if timeout is None else rec.clock.now() + round(timeout * 1e9)
            rec.emit("loop.idle", {"loop": number, "until": until}, None)

    def turn(self, number, found):
        """A turn of a loop begins."""
        turn = self._turns[number] = self._turns.get(number, 0) + 1
        fields = {"loop": number, "turn": turn, "events": len(found) if found else None}
        self.recorder.emit("loop.turn", fields, None)

    def future_made(self, loop, future):
        """loop.create_future() has made one."""
        rec = self.recorder
        if rec.live:
            where, via = rec.caller(2)
            fields = {"future": rec.futures.of(future), "loop": rec.loops.of(loop)}
            rec.emit("future.new", dict(fields, where=where, via=via or None))

    def reported(self, context=None, *args, **named):
        """The loop's exception handler is called with `context`."""
        rec = self.recorder
        context = context if type(context) is dict else {}
        said, error = context.get("message"), context.get("exception")
        future = context.get("task", context.get("future"))
        where, _ = rec.caller(2)
        fields = {
            "message": rec.places.text(said) if type(said) is str else "",
            "error": rec.places.error(error) if issubclass(type(error), BaseException) else None,
            "task": rec.tasks.get(future),
            "future": rec.futures.get(future),
            "where": where,
        }
        rec.emit("handler", fields)

    def watch_forks(self):
        """Note forks, and leave the children alone.

        Recording pauses from before the fork on: in the child asyncio's own hook runs before ours.
        """
        rec = self.recorder

        def before():
            if rec.live:
                rec.guard(rec.emit, "fork", {})
                rec.live = False
                rec.forking = True

        def in_parent():
            rec.live, rec.forking = rec.forking, False

        if hasattr(os, "register_at_fork"):
            os.register_at_fork(before=before, after_in_parent=in_parent, after_in_child=rec.stop)
