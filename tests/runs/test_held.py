"""A held loop of a watched program: which line of the program, in which call, and what to do instead."""

from __future__ import annotations

import json

from .bare import Place

HELD = """
import asyncio, sys, time

sys.path.append("lib/site-packages")
import slow_client

async def beat():
    while True:
        await asyncio.sleep(0.01)

async def main():
    task = asyncio.create_task(beat())
    await asyncio.sleep(0.02)
    slow_client.get("somewhere")
    await asyncio.sleep(0.02)
    task.cancel()
    await asyncio.wait([task])

asyncio.run(main())
"""

CLIENT = """
import time

def get(url):
    time.sleep(0.2)
"""


def test_a_library_that_holds_the_loop(place: Place) -> None:
    """The program's own line is named, with what it calls there; the library's is in the chain of causes."""
    place.write("lib/site-packages/slow_client.py", CLIENT)
    place.write("held.py", HELD)
    ran = place.asyncx("run", "--json", "--python", place.python, "held.py")
    report = json.loads(ran.err)
    held = next(each for each in report["findings"] if each["rule"] == "loop-blocked")
    thread = "await asyncio.to_thread({})"
    if report["run"]["python"].startswith("3.8."):
        thread = "await loop.run_in_executor(None, {})"

    assert held["place"] == ["held.py", 14, "main"]
    assert held["fix"] == f"{thread.format('slow_client.get, ...')}, or an async way of it"
    assert "slow_client.get(), in get() of slow_client" in place.asyncx("show", "1").out


def test_a_library_that_is_deep_in_itself(here: Place) -> None:
    """The program's line is named, however many frames of the library lie before it."""
    deep = "def deeper(n):\n    return time.sleep(0.2) if not n else deeper(n - 1)\n"
    here.write("lib/site-packages/slow_client.py", CLIENT.replace("time.sleep(0.2)", "deeper(60)") + deep)
    here.write("held.py", HELD)
    report = json.loads(here.asyncx("run", "--json", "--python", here.python, "held.py").err)
    held = next(each for each in report["findings"] if each["rule"] == "loop-blocked")

    assert held["place"] == ["held.py", 14, "main"]


def test_the_lanes_say_what_held_the_loop(here: Place) -> None:
    """Inside the bar of the step."""
    here.write("held.py", HELD.replace('slow_client.get("somewhere")', "time.sleep(0.2)"))
    here.write("lib/site-packages/slow_client.py", "")
    ran = here.asyncx("run", "held.py")

    assert "use await asyncio.sleep(...)" in ran.err
    assert "█ time.sleep █" in ran.err


RESULT = """
import asyncio, concurrent.futures, time

async def main():
    task = asyncio.ensure_future(asyncio.sleep(0.05))
    await asyncio.sleep(0)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        pool.submit(time.sleep, 0.2).result()
    await task

asyncio.run(main())
"""


def test_the_result_of_a_thread_is_told_from_other_results(here: Place) -> None:
    """That can be awaited."""
    here.write("held.py", RESULT)
    ran = here.asyncx("run", "held.py")

    assert "await asyncio.wrap_future() of it" in ran.err
    assert "█ Future.result █" in ran.err


STARTS = """
import asyncio, threading, time

class Slow(threading.Thread):
    def _set_ident(self):
        super()._set_ident()
        time.sleep(0.2)

threading.Thread = Slow

async def beat():
    while True:
        await asyncio.sleep(0.01)

async def main():
    task = asyncio.create_task(beat())
    await asyncio.sleep(0.02)
    await asyncio.get_running_loop().run_in_executor(None, print)
    task.cancel()
    await asyncio.wait([task])

asyncio.run(main())
"""


def test_a_thread_that_begins_late(place: Place) -> None:
    """The line that started it is named, which has done nothing that could be done in another way."""
    place.write("starts.py", STARTS)
    report = json.loads(place.asyncx("run", "--json", "--python", place.python, "starts.py").err)
    held = next(each for each in report["findings"] if each["rule"] == "loop-blocked")

    assert held["place"] == ["starts.py", 18, "main"]
    assert held["severity"] == "note"
    assert held["fix"] == "it waits until the new thread runs: start fewer, or start them earlier"
