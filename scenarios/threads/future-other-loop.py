"""A future cannot be awaited in another loop, unless it is already done.

A future wakes its waiter through its own loop. A task of another loop that had to wait
would never hear of it, so asyncio raises at the await.
A future that is done needs no waiting, and nobody checks its loop: the same line
works or fails by timing. Bridge loops with run_coroutine_threadsafe() or wrap_future().
"""
import asyncio
import threading

FACTS = {
    "a pending one: its waiter": ('[coro("wait").outcome, coro("wait").error]', ["raised", "RuntimeError"]),
    "it says 'attached to a different loop'": (
        '"attached to a different loop" in task("wait").message', True),
    "a finished one: its waiter": ('task("wait", 2).outcome', "returned"),
    "printed": ("printed", ["pending: RuntimeError", "done: value"]),
    "threads": ("threads", ["MainThread", "pending", "done"]),
}

owner = asyncio.new_event_loop()
future = owner.create_future()


async def wait():
    return await future


def worker():
    name = threading.current_thread().name
    try:
        print(f"{name}:", asyncio.run(wait()))
    except RuntimeError:
        print(f"{name}: RuntimeError")


for name in ("pending", "done"):
    thread = threading.Thread(target=worker, name=name)
    thread.start()
    thread.join()
    if name == "pending":
        future.set_result("value")
owner.close()
