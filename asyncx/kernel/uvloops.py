"""uvloop: the same records, as far as its loop lets itself be seen.

Its handles are not made in Python: callbacks are wrapped, a timer's cancellation and the turns of
the loop cannot be seen.  Import this module after the Task class was hooked: uvloop keeps what it
finds in asyncio when it is imported.
"""

from asyncio import unix_events


class Call:
    """A callback on its way through uvloop, in the place of a handle."""

    __slots__ = ("__weakref__", "_callback", "_cancelled", "_hooks", "_loop")

    def __init__(self, hooks, callback, loop):
        self._hooks = hooks
        self._callback = callback
        self._loop = loop
        self._cancelled = False

    def __call__(self, *args):
        self._hooks.run(self, lambda call: call._callback(*args))

    def __repr__(self):
        return repr(self._callback)


def install(recorder, loops, handles):
    """Make uvloop's loop the default one, hooked."""
    import uvloop

    rec = recorder

    class Loop(uvloop.Loop):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            rec.guard(loops.made, self)

        def _noted(self, callback, args):
            call = Call(handles, callback, self)
            if rec.live:
                rec.guard(handles.made, call, callback, args, self)
            return call

        def _noted_timer(self, when, callback, args):
            call = Call(handles, callback, self)
            if rec.live:
                rec.guard(handles.timer_made, call, when, callback, args, self)
            return call

        def call_soon(self, callback, *args, context=None):
            return super().call_soon(self._noted(callback, args), *args, context=context)

        def call_soon_threadsafe(self, callback, *args, context=None):
            return super().call_soon_threadsafe(self._noted(callback, args), *args, context=context)

        def call_later(self, delay, callback, *args, context=None):
            call = self._noted_timer(self.time() + delay, callback, args)
            return super().call_later(delay, call, *args, context=context)

        def call_at(self, when, callback, *args, context=None):
            # Not through call_later, which uvloop's own call_at calls: that would note it twice.
            call = self._noted_timer(when, callback, args)
            return super().call_later(max(0, when - self.time()), call, *args, context=context)

        def create_future(self):
            future = super().create_future()
            rec.guard(loops.future_made, self, future)
            return future

        def close(self):
            rec.guard(loops.closed, self)
            return super().close()

        def call_exception_handler(self, context):
            rec.guard(loops.reported, context)
            return super().call_exception_handler(context)

    Loop.__module__ = "uvloop"
    if handles.delays is not None:
        handles.delays.add(Loop.call_later)
    rec.replace(unix_events._UnixDefaultEventLoopPolicy, "_loop_factory", Loop)
