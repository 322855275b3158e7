"""The one object that all hooks report to: numbers for things, causes per thread, and the way out."""

import sys
import weakref
from _thread import get_ident

from .places import own
from .signals import raised_by_handler
from .wire import Writer


class Numbers:
    """Small numbers for objects, by identity; forgets an object when it is freed.  Keeps nothing alive.

    `on_freed`, when set, is called with the number of an object that was garbage-collected.
    """

    def __init__(self):
        self.on_freed = None
        self._known = {}
        self._last = 0

    def get(self, thing):
        """The number of `thing`, None when it has none."""
        entry = self._known.get(id(thing))
        return entry[0] if entry is not None and entry[1]() is thing else None

    def of(self, thing):
        """The number of `thing`, the next one when it has none."""
        number = self.get(thing)
        return self._add(thing) if number is None else number

    def _add(self, thing):
        self._last += 1
        number = self._last
        known, key = self._known, id(thing)

        def forget(_):
            entry = known.get(key)
            if entry is not None and entry[0] == number:
                del known[key]
            if self.on_freed is not None:
                self.on_freed(number)

        known[key] = (number, weakref.ref(thing, forget))
        return number


class Marks:
    """Small numbers for what may ask for its own in `__del__`, when weak references to it are dead."""

    def __init__(self):
        self._last = 0

    def of(self, thing):
        """The number of `thing`, the next one when it has none; None for what takes no attributes."""
        number = own(thing, "_asyncx_number")
        if number is None:
            number = self._last + 1
            try:
                object.__setattr__(thing, "_asyncx_number", number)
            except (AttributeError, TypeError):
                return None
            self._last = number
        return number


class Recorder:
    """Writes records, each with the record of its own thread that caused it.

    `live` turns false for good when a hook fails or the process forks: from then on every hook is
    only the function that it replaced.
    """

    def __init__(self, fd, clock):
        self.clock = clock
        self.live = False
        self.forking = False
        self.places = None
        self.overflow_is_fatal = False
        """Whether the interpreter aborts when a RecursionError is caught and the stack grows again."""
        self.finish = None
        """Call it when the program is over: records lines without an end, and flushes."""
        self.describers = ()
        """Called with (thing, on) when a task waits for a thing of asyncio's: they add to `on`."""
        self.holders = ()
        """The same, of those that write who has it."""
        self.tasks = Numbers()
        self.futures = Numbers()
        self.loops = Marks()
        self.objects = Numbers()
        self.jobs = Numbers()
        self._undo = []
        self._causes = {}
        self._steps = {}
        self._threads = {get_ident(): 1}
        self._thread_count = 1
        self._pending = {}
        self._writer = self.writer(fd, clock)

    def writer(self, fd, clock):
        """What writes the records of this recorder."""
        return Writer(fd, clock.now, self.thread)

    # threads

    def thread(self):
        """The small number of the thread that runs this."""
        ident = get_ident()
        number = self._threads.get(ident)
        return self.adopt(self.new_thread()) if number is None else number

    def new_thread(self):
        """Reserve the number of a thread about to start."""
        self._thread_count += 1
        return self._thread_count

    def adopt(self, number):
        """Say that the running thread is number `number`."""
        self._threads[get_ident()] = number
        return number

    def runs(self, loop):
        """The running thread runs `loop` from now on, or (None) no loop any more."""

    def release(self):
        """The running thread ends; its identifier may be used again."""
        ident = get_ident()
        for table in (self._threads, self._causes, self._steps, self._pending):
            table.pop(ident, None)

    def number_of_thread(self, ident):
        """The number of the thread with this identifier, 0 when unknown."""
        return self._threads.get(ident, 0)

    def object_number(self, thing):
        """The number of a lock, queue or the like; None for what nothing can refer to weakly."""
        try:
            return None if thing is None else self.objects.of(thing)
        except TypeError:
            return None

    # records

    def emit(self, kind, fields, because=0):
        """Write a record; `because` is the current cause unless given.  Returns its number."""
        if not self.live:
            return None
        ident = get_ident()
        pending = self._pending.pop(ident, None)
        if pending is not None:
            pending()
        self.clock.touch()
        if because == 0:
            because = self._causes.get(ident)
        return self._writer.write(kind, because, fields)

    def pend(self, flush):
        """Call `flush` before the next record of this thread: it decides then what to write, if anything."""
        self._pending[get_ident()] = flush

    def unpend(self):
        """Forget what `pend` was given."""
        self._pending.pop(get_ident(), None)

    def flush(self):
        """Write what is pending now."""
        pending = self._pending.pop(get_ident(), None)
        if pending is not None:
            pending()

    def enter(self, number):
        """Make record `number` the cause of what this thread does next; returns what to give to `leave`."""
        ident = get_ident()
        previous = self._causes.get(ident)
        self._causes[ident] = number
        return previous

    def leave(self, previous):
        """Restore the cause that `enter` replaced."""
        self._causes[get_ident()] = previous

    @property
    def task(self):
        """Number of the task whose step runs in this thread, None outside steps."""
        return self._steps.get(get_ident())

    @task.setter
    def task(self, number):
        self._steps[get_ident()] = number

    def caller(self, depth=1):
        """(where, via) of the code that called the hook; `depth` as for sys._getframe, from the hook."""
        try:
            frame = sys._getframe(depth + 1)
        except ValueError:
            return None, []
        return self.places.caller(frame)

    # the way out

    def guard(self, hook, *args, **kwargs):
        """Call a hook; when it fails, take all hooks out and leave the program alone."""
        try:
            return hook(*args, **kwargs)
        except Exception as error:
            self.fail(error)
            return None

    def replace(self, owner, name, value):
        """Set an attribute, and remember how to undo it."""
        had = name in vars(owner)
        self._undo.append((owner, name, had, getattr(owner, name, None), value))
        setattr(owner, name, value)

    def undo(self, function):
        """Call `function` when the hooks are taken out."""
        self._undo.append((None, function, False, None, None))

    def stop(self):
        """Take out every hook that the program has not replaced since; nothing more is recorded."""
        self.live = False
        while self._undo:
            owner, name, had, value, ours = self._undo.pop()
            try:
                if owner is None:
                    name()
                elif vars(owner).get(name) is not ours:
                    pass
                elif had:
                    setattr(owner, name, value)
                else:
                    delattr(owner, name)
            except Exception:
                pass

    def fail(self, error):
        """A hook failed: say so once, and leave the program alone from here on.

        A RecursionError is no failure: the program is at the end of its stack, and will notice by itself.
        What a signal handler of the program's raises meanwhile goes to the program.
        """
        try:
            if isinstance(error, RecursionError):
                if self.overflow_is_fatal:
                    raise error
                return
            if raised_by_handler(error):
                raise error
        except BaseException:
            error = None  # its traceback has this frame
            raise
        if not self.live:
            return
        self.end("%s: %s" % (type(error).__name__, error))

    def end(self, why, kind="kernel"):
        """Record nothing from here on, and say why: "kernel" for a failure, "cut" for what was asked for."""
        try:
            self._writer.write(kind, None, {"message": why})
        except Exception:
            pass
        self.stop()
