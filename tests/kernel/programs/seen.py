"""Prints what a program can see of its tasks, its tracebacks and its garbage.  Syntax of 3.8."""
import asyncio
import gc
import sys
import traceback
import weakref


class Thing:
    pass


async def fail():
    raise ValueError("boom")


async def wait(thing):
    await asyncio.get_running_loop().create_future()


async def names():
    tasks = [asyncio.ensure_future(asyncio.sleep(0)) for _ in range(3)]
    if hasattr(tasks[0], "set_name"):
        tasks[0].set_name("mine")
    tasks.append(asyncio.get_running_loop().create_task(asyncio.sleep(0), name="given"))
    print("names", [task.get_name() for task in tasks], asyncio.current_task().get_name())
    await asyncio.gather(*tasks)
    print("repr", repr(tasks[0]).split(" coro=")[0], type(tasks[0]).__name__, type(tasks[0]).__module__)
    print("is task", isinstance(tasks[0], asyncio.Task), isinstance(tasks[0], asyncio.Future))
    print("type repr", type(tasks[0]), asyncio.isfuture(tasks[0]))


async def lost():
    task = asyncio.ensure_future(fail())
    await asyncio.sleep(0)
    print("before the error is lost")
    del task
    print("after")


async def collected():
    thing = Thing()
    seen = weakref.ref(thing)
    task = asyncio.ensure_future(wait(thing))
    del thing
    await asyncio.sleep(0)
    print("alive", seen() is not None)
    del task
    gc.collect()
    print("collected", seen() is None)


async def finished():
    thing = Thing()
    seen = weakref.ref(thing)

    async def hold(thing):
        try:
            await asyncio.sleep(0)
            raise KeyError("k")
        except KeyError:
            pass
        return len([thing])

    task = asyncio.ensure_future(hold(thing))
    del thing
    await task
    del task
    print("freed without gc", seen() is None)


async def frames():
    try:
        await fail()
    except ValueError as error:
        print("traceback", [f.name for f in traceback.extract_tb(error.__traceback__)])
    print("stack", [f.name for f in traceback.extract_stack() if "asyncio" not in f.filename][-1])
    task = asyncio.ensure_future(wait(None))
    await asyncio.sleep(0)
    print("task stack", [f.f_code.co_name for f in task.get_stack()])
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", [f.name for f in traceback.extract_tb(error.__traceback__)])


async def handles():
    loop = asyncio.get_running_loop()
    soon, later = loop.call_soon(print, "called"), loop.call_later(9, print, "never")
    print("handles", type(soon).__name__, isinstance(soon, asyncio.Handle), type(later).__name__)
    print(isinstance(later, asyncio.TimerHandle), repr(soon).split(" at ")[0], later.cancelled())
    later.cancel()
    print("all tasks", len(asyncio.all_tasks()), loop.get_task_factory(), loop.get_debug())
    await asyncio.sleep(0)


async def errors():
    loop = asyncio.get_running_loop()
    other = asyncio.new_event_loop()
    other.close()
    for name, call in [
        ("closed", lambda: other.call_soon(print)),
        ("not callable", lambda: loop.call_soon()),
        ("run", lambda: loop.run_until_complete(None)),
        ("task", lambda: loop.create_task(3)),
        ("cancel", lambda: asyncio.current_task().cancel(1, 2, 3)),
    ]:
        try:
            call()
        except Exception as error:
            print(name, type(error).__name__, error)
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)


def handler(loop, context):
    print("handler", context["message"].split("<")[0].split(" at ")[0], repr(context.get("exception")))


async def main():
    asyncio.get_running_loop().set_exception_handler(handler)
    for case in (names, lost, collected, finished, frames, handles, errors):
        print("--", case.__name__)
        await case()


gc.disable()
asyncio.run(main())
print("excepthook", sys.excepthook is sys.__excepthook__)
sys.stdout.flush()
asyncio.run(fail())
