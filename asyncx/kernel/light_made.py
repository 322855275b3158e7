"""Tasks of a watched program: made, by whom, and called what.

What create_task() does most often stands in `added`; whatever is not plain comes here.
"""

import sys
from types import CoroutineType

from . import features
from .handles import TASKS, task_name
from .light_waits import Waits
from .places import coroutine_name, own
from .sites import Sites
from .slots import CALLED, LONG, STEP, TASK, now

NEW = TASK - STEP
"""What makes of the head of a task that of its task.new."""
EAGER = 256
"""What a task.new has of a task that starts within its constructor."""
FOUND = 512
"""What it has of one that is seen only as a step of it begins, long after it was made perhaps."""
_ALL_ASKED = 32
"""So many tasks are all asked for their names."""
ASKED = 15
"""And then those whose number has none of these bits."""


class Naming:
    """What names need that are not asked for.

    `count` is how many tasks asyncio has named, as far as is known; `maker` the state of the thread whose
    tasks need not be asked, None when all are.  `coro` is about the coroutine that was made a task last:
    (number of the text of its name, its code, whether that is asyncio's).
    """

    __slots__ = ("coro", "count", "maker")

    def __init__(self):
        self.coro = 0, None, False
        self.count = 0
        self.maker = None


class Made(Waits):
    """Writes `task.new` into the slots of `recorder`, a `watch.Watch`; the rest as in `Waits`."""

    def __init__(self, recorder, awaits, sampler):
        super().__init__(recorder, awaits, sampler)
        self.sites = Sites(recorder)
        self.kind = None
        """The class of tasks whose attributes are what they seem to be."""
        self.names = {}
        """By the id of code (number of the text of its name, that code, whether it is asyncio's)."""
        self.naming = Naming()
        self._asked = 0

    def made(self, task, loop, named):
        """create_task() has made a task, and perhaps given it a name; called from there."""
        try:
            if type(task) is self.kind:
                site = self.sites.of_task(sys._getframe(1), features.module_at(2)).number
                task._asyncx = self.created(task, task.get_coro(), loop, site, 0, not named)
            else:
                self._made_otherwise(task, loop, sys._getframe(1))
        except Exception as error:
            self.failed(error)

    def made_by_factory(self, task, loop):
        """The program's own factory has made a task for create_task(); called from there."""
        self.recorder.guard(self._made_otherwise, task, loop, sys._getframe(1))

    def _made_otherwise(self, task, loop, frame):
        known = self.recorder.tasks
        if not issubclass(type(task), TASKS) or known.get(task) is not None:
            return
        eager = own(task, "_state") != "PENDING" or own(task, "_fut_waiter") is not None
        site, coro = self.sites.of(frame), own(task, "_coro")
        if coro is None and eager:  # it has ended, and let its coroutine go
            coro = frame.f_locals.get("coro")
        known.keep(task, self.created(task, coro, loop, site, EAGER if eager else 0))
        if eager:  # it has begun already, and how long its first step took is not known
            self.ends_inside(task, *self.begins_inside(known.entry(task)))

    def entry(self, task, loop, flag=0, frame=None):
        """The entry of any task, a new one when it has none: `frame` made it without create_task()."""
        known = self.recorder.tasks
        if known.get(task) is None:
            known.keep(task, self.created(task, own(task, "_coro"), loop, self.sites.of(frame), flag))
        return known.entry(task)

    def created(self, task, coro, loop, site, flag=0, counted=False):
        """Write `task.new`, and return the head of the task, which the caller has to keep with it."""
        rec = self.recorder
        code = coro.cr_code if type(coro) is CoroutineType else None
        known = self.names.get(id(code))
        if known is None or code is None:
            known = self.names[id(code)] = rec.text(coroutine_name(coro), True), code, False
        naming = self.naming
        naming.coro = known
        state = rec.state()
        state.row.code = None
        tasks = rec.tasks
        tasks.last = number = tasks.last + 1
        head = (state.head if state.loop is loop else rec.loop_number(loop) << 16) | number << 32 | STEP
        if counted and number & ASKED and state is naming.maker:
            naming.count = name = naming.count + 1
            name |= LONG
        else:
            naming.maker = state if number >= _ALL_ASKED else None
            name = self._name(task, number, counted)
        cause = 0 if flag == FOUND else state.cause
        page, slot = rec.slot(state)
        CALLED.pack_into(page.buffer, slot * 32, head + NEW | flag, now(), cause, site, known[0], name)
        return head

    def _name(self, task, number, counted):
        """What stands in a slot for the name of task `number`, which is asked for it.

        asyncio counts the tasks that it names, and so do we: to ask makes the name, which takes longer than
        all else.  When some were made behind our back, those that were not asked have other names.
        """
        naming = self.naming
        name, expected = task_name(task), naming.count + 1
        if name is None:  # an eager one has none yet
            naming.count, naming.maker = expected, None
            return 0
        if name[:5] != "Task-" or not name.isascii() or not name[5:].isdecimal() or name[5] == "0":
            return self.recorder.text(name)
        count = int(name[5:])
        if count >= LONG:
            return self.recorder.text(name)
        if count != expected and not counted:  # the program may have said so
            naming.maker = None
            return LONG | count
        if count != expected and self._asked + 1 < number:
            self.recorder.emit("task.names", {"since": self._asked + 1, "until": number}, None)
        naming.count, self._asked = count, number
        return LONG | count
