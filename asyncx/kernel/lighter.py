"""Tasks without their steps: who made each, how it ended, and what it waits for when the loop has time.

A task that ends in its first step, without ever waiting, leaves no record; it is only counted.
"""

import sys

from .grafts import TASKS
from .handles import stepped_task
from .light import Light
from .places import own
from .slots import CALLED, now


class Lighter(Light):
    """As `Light`, with fewer statements in asyncio's functions."""

    grafts = TASKS

    def __init__(self, recorder, awaits, sampler):
        super().__init__(recorder, awaits, sampler)
        self.passed = 0
        """How many tasks have ended in their first step."""

    def site(self):
        """The number of the place that a new task is made at; called by `_call_soon`."""
        return self.sites.of_task(sys._getframe(3))

    def stepped(self, callback, handle):
        """A step is over, of a task that was not seen before."""
        task = stepped_task(callback)
        if task is None:
            return
        if own(task, "_state") != "PENDING":
            self.passed += 1
            return
        site = handle._repr if type(handle._repr) is int else 0
        entry = self.created(task, own(task, "_coro"), handle._loop, site)
        entry.wait = self._step(entry, 1)
        self.waiting[entry.head] = entry

    def over(self, entry, task):
        """The last step of a task is over."""
        self._step(entry, 0)  # what comes next belongs to it
        self.ended(entry, task)

    def describe_one(self, entry, task):
        """Write that a task waits, with a step before: what it waited for until now was something else."""
        entry.wait = self._step(entry, 1)
        super().describe_one(entry, task)

    def _step(self, entry, lasted):
        """Write a step that took so many nanoseconds, 0 for until what comes next; returns its number."""
        rec = self.recorder
        page, slot = rec.slot(rec.state())
        CALLED.pack_into(page.buffer, slot * 32, entry.head, now(), 0, 0, lasted, 0)
        return page.base + slot

    def finish(self):
        """The program is over."""
        self.describe()
        if self.passed:
            self.recorder.emit("task.passed", {"count": self.passed}, None)
