"""Coroutines inside a task: which start, how an exception moves through them, how they end.

`Watch` has the meaning; two sources feed it.  From 3.12 on it is sys.monitoring, before that a trace
function, which is given lines too: CPython copies a traced frame's locals into a dict that it
refreshes only at the next event, and without lines that copy would keep objects alive.
"""

import gc
import sys
import threading
from _thread import get_ident
from opcode import opname
from types import FrameType

from . import features
from .handles import disguise

_COROUTINE = 0x80 | 0x200
"""inspect.CO_COROUTINE and CO_ASYNC_GENERATOR; inspect itself takes longer to import than asyncx to start."""
_AWAITS = frozenset(["YIELD_FROM", "SEND", "YIELD_VALUE", "RESUME", "JUMP_BACKWARD_NO_INTERRUPT"])
"""Where a suspended coroutine stands, in the bytecode of one version or another."""
_YIELDS = frozenset(["YIELD_VALUE", "YIELD_FROM", "SEND"])
_ENDS_ITERATION = (StopIteration, StopAsyncIteration)


class Watch:
    """Writes coro.* records.

    An exception that enters a coroutine is written as caught only when the coroutine then does
    something visible (another record, an await, a normal end): a clause that did not match, and a
    `finally` without effect, are passed through in silence.
    """

    def __init__(self, recorder):
        self.recorder = recorder
        self._numbers = {}
        self._count = 0
        self._passing = {}

    def start(self, frame):
        """A coroutine runs for the first time."""
        rec, code = self.recorder, frame.f_code
        self._count += 1
        number = self._numbers[id(frame)] = self._count
        asyncio_own = rec.places.is_asyncio(code)
        fields = {
            "coro": number,
            "name": rec.places.function(code),
            "where": rec.places.at(code, frame.f_lineno),
            "task": rec.task,
            "object": rec.object_number(frame.f_locals.get("self")) if asyncio_own else None,
        }
        rec.emit("coro.start", fields)

    def knows(self, frame):
        """Whether this coroutine has started already."""
        return id(frame) in self._numbers

    def errs(self, frame, offset, error):
        """An exception came up in the coroutine: raised there, by something it called, or by its await."""
        number = self._numbers.get(id(frame))
        if number is None or issubclass(type(error), _ENDS_ITERATION):
            return
        rec, line = self.recorder, frame.f_lineno
        described = rec.places.error(error)
        passing = self._passing.pop(get_ident(), None)
        if passing != id(error) and opname[frame.f_code.co_code[offset]] in _AWAITS:
            rec.emit("coro.throw", {"coro": number, "error": described, "line": line})

        def caught():
            rec.emit("coro.catch", {"coro": number, "error": described, "line": frame.f_lineno})

        rec.pend(caught)

    def suspends(self, frame):
        """The coroutine waits."""
        if id(frame) in self._numbers:
            self.recorder.flush()

    def returns(self, frame):
        """The coroutine returned."""
        number = self._numbers.pop(id(frame), None)
        if number is None:
            return
        rec = self.recorder
        rec.emit("coro.return", {"coro": number, "line": frame.f_lineno})

    def raises(self, frame, described, identity):
        """An exception leaves the coroutine; `identity` is its id."""
        number = self._numbers.pop(id(frame), None)
        if number is None:
            return
        rec = self.recorder
        rec.unpend()
        rec.emit("coro.raise", {"coro": number, "error": described, "line": frame.f_lineno})
        self._passing[get_ident()] = identity


def install(recorder):
    """Watch all coroutines."""
    watch = Watch(recorder)
    source = _monitoring if hasattr(sys, "monitoring") else _tracing
    source(watch)


def _monitoring(watch):
    mon, rec, frame_of = sys.monitoring, watch.recorder, sys._getframe
    events = mon.events

    def hook(callback, ignored):
        def guarded(code, *args):
            if not code.co_flags & _COROUTINE:
                return ignored
            if rec.live:
                try:
                    callback(frame_of(1), *args)
                except Exception as error:
                    rec.fail(error)
            return None

        return guarded

    def unwind(frame, offset, error):
        watch.raises(frame, rec.places.error(error), id(error))

    hooks = {
        events.PY_START: hook(lambda frame, offset: watch.start(frame), mon.DISABLE),
        events.PY_YIELD: hook(lambda frame, offset, value: watch.suspends(frame), mon.DISABLE),
        events.PY_RETURN: hook(lambda frame, offset, value: watch.returns(frame), mon.DISABLE),
        events.PY_UNWIND: hook(unwind, None),
        events.RAISE: hook(watch.errs, None),
    }
    use, get = mon.use_tool_id, mon.get_tool
    mine = []

    def begin():
        free = [number for number in (4, 3, 5, 1, 2, 0) if get(number) is None]
        if free:
            mine.append(free[0])
            use(free[0], "asyncx")
            for event, callback in hooks.items():
                mon.register_callback(free[0], event, callback)
            mon.set_events(free[0], sum(hooks))

    def end():
        while mine:
            tool = mine.pop()
            mon.set_events(tool, 0)
            for event in hooks:
                mon.register_callback(tool, event, None)
            mon.free_tool_id(tool)

    def use_tool_id(*args):
        """Make room for the program."""
        if args and args[0] in mine:
            end()
            try:
                return use(*args)
            finally:
                begin()
        return use(*args)

    def get_tool(*args):
        return None if args and args[0] in mine else get(*args)

    rec.replace(mon, "use_tool_id", disguise(use_tool_id, use))
    rec.replace(mon, "get_tool", disguise(get_tool, get))
    rec.undo(end)
    begin()


def _tracing(watch):
    rec = watch.recorder
    errors = {}

    def local(frame, event, value):
        """Follow one coroutine; `errors` has what last came up in it, and whether no line ran since."""
        if not rec.live:
            return None
        key = id(frame)
        try:
            if event == "exception":
                if issubclass(type(value[1]), _ENDS_ITERATION):
                    return local
                errors[key] = (rec.places.error(value[1]), id(value[1]), True)
                watch.errs(frame, frame.f_lasti, value[1])
            elif event == "line" and key in errors:
                errors[key] = errors[key][:2] + (False,)
            elif event == "return":
                described, identity, fresh = errors.get(key, (None, None, False))
                operation, following = _operations(frame)
                if not fresh and (operation in _YIELDS or following == "YIELD_FROM"):
                    watch.suspends(frame)
                    return local
                errors.pop(key, None)
                if not fresh and operation == "RETURN_VALUE":
                    watch.returns(frame)
                elif described is not None:
                    watch.raises(frame, described, identity)
        except Exception as failure:
            rec.fail(failure)
        return local

    def trace(frame, event, value):
        code = frame.f_code
        if not rec.live or not code.co_flags & _COROUTINE:
            return None
        try:
            if not watch.knows(frame):
                watch.start(frame)
        except Exception as failure:
            rec.fail(failure)
        return local

    set_trace, get_trace = sys.settrace, sys.gettrace

    def settrace(function):
        """The program's own trace function goes first; without one, ours goes on."""
        if function is not None and function is not trace:  # each new thread sets ours
            _let_go(local)
        set_trace(trace if function is None and rec.live else function)

    def gettrace():
        function = get_trace()
        return None if function is trace else function

    def remove():
        if threading._trace_hook is trace:
            threading.settrace(None)
        if get_trace() is trace:
            set_trace(None)
        _let_go(local)

    rec.replace(sys, "settrace", disguise(settrace, set_trace))
    rec.replace(sys, "gettrace", disguise(gettrace, get_trace))
    if features.TRACE_OF_THREADS:
        get_of_threads = threading.gettrace

        def gettrace_of_threads():
            function = get_of_threads()
            return None if function is trace else function

        rec.replace(threading, "gettrace", disguise(gettrace_of_threads, get_of_threads))
    rec.undo(remove)
    # A debugger, or what measures coverage, may have begun before asyncio was imported.
    if threading._trace_hook is None:
        threading.settrace(trace)
    if get_trace() is None:
        set_trace(trace)


def _let_go(local):
    """Take `local` out of all frames: up to 3.9 one whose trace function is not called stays at its line."""
    for frame in gc.get_objects():
        if type(frame) is FrameType and frame.f_trace is local:
            frame.f_trace = None


def _operations(frame):
    """Names of the last instruction and of the next: up to 3.10 a coroutine suspends before YIELD_FROM."""
    code, last = frame.f_code.co_code, frame.f_lasti
    return opname[code[last]], opname[code[last + 2]] if last + 2 < len(code) else ""
