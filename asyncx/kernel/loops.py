"""Event loops: made, set current, running, idle, stopped, closed; and what their handlers are told."""

import asyncio
import os
import sys
from asyncio import base_events, events

from .places import strip


class Loops:
    """Hooks the loop's own methods."""

    def __init__(self, recorder):
        self.recorder = recorder
        self._turns = {}
        self._running = {}

    def install(self):
        """Hook every BaseEventLoop, and the functions that set the current and the running loop."""
        rec, hooks, base = self.recorder, self, base_events.BaseEventLoop
        init, close, stop, create_future = base.__init__, base.close, base.stop, base.create_future
        handler = base.call_exception_handler
        set_running, set_loop = events._set_running_loop, events.set_event_loop

        def __init__(self, *args, **kwargs):
            init(self, *args, **kwargs)
            rec.guard(hooks.made, self)

        def close_hooked(self):
            rec.guard(hooks.closed, self)
            return close(self)

        def stop_hooked(self):
            rec.guard(hooks.stop_asked, self)
            return stop(self)

        def create_future_hooked(self):
            future = create_future(self)
            rec.guard(hooks.future_made, self, future)
            return future

        def handler_hooked(self, context):
            rec.guard(hooks.reported, context)
            return handler(self, context)

        def set_running_hooked(loop):
            rec.guard(hooks.running, loop)
            return set_running(loop)

        def set_loop_hooked(loop):
            made = set_loop(loop)
            rec.guard(hooks.current, loop)
            return made

        for name, value in (
            ("__init__", __init__),
            ("close", close_hooked),
            ("stop", stop_hooked),
            ("create_future", create_future_hooked),
            ("call_exception_handler", handler_hooked),
        ):
            original = getattr(base, name)
            value.__doc__, value.__qualname__ = original.__doc__, original.__qualname__
            rec.replace(base, name, value)
        for name, value in (("_set_running_loop", set_running_hooked), ("set_event_loop", set_loop_hooked)):
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
        stopped = self._running.pop(thread, None)
        if stopped is not None:
            # SystemExit and KeyboardInterrupt leave a callback through our frames; asyncio may print them.
            strip(sys.exc_info()[1])
            rec.emit("loop.stop", {"loop": stopped})
        if loop is None:
            return
        number = rec.loops.of(loop)
        self._running[thread] = number
        where, via = rec.caller(2)
        rec.emit("loop.run", {"loop": number, "where": where, "via": via or None})
        self._watch_idle(loop, number)

    def _watch_idle(self, loop, number):
        selector = getattr(loop, "_selector", None)
        if selector is None or "select" in vars(selector):
            return
        rec, hooks, select = self.recorder, self, selector.select

        def select_hooked(timeout=None):
            if not rec.live:
                return select(timeout)
            rec.guard(hooks.idle, number, timeout)
            found = rec.clock.select(select, timeout, 1)
            rec.guard(hooks.turn, number, found)
            return found

        selector.select = select_hooked
        rec.undo(lambda: vars(selector).pop("select", None))

    def idle(self, number, timeout):
        """A loop has nothing to run: it waits for a timer or for the outside."""
        rec = self.recorder
        if timeout is None or timeout > 0:
            until = None if timeout is None else rec.clock.now() + round(timeout * 1e9)
            rec.emit("loop.idle", {"loop": number, "until": until}, None)

    def turn(self, number, found):
        """A turn of a loop begins."""
        turn = self._turns[number] = self._turns.get(number, 0) + 1
        fields = {"loop": number, "turn": turn, "events": len(found) or None}
        self.recorder.emit("loop.turn", fields, None)

    def future_made(self, loop, future):
        """loop.create_future() has made one."""
        rec = self.recorder
        if rec.live:
            where, via = rec.caller(2)
            fields = {"future": rec.futures.of(future), "loop": rec.loops.of(loop)}
            rec.emit("future.new", dict(fields, where=where, via=via or None))

    def reported(self, context):
        """The loop's exception handler is called with `context`."""
        rec = self.recorder
        error = context.get("exception")
        task = context.get("task") or context.get("future")
        where, via = rec.caller(2)
        fields = {
            "message": rec.places.text(str(context.get("message") or "")),
            "error": rec.places.error(error) if error is not None else None,
            "task": rec.tasks.get(task) if task is not None else None,
            "future": rec.futures.get(task) if task is not None else None,
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
