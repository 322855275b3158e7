"""What a suspended task waits for: the future at the end of its coroutines, and the coroutines on the way."""

from asyncio import Lock, tasks
from types import CoroutineType, FrameType
from weakref import ref

from .places import generator_behind, own

_DEEPEST = 50
_MOST_GATHERED = 3000


class Awaits:
    """Describes waits for `Tasks`; nothing of it keeps a future or a frame."""

    def __init__(self, recorder):
        self.recorder = recorder
        self._gathering = getattr(tasks, "_GatheringFuture", ())
        self._joined = {}

    def describe(self, future):
        """A future as a record holds it: {"task"}, or {"future"} with "job" or "gather": children.

        Of very many children only the first are named, and "gathered" is how many there are.
        """
        rec = self.recorder
        if future is None:
            return {}
        number = rec.tasks.get(future)
        if number is not None:
            return {"task": number}
        made = {"future": rec.futures.of(future)}
        if self._gathering and isinstance(future, self._gathering):
            every = future._children
            children = [rec.tasks.get(child) for child in every[:_MOST_GATHERED]]
            made["gather"] = [child for child in children if child is not None]
            if len(every) > _MOST_GATHERED:
                made["gathered"] = len(every)
        job = _job_behind(future, rec.jobs)
        if job is not None:
            made["job"] = job
        return made

    def of(self, task):
        """(on, stack) of a suspended task; `stack` has the lines its coroutines stand at, outermost first."""
        rec = self.recorder
        on = self.describe(own(task, "_fut_waiter"))
        stack, coro, owners = [], generator_behind(own(task, "_coro")), []
        while coro is not None and len(stack) < _DEEPEST:
            frame = _of_coroutine(coro, "frame")
            if not isinstance(frame, FrameType):
                break
            stack.append(rec.places.at(frame.f_code, frame.f_lineno))
            if not rec.places.is_asyncio(frame.f_code):
                owners.clear()
            elif "self" in frame.f_code.co_varnames[:1]:
                owners.append(frame.f_locals.get("self"))
            coro = generator_behind(_of_coroutine(coro, "await") or own(coro, "gi_yieldfrom"))
        thing = _waited_for(owners)
        number = rec.object_number(thing)
        if number is not None:
            on["object"], on["class"] = number, type(thing).__name__
            for describe in rec.describers:
                describe(thing, on)
            if "counts" in on and any(place[2] == "Queue.join" for place in stack):
                self._joined[rec.tasks.get(task)] = ref(thing)
        return on, stack

    def at_cancel(self, task):
        """What a task waits for that is being cancelled; of a join() also what is in the queue now.

        Who has a lock, or places of a semaphore, may be another one than when the wait began.
        """
        rec = self.recorder
        on = self.describe(own(task, "_fut_waiter"))
        joined = self._joined.pop(rec.tasks.get(task), None)
        queue = joined() if joined is not None else None
        if queue is not None:
            for describe in rec.describers:
                describe(queue, on)
        elif on.keys() == {"future"}:
            thing = _acquired_by(task, rec.places)
            for describe in rec.holders if thing is not None else ():
                describe(thing, on)
        return on


def _waited_for(owners):
    """The object of asyncio's that a wait is about: a Queue, not the Event inside it.

    `owners` are those in whose methods a task stands, outermost first.  A Condition gives way to its
    lock, when the wait for it is over and the lock is taken again.
    """
    if owners and issubclass(type(owners[-1]), Lock):
        return owners[-1]
    return next((owner for owner in owners if owner is not None), None)


def _acquired_by(task, places):
    """The lock or semaphore in whose acquire() a task stands, None for none."""
    coro, inner = own(task, "_coro"), None
    for _ in range(_DEEPEST):
        if type(coro) is not CoroutineType:
            break
        coro, inner = coro.cr_await, coro
    code = inner.cr_code if inner is not None else None
    if code is None or code.co_name != "acquire" or not places.is_asyncio(code):
        return None
    return inner.cr_frame.f_locals.get("self")


def _job_behind(future, jobs):
    """The number of an executor's job whose result `future` will get, None when there is none.

    `asyncio.wrap_future` leaves the future of the executor in a callback of the other one.
    """
    for entry in own(future, "_callbacks") or ():
        callback = entry[0] if type(entry) is tuple else entry
        if own(callback, "__name__") == "_call_check_cancel":
            names, cells = callback.__code__.co_freevars, callback.__closure__
            return jobs.get(cells[names.index("source")].cell_contents) if "source" in names else None
    return None


def _of_coroutine(coro, what):
    for prefix in ("cr_", "gi_", "ag_"):
        value = own(coro, prefix + what)
        if value is not None:
            return value
    return None
