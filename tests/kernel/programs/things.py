"""Prints all that a program can see of locks, queues, generators and jobs; the same each time."""

import asyncio
import concurrent.futures
import copy
import inspect
import threading
import traceback
import weakref

KINDS = (
    asyncio.Lock,
    asyncio.Queue,
    asyncio.PriorityQueue,
    asyncio.Event,
    asyncio.Condition,
    asyncio.Semaphore,
)


def show(title, *what):
    print(title + ":", *what)


def frames(error):
    return [entry.name for entry in traceback.extract_tb(error.__traceback__)], _all(error.__traceback__)


def _all(entry):
    names = []
    while entry is not None:
        names.append(entry.tb_frame.f_code.co_name)
        entry = entry.tb_next
    return names


def attempt(title, call):
    try:
        call()
    except Exception as error:
        show(title, type(error).__name__, error, frames(error))


class Cautious(asyncio.Lock):
    """Counts how often it is taken."""

    taken = 0

    def release(self):
        self.taken += 1
        super().release()


def forms():
    for kind in KINDS:
        for name, value in sorted(vars(kind).items()):
            if callable(value):
                method = getattr(kind, name)
                awaited = inspect.iscoroutinefunction(method)
                show(kind.__name__, method.__qualname__, method.__module__, awaited)
    cancel = concurrent.futures.Future.cancel
    show("cancel", cancel.__qualname__, inspect.signature(cancel))


async def locks():
    lock = asyncio.Lock()
    show("new", sorted(vars(lock)), lock.locked())
    attempt("release", lock.release)
    async with lock:
        show("held", sorted(vars(lock)), vars(lock)["_locked"], lock._locked)
        waiter = asyncio.ensure_future(lock.acquire())
        await asyncio.sleep(0)
        waiter.cancel()
        try:
            await waiter
        except asyncio.CancelledError as error:
            show("cancelled", _all(error.__traceback__))
    mine = Cautious()
    async with mine:
        pass
    show("subclass", mine.taken, mine.locked())
    held = asyncio.Lock()
    await held.acquire()
    behind = weakref.ref(held)
    del held
    show("collected while held", behind() is None)
    condition = asyncio.Condition()
    async with condition:
        woken = asyncio.ensure_future(wait_in(condition))
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    async with condition:
        condition.notify_all()
    await woken


async def wait_in(condition):
    async with condition:
        await condition.wait()
        show("notified", condition.locked())


async def queues():
    queue = asyncio.Queue(maxsize=1)
    queue.put_nowait("a")
    attempt("full", lambda: queue.put_nowait("b"))
    show("repr", str(queue), sorted(vars(queue)))
    show("copied", copy.copy(queue).qsize())
    queue.get_nowait()
    attempt("empty", queue.get_nowait)
    queue.task_done()
    attempt("too many", queue.task_done)
    attempt("unknown argument", lambda: asyncio.Queue(size=1))


def collected():
    queue = asyncio.Queue()
    behind = weakref.ref(queue)
    del queue
    show("collected", behind() is None)


async def rows(events):
    try:
        yield 1
        yield 2
    finally:
        events.append("closed")


async def generators():
    events = []
    async for _ in rows(events):
        break
    show("after break", events)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    show("later", events)
    kept = rows(events)
    async for _ in kept:
        break
    behind = weakref.ref(kept)
    return kept, behind


async def jobs():
    loop, stop = asyncio.get_running_loop(), threading.Event()
    job = loop.run_in_executor(None, stop.wait, 5)
    try:
        await asyncio.wait_for(job, 0.01)
    except asyncio.TimeoutError:
        show("timed out")
    stop.set()
    pool = concurrent.futures.ThreadPoolExecutor(1)
    done = pool.submit(int)
    done.result()
    show("cancel", done.cancel(), done.cancelled())
    pool.shutdown()


async def main():
    await locks()
    await queues()
    collected()
    await jobs()
    kept, behind = await generators()
    show("kept", behind() is kept)
    async for _ in rows([]):
        break
    raise LookupError("the end")


forms()
asyncio.run(main())
