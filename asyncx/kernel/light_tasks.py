"""Tasks of a watched program: what `tasks.Tasks` records, but for what `light` writes in a cheaper way."""

import asyncio
import sys
from functools import partial

from . import features
from .entries import Entry
from .handles import disguise
from .light_made import EAGER
from .places import own
from .tasks import Tasks

_LONGEST_NAME = 8192


class LightTasks(Tasks):
    """Hooks the Task class; steps and ends are told to `light`."""

    constructor = False
    slots = ("_asyncx",)

    def __init__(self, recorder, eager):
        super().__init__(recorder, ordered=False, eager=eager)
        self.light = None
        self._kind = self.start = None

    def install(self):
        """Put our Task class where asyncio and the program look for it."""
        rec = self.recorder
        super().install()
        if features.EAGER:
            make = asyncio.create_eager_task_factory

            def create_eager_task_factory(custom_task_constructor):
                return make(self.eager_constructor(custom_task_constructor))

            disguise(create_eager_task_factory, make)
            rec.replace(asyncio, "create_eager_task_factory", create_eager_task_factory)
            rec.replace(asyncio.tasks, "create_eager_task_factory", create_eager_task_factory)

    def _class(self, base):
        self._kind = super()._class(base)
        self.start = self.eager_constructor(self._kind)
        return self._kind

    def watch_freed(self):
        """Have tasks noted that are garbage-collected before they end."""
        Entry.on_freed = self.light.freed

    def eager_constructor(self, constructor):
        """For the class Task, and those made of it, a function that sees their tasks start."""
        known = isinstance(constructor, type) and issubclass(constructor, self._kind)
        if not known or type(constructor).__call__ is not type.__call__:
            return constructor
        return partial(self._start, constructor)

    def _start(self, kind, /, *args, **kwargs):
        """Make a task, an eager one if that is asked for: others, too, call the constructor of a factory."""
        task = kind.__new__(kind, *args, **kwargs)
        if not isinstance(task, kind):
            return task
        try:
            if self.recorder.live and kwargs.get("eager_start"):
                self._start_eagerly(task, kind.__init__, args, kwargs)
                self.recorder.guard(self.named, task)
            else:
                kind.__init__(task, *args, **kwargs)
            return task
        finally:
            task = args = kwargs = None

    def created(self, task, coro, loop, eager, context, depth, name=None):
        """An eager task is about to begin, inside its constructor."""
        known = self.recorder.tasks
        known.keep(task, self.light.created(task, coro, loop, self.light.sites.of(sys._getframe(1)), EAGER))
        return known.entry(task)

    def step_begins(self, task, because, loop):
        """The first step of an eager task begins; `because` is its entry."""
        return self.light.begins_inside(because) if because is not None and self.recorder.live else None

    def step_ends(self, task, token):
        """The first step of an eager task is over."""
        if token is not None:
            self.light.ends_inside(task, *token)

    def cancel_asked(self, task, args, kwargs):
        """task.cancel() was called: where the task stands is told now, for soon it stands elsewhere."""
        entry = self.recorder.tasks.entry(task)
        stack = None
        if entry is not None and own(task, "_fut_waiter") is None:
            stack = self.awaits.of(task)[1] or None
        elif entry is not None and (entry.wait or 0) > 0:
            self.recorder.wait(entry, *self.awaits.of(task))
        return super().cancel_asked(task, args, kwargs, stack=stack)

    def note_end(self, task, number):
        """Never called: `light` writes the ends."""

    def named(self, task):
        """task.set_name() has been called."""
        entry = self.recorder.tasks.entry(task)
        if entry is not None:
            name = str.__str__(task.get_name())[:_LONGEST_NAME]
            self.recorder.emit("task.name", {"task": entry.head >> 32, "name": name})
