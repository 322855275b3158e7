"""Tasks: creation, steps, what each waits for, cancel requests and the end.

A subclass of `asyncio.Task` takes its place in `asyncio.tasks` and `asyncio`.  It adds no attribute,
holds no reference to anything, and never calls `result()` or `exception()`: reading those would
silence "exception was never retrieved".
"""

import asyncio

from . import features
from .awaits import Awaits
from .chained import awaited, cancel_all
from .handles import disguise, task_name
from .outcomes import FUTURES, has_value, left_with, outcome
from .places import coroutine_name, own


class Tasks:
    """Hooks the Task class.  Numbers are given in the order of creation."""

    constructor = True
    """Whether to look at the arguments that a task is made with."""
    slots = ()
    """The names of the attributes that our class adds to Task."""

    def __init__(self, recorder, ordered, eager):
        self.recorder = recorder
        self._ordered = ordered
        self._eager = eager
        self._names = {}
        self._ended = {}
        self._future_done = {}
        self.awaits = Awaits(recorder)
        self._given_context = None

    def install(self):
        """Put our Task class where asyncio and the program look for it."""
        rec = self.recorder
        self.watch_freed()
        rec.futures.on_freed = lambda number: self._future_done.pop(number, None)
        tasks = asyncio.tasks
        traced = self._class(asyncio.Task)
        rec.replace(tasks, "Task", traced)
        rec.replace(asyncio, "Task", traced)
        if features.EAGER:
            factory = tasks.create_eager_task_factory(self.eager_constructor(traced))
            rec.replace(tasks, "eager_task_factory", factory)
            rec.replace(asyncio, "eager_task_factory", factory)

    def watch_freed(self):
        """Have tasks noted that are garbage-collected."""
        self.recorder.tasks.on_freed = self._freed

    def eager_constructor(self, constructor):
        """What is to be called in the place of `constructor` to make an eager task."""
        return constructor

    # creation

    def created(self, task, coro, loop, eager, context, depth, name=None):
        """Write `task.new`, and return the number of that record."""
        rec = self.recorder
        number = rec.tasks.of(task)
        where, via = rec.caller(depth + 1)
        self._names[number] = name
        self._ended[number] = False
        fields = {
            "task": number,
            "name": name,
            "coro": coroutine_name(coro),
            "loop": rec.loops.of(loop),
            "eager": True if eager else None,
            "context": context,
            "where": where,
            "via": via or None,
        }
        return rec.emit("task.new", fields)

    def scheduled(self, task, args, loop):
        """A step of `task` was given to call_soon; returns the record of it becoming ready."""
        rec = self.recorder
        number = rec.tasks.get(task)
        cause = self.completed(args)
        if number is None:
            context = "given" if self._given_context == id(task) else "copied"
            self._given_context = None
            self.created(task, own(task, "_coro"), loop, False, context, 3, task_name(task))
            number = rec.tasks.get(task)
        where, via = rec.caller(3)
        future = args[0] if args else None
        fields = {
            "task": number,
            "future": self.awaits.describe(future) if future is not None else None,
            "loop": rec.loops.of(loop),
            "where": where,
            "via": via or None,
        }
        return rec.emit("task.ready", fields, **cause)

    def completed(self, args):
        """A callback was scheduled with `args`: note it if args[0] is a task or future that has just ended.

        Returns {"because": n} when that end is the cause of the callback, else {}.
        """
        rec = self.recorder
        future = args[0] if args else None
        if not issubclass(type(future), FUTURES) or own(future, "_state") == "PENDING":
            return {}
        number = rec.tasks.get(future)
        if number is not None:
            return {"because": self.note_end(future, number)}
        number = rec.futures.of(future)
        done = self._future_done.get(number)
        if done is None:
            where, via = rec.caller(3)
            fields = {"future": number, "where": where, "via": via or None}
            fields.update(outcome(rec.places, future))
            done = rec.emit("future.done", fields)
            self._future_done[number] = done
        return {"because": done}

    # steps

    def step_begins(self, task, because, loop):
        """A step of `task` is about to run; returns a token for `step_ends`."""
        rec = self.recorder
        number = rec.tasks.get(task)
        self._note_name(task, number)
        record = rec.emit("task.step", {"task": number, "loop": rec.loops.of(loop)}, because)
        token = (number, record, rec.task, rec.enter(record))
        rec.task = number
        return token

    def step_ends(self, task, token):
        """The step is over: the task ended, or it waits."""
        if token is None:
            return
        rec = self.recorder
        number, record, outer, previous = token
        self._note_name(task, number)
        if own(task, "_state") != "PENDING":
            self.note_end(task, number)
        elif rec.live:
            on, stack = self.awaits.of(task)
            rec.emit("task.wait", {"task": number, "on": on, "stack": stack}, record)
        rec.task = outer
        rec.leave(previous)

    def note_end(self, task, number):
        """Write `task.end` once; returns the number of that record."""
        rec = self.recorder
        ended = self._ended.get(number)
        if not ended and rec.live:
            fields = {"task": number, "name": task_name(task)}
            fields.update(outcome(rec.places, task))
            ended = self._ended[number] = rec.emit("task.end", fields)
        return ended or None

    def named(self, task):
        """task.set_name() has been called."""
        number = self.recorder.tasks.get(task)
        if number is not None:
            self._note_name(task, number)

    def _note_name(self, task, number):
        name = task_name(task)
        if name is not None and self._names.get(number) != name:
            self._names[number] = name
            self.recorder.emit("task.name", {"task": number, "name": name})

    # cancelling

    def cancel_asked(self, task, args, kwargs, **more):
        """`task.cancel()` was called and has not yet taken effect; returns the record, with `more` in it."""
        rec = self.recorder
        number = rec.tasks.get(task)
        if number is None or not rec.live:
            return None
        if not features.CANCEL_MESSAGE and (args or kwargs):
            return None  # raises TypeError, and cancels nothing
        accepted = own(task, "_state") == "PENDING"
        message = args[0] if args else kwargs.get("msg")
        requests = None
        if features.CANCEL_COUNT:
            requests = task.cancelling() + (1 if accepted else 0)
        where, via = rec.caller(2)
        fields = {
            "task": number,
            "accepted": accepted,
            "message": rec.places.text(message) if isinstance(message, str) else None,
            "requests": requests,
            "waits_on": self.awaits.at_cancel(task) or None,
            "late": (accepted and has_value(own(task, "_fut_waiter"))) or None,
            "read": (own(task, "_exception") is not None and not own(task, "_log_traceback")) or None,
            "where": where,
            "via": via or None,
        }
        return rec.emit("task.cancel", dict(fields, **more))

    def uncancelled(self, task):
        """`task.uncancel()` has been called."""
        rec = self.recorder
        number = rec.tasks.get(task)
        if number is not None and rec.live:
            where, via = rec.caller(2)
            fields = {"task": number, "requests": task.cancelling(), "where": where, "via": via or None}
            rec.emit("task.uncancel", dict(fields, **left_with(rec.places, via, 3)))

    def _freed(self, number):
        rec = self.recorder
        pending = not self._ended.pop(number, True)
        self._names.pop(number, None)
        if pending and rec.live:
            try:
                rec.emit("task.freed", {"task": number, "pending": True})
            except Exception as error:
                rec.fail(error)

    # the class

    def _class(self, base):
        hooks, rec = self, self.recorder
        base_cancel, base_init = base.cancel, base.__init__

        class Task(base):
            __slots__ = self.slots

            def cancel(self, *args, **kwargs):
                number = rec.guard(hooks.cancel_asked, self, args, kwargs)
                if number is None:
                    return base_cancel(self, *args, **kwargs)
                previous = rec.enter(number)
                chain = rec.guard(awaited, self, Task)
                try:
                    if chain:
                        return cancel_all(hooks, self, chain, Task, args, kwargs)
                    return base_cancel(self, *args, **kwargs)
                finally:
                    rec.leave(previous)

            def set_name(self, *args):
                base.set_name(self, *args)
                if rec.live:
                    rec.guard(hooks.named, self)

            if features.CANCEL_COUNT:

                def uncancel(self, *args):
                    left = base.uncancel(self, *args)
                    rec.guard(hooks.uncancelled, self)
                    return left

            if self.constructor:

                def __new__(cls, *args, **kwargs):
                    self = base.__new__(cls, *args, **kwargs)
                    if kwargs.get("context") is not None:
                        hooks._given_context = id(self)
                    return self

            if features.EAGER and self.constructor:

                def __init__(self, *args, **kwargs):
                    if hooks._eager and kwargs.get("eager_start") is None:
                        kwargs["eager_start"] = True
                    try:
                        if not kwargs.get("eager_start") or not rec.live:
                            base_init(self, *args, **kwargs)
                        else:
                            hooks._start_eagerly(self, base_init, args, kwargs)
                    finally:
                        self = args = kwargs = None

            if self._ordered:
                # A set of tasks is ordered by hash, which is an address: asyncio.run() cancels the
                # leftovers in that order.  Repeatable runs need another one.
                def __hash__(self):
                    return rec.tasks.get(self) or object.__hash__(self)

        return disguise(Task, base)

    def _start_eagerly(self, task, init, args, kwargs):
        loop = kwargs.get("loop") or asyncio._get_running_loop()
        coro = args[0] if args else kwargs.get("coro")
        if loop is None or not loop.is_running() or not asyncio.iscoroutine(coro):
            init(task, *args, **kwargs)
            return
        name = kwargs.get("name")
        context = "given" if kwargs.get("context") is not None else "copied"
        name = name if isinstance(name, str) else None
        made = self.recorder.guard(self.created, task, coro, loop, True, context, 3, name)
        token = self.recorder.guard(self.step_begins, task, made, loop)
        try:
            init(task, *args, **kwargs)
        finally:
            self.recorder.guard(self.step_ends, task, token)
            task = coro = args = kwargs = None
