"""What tasks of a watched program wait for: described when their loop has time, at the latest at the end."""

from .places import own
from .slots import IDLES, now

_EVERY = 10_000_000
_AT_ONCE = 100
_AT_FIRST = 20


class Waits:
    """Writes into the slots of `recorder`; `awaits` describes what a task waits for.

    `sampler` is started again here after it was stopped for a fork.
    """

    def __init__(self, recorder, awaits, sampler):
        self.recorder = recorder
        self.awaits = awaits
        self.sampler = sampler

    def waits(self, entry):
        """A step is over of a task that has not ended."""
        state = self.recorder.state()
        if entry.wait <= 0:
            state.steps.append(entry.ref)
        entry.wait = state.cause

    def about_to_idle(self, state, moment):
        """Describe waits, but in a loop that waits briefly and often no more than one every _EVERY ns."""
        if self.sampler.paused:
            self.sampler.start()
        state.gather()
        if state.waiting:
            state.due = max(state.due or moment - _AT_FIRST * _EVERY, moment - _AT_ONCE * _EVERY)
            state.due += self.describe(state, (moment - state.due) // _EVERY + 1) * _EVERY

    def idles(self, loop, timeout):
        """A loop begins to wait, and that did not fit where it should go."""
        self.recorder.guard(self._idles, loop, timeout)

    def _idles(self, loop, timeout):
        rec = self.recorder
        if rec.live:
            state = rec.state()
            state.cause = 0
            page, slot = rec.slot(state)
            begin = now()
            until = -1 if timeout is None else begin + int(timeout * 1e9)
            IDLES.pack_into(page.buffer, slot * 32, state.idle, begin, until)

    def describe(self, state, most=1 << 62):
        """Write what tasks wait for that have begun to since it was last written; how many there were."""
        waiting, described = state.waiting, 0
        while waiting and described < most:
            try:
                task = waiting.pop(next(iter(waiting)))()
            except (KeyError, RuntimeError, StopIteration):  # another thread was here
                break
            entry = None if task is None else self.recorder.tasks.entry(task)
            if entry is not None and (entry.wait or 0) > 0:
                if own(task, "_fut_waiter") is not None:
                    self.describe_one(entry, task)
                    described += 1
                else:
                    entry.wait = 0
            task = None
        return described

    def describe_one(self, entry, task):
        """Write what a task waits for."""
        self.recorder.wait(entry, *self.awaits.of(task))

    def finish(self):
        """The program is over."""
        for state in (*self.recorder.states.values(), *self.recorder.left):
            state.gather()
            self.describe(state)
