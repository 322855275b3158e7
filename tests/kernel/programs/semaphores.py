"""Prints all that a program can see of semaphores; the same each time."""

import asyncio
import copy
import gc
import inspect
import re
import traceback
import warnings
import weakref


def show(title, *what):
    print(title + ":", *what)


def lines(error):
    entries = traceback.extract_tb(error.__traceback__)
    return [(entry.name, entry.line) for entry in entries]


class Counted(asyncio.Semaphore):
    """Counts how often it is taken, and gives back in a way of its own."""

    taken = 0

    async def acquire(self):
        self.taken += 1
        return await super().acquire()

    def release(self):
        show("release", self.taken)
        super().release()


class Failing(asyncio.Semaphore):
    def locked(self):
        raise OSError("no")


def forms():
    for kind in (asyncio.Semaphore, asyncio.BoundedSemaphore):
        for name in ("__init__", "acquire", "release", "locked", "__aenter__"):
            method = getattr(kind, name)
            show(name, method.__qualname__, method.__module__, inspect.iscoroutinefunction(method))
            form = re.sub("0x[0-9a-f]+", "", str(inspect.signature(method)))
            show("form", form, method.__doc__, method.__code__.co_firstlineno)


async def use(few):
    async with few:
        await asyncio.sleep(0)
        return repr(few).split(" [")[1]


async def cancelled(few):
    task = asyncio.ensure_future(few.acquire())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        show("cancelled", lines(error))
    show("after", sorted(vars(few)), few.locked())


async def main():
    few = asyncio.Semaphore(1)
    show("new", sorted(vars(few)), await few.acquire())
    await cancelled(few)
    few.release()
    show("many", await asyncio.gather(*(use(few) for _ in range(3))))
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as error:
        show("too many", error, lines(error))
    mine = Counted(2)
    show("subclass", await asyncio.gather(*(use(mine) for _ in range(3))), mine.taken)
    try:
        await Failing().acquire()
    except Exception as error:
        show("failing", lines(error))
    else:
        show("not asked")
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        show("negative", error, lines(error))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            asyncio.Semaphore(1, loop=asyncio.get_event_loop())
        except TypeError as error:
            show("loop", lines(error))
        show("warned", [(str(each.message), each.lineno) for each in caught])
    show("copied", copy.copy(few).locked())
    await few.acquire()
    behind = weakref.ref(few)
    del few
    gc.collect()
    show("collected in somebody's hand", behind() is None)


forms()
asyncio.run(main())
