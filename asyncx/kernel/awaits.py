"""What a suspended task waits for: the future at the end of its coroutines, and the coroutines on the way."""

from asyncio import tasks
from types import FrameType

from .places import generator_behind, own

_DEEPEST = 50


class Awaits:
    """Describes waits for `Tasks`; nothing of it keeps a future or a frame."""

    def __init__(self, recorder):
        self.recorder = recorder
        self._gathering = getattr(tasks, "_GatheringFuture", ())

    def describe(self, future):
        """A future as a record holds it: {"task"}, or {"future"} and for a gather {"gather": children}."""
        rec = self.recorder
        if future is None:
            return {}
        number = rec.tasks.get(future)
        if number is not None:
            return {"task": number}
        made = {"future": rec.futures.of(future)}
        if self._gathering and isinstance(future, self._gathering):
            children = [rec.tasks.get(child) for child in future._children]
            made["gather"] = [child for child in children if child is not None]
        return made

    def of(self, task):
        """(on, stack) of a suspended task; `stack` has the lines its coroutines stand at, outermost first."""
        rec = self.recorder
        on = self.describe(own(task, "_fut_waiter"))
        stack, coro, inner = [], generator_behind(own(task, "_coro")), None
        while coro is not None and len(stack) < _DEEPEST:
            frame = _of_coroutine(coro, "frame")
            if not isinstance(frame, FrameType):
                break
            stack.append(rec.places.at(frame.f_code, frame.f_lineno))
            inner = frame
            coro = generator_behind(_of_coroutine(coro, "await") or own(coro, "gi_yieldfrom"))
        if inner is not None and rec.places.is_asyncio(inner.f_code):
            owner = inner.f_locals.get("self")
            number = rec.object_number(owner)
            if number is not None:
                on["object"], on["class"] = number, type(owner).__name__
        return on, stack


def _of_coroutine(coro, what):
    for prefix in ("cr_", "gi_", "ag_"):
        value = own(coro, prefix + what)
        if value is not None:
            return value
    return None
