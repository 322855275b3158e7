"""Tasks without their steps: who made each, how it ended, and what it waits for when the loop has time.

A task that ends in its first step, without ever waiting, leaves no record; it is only counted.
"""

import sys

from . import features
from .grafts import TASKS
from .handles import TASKS as KINDS
from .handles import stepped_task
from .light import Light
from .places import own
from .sites import Place
from .slots import CALLED, now

_OWN = frozenset(["shutdown_asyncgens", "shutdown_default_executor"])
"""What asyncio makes tasks of for itself: those have numbers from the beginning, or they would be counted."""


class Lighter(Light):
    """As `Light`, with fewer statements in asyncio's functions."""

    grafts = TASKS

    def made(self, task, loop, named):
        """create_task() has made a task; called from there.  Its place is kept until the task waits."""
        try:
            if type(task) is self.kind:
                task._asyncx = self.sites.of_task(sys._getframe(1), features.module_at(2))
                if own(task.get_coro(), "__name__") in _OWN:
                    self.entry(task, loop)
            else:
                self._made_otherwise(task, loop, sys._getframe(1))
        except Exception as error:
            self.failed(error)

    def _made_otherwise(self, task, loop, frame):
        known = self.recorder.tasks
        if issubclass(type(task), KINDS) and known.get(task) is None:
            known.keep(task, Place(self.sites.of(frame)))
            if own(task, "_state") != "PENDING" or own(task, "_fut_waiter") is not None:
                self._stepped(task, loop)  # its first step is over, which was in its constructor
            elif own(own(task, "_coro"), "__name__") in _OWN:
                self.entry(task, loop)

    def stepped(self, handle):
        """A step is over, of a task that has not waited before, or is not plain."""
        task = stepped_task(handle._callback)
        if task is not None:
            self.recorder.guard(self._stepped, task, handle._loop)

    def _stepped(self, task, loop):
        known = self.recorder.tasks
        entry = known.entry(task)
        if own(task, "_state") == "PENDING":
            if entry is None:
                place = known.place(task)
                site = self.sites.of(None) if place is None else place.number
                known.keep(task, self.created(task, own(task, "_coro"), loop, site))
                entry = known.entry(task)
            entry.wait = self._step(entry, 1)
            self.recorder.state().waiting[entry.head] = entry.ref
        elif entry is None:
            known.passed += 1
        else:
            self.over(entry, task)

    def over(self, entry, task):
        """The last step of a task is over."""
        self._step(entry, 0)  # what comes next belongs to it
        self.ended(entry, task)

    def describe_one(self, entry, task):
        """Write that a task waits, with a step before: what it waited for until now was something else.

        One that is ready again waits no more.  In uvloop that is seen only when it runs.
        """
        if own(own(task, "_fut_waiter"), "_state") in ("FINISHED", "CANCELLED"):
            entry.wait = 0
            return
        entry.wait = self._step(entry, 1)
        super().describe_one(entry, task)

    def _idles(self, loop, timeout):
        """Without a record of that; the state of the thread is another one when the loop is not marked."""
        if self.recorder.live:
            state, moment = self.recorder.state(), now()
            if moment > state.due:
                self.about_to_idle(state, moment)

    def _step(self, entry, lasted):
        """Write a step that took so many nanoseconds, 0 for until what comes next; returns its number."""
        rec = self.recorder
        page, slot = rec.slot(rec.state())
        CALLED.pack_into(page.buffer, slot * 32, entry.head, now(), 0, 0, lasted, 0)
        return page.base + slot

    def finish(self):
        """The program is over."""
        super().finish()
        passed = self.recorder.tasks.passed
        if passed:
            self.recorder.emit("task.passed", {"count": passed}, None)
