"""Other tools look at the program, too: debuggers, profilers, and what measures coverage."""

from __future__ import annotations

import pytest

from .bare import Place
from .test_as_bare import same

TRACES = """
import sys, threading
seen = set()
def trace(frame, event, argument):
    if frame.f_code.co_filename == __file__:
        seen.add((frame.f_code.co_name, event))
    return trace
threading.settrace(trace)
sys.settrace(trace)
import asyncio
async def child():
    await asyncio.sleep(0)
async def main():
    await asyncio.ensure_future(child())
def work():
    asyncio.run(child())
asyncio.run(main())
thread = threading.Thread(target=work)
thread.start()
thread.join()
print(sys.gettrace() is trace, sorted(seen))
"""

THREADS = """
import asyncio, sys, threading
async def child():
    thread = threading.Thread(target=print, args=("thread",))
    thread.start()
    thread.join()
async def main():
    await child()
asyncio.run(main())
print(sys.gettrace(), getattr(threading, "gettrace", sys.gettrace)())
"""

STOPS = """import asyncio
async def main():
    await asyncio.sleep(0)
    print(1)
asyncio.run(main())
"""

STACKS = """
import asyncio, faulthandler, sys, traceback
async def never():
    pass
async def main():
    asyncio.get_running_loop().slow_callback_duration = 60
    asyncio.current_task().print_stack()
    traceback.print_stack()
    faulthandler.dump_traceback(all_threads=False)
    frame, names = sys._getframe(), []
    while frame is not None:
        names.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back
    print(names)
    never()
asyncio.run(main(), debug=True)
"""

DETAILS = pytest.mark.parametrize("detail", ["tasks", "steps", "stacks"])


@DETAILS
def test_a_trace_function_that_is_older_than_asyncio(place: Place, detail: str) -> None:
    """It goes on, in all threads: that is how a debugger starts, and what measures coverage."""
    place.write("program.py", TRACES)

    same(place.bare("program.py"), place.watched("program.py", detail=detail))


def test_a_new_thread_takes_no_coroutine_away(place: Place) -> None:
    """The ones that run go on to be seen, and nothing walks over all objects, which threads do not bear."""
    place.write("program.py", THREADS)
    bare, watched = place.bare("program.py"), place.watched("program.py", detail="stacks")

    same(bare, watched)
    assert watched.trace is not None
    trace = watched.trace.read_bytes()
    assert trace.count(b'"coro.return"') == trace.count(b'"coro.start"') > 1


def test_pdb_stops_where_it_was_told_to(place: Place) -> None:
    """With the same words."""
    place.write("program.py", STOPS)
    said = "break 4\ncontinue\nnext\ncontinue\nquit\n"

    for detail in ("tasks", "steps", "stacks"):
        watched = place.watched("-m", "pdb", "program.py", stdin=said, detail=detail)
        same(place.bare("-m", "pdb", "program.py", stdin=said), watched)


@DETAILS
def test_nothing_of_ours_is_on_a_stack(place: Place, detail: str) -> None:
    """Whoever walks over it: also C code, and debug mode, which keeps where a coroutine was made."""
    place.write("program.py", STACKS)

    same(place.bare("program.py"), place.watched("program.py", detail=detail))
