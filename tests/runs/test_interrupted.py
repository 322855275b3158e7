"""A signal handler of the program's that raises an error: the program sees that, wherever it comes."""

from __future__ import annotations

import pytest

from .bare import Place

EVERYWHERE = """
import asyncio, functools, signal, sys

class Stop(Exception):
    pass

class Handler:
    def __call__(self, number, frame, *more):
        raise Stop

async def child():
    await asyncio.sleep(0)

def attempt(name, wanted):
    loop, caught, seen = asyncio.new_event_loop(), [], 0
    def failed(loop, context):
        caught.append(type(context.get("exception")))
        loop.stop()
    def trace(frame, event, argument):
        nonlocal seen
        code = frame.f_code
        if code.co_name != name or not code.co_filename.endswith(("base_events.py", "events.py")):
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            seen += 1
            if seen == wanted:
                signal.raise_signal(signal.SIGUSR1)
        return trace
    def work():
        for _ in range(2):
            loop.create_task(child())
        loop.call_later(0, list)
        loop.call_later(0.001, list)
        loop.call_later(0.002, loop.stop)
    loop.set_exception_handler(failed)
    loop.call_soon(work)
    sys.settrace(trace)
    try:
        loop.run_forever()
    except Stop:
        caught.append(Stop)
    finally:
        sys.settrace(None)
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.close()
    return seen >= wanted, Stop in caught

signal.signal(signal.SIGUSR1, functools.partial(Handler()) if sys.argv[1:] else Handler().__call__)
for name in ("_call_soon", "create_task", "_run", "_run_once", "call_at"):
    wanted, sent, lost = 0, True, []
    while sent:
        wanted += 1
        sent, caught = attempt(name, wanted)
        if sent and not caught:
            lost.append(wanted)
    print(name, lost)
"""


@pytest.mark.parametrize("detail", ["tasks", "steps"])
def test_an_error_of_a_handler_is_never_lost(place: Place, detail: str) -> None:
    """In the middle of what we have added to asyncio's functions, too, at each of their bytecodes."""
    place.write("program.py", EVERYWHERE)
    call = ["-W", "ignore", "program.py"] + ["partial"] * (detail == "tasks")

    bare, watched = place.bare(*call), place.watched(*call, detail=detail)
    assert (watched.out, watched.code) == (bare.out, bare.code)  # garbage may be found at another time
