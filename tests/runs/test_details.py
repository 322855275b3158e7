"""What is said at `--detail tasks`, where less is known: nothing else than at `--detail steps`."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib.util import find_spec

import pytest

from .bare import Place

HELD = """
import asyncio

async def holder(lock, seconds):
    await lock.acquire()
    if seconds:
        await asyncio.sleep(seconds)

async def wanter(lock):
    async with lock:
        pass

async def main():
    locks = [asyncio.Lock() for _ in range(3)]
    tasks = [asyncio.ensure_future(holder(lock, 0.01 * number)) for number, lock in enumerate(locks[:2])]
    await locks[2].acquire()
    await asyncio.sleep(0.005)
    tasks += [asyncio.ensure_future(wanter(lock)) for lock in locks]
    await asyncio.sleep(0.05)

asyncio.run(main())
"""


def test_who_holds_a_lock(place: Place) -> None:
    """Of a task that ended in its first step nothing is said, and not that it was none."""
    place.write("held.py", HELD)
    ran = place.asyncx("run", "--python", place.python, "--detail", "tasks", "held.py")
    told = " ".join(ran.err.split())

    assert "Lock.acquire, held since held.py:5" in told
    assert "Lock.acquire, held by holder, which has ended, since held.py:5" in told
    assert "Lock.acquire, held by main, which has ended, since held.py:16" in told
    found = place.asyncx("show", "-q").out
    assert "at least from" in told, "a wait is noted when the loop has time"
    assert found.count("lock-orphaned") == found.count(" ms on at the latest.") == 2
    assert "holder ended at" in found
    assert "main ended at" in found


LEFT = """
import asyncio

async def rows():
    try:
        for row in range(3):
            yield row
    finally:
        await asyncio.sleep(0)

async def slow():
    async for _ in rows():
        await asyncio.sleep(1)

async def main():
    reader = asyncio.ensure_future(slow())
    await asyncio.sleep(0.01)
    reader.cancel()
    await asyncio.wait([reader])

asyncio.run(main())
"""


def test_a_generator_that_a_cancellation_left(place: Place) -> None:
    """Without steps it is not known who let it go: nothing is said, as where that is known."""
    place.write("left.py", LEFT)
    for detail in ("steps", "tasks"):
        ran = place.asyncx("run", "--python", place.python, "--detail", detail, "left.py")
        assert "no findings" in ran.err


OWN_FACTORY = "lambda loop, coro, **named: asyncio.Task(coro, loop=loop, eager_start=True, **named)"
EAGER = """
import asyncio

async def quick():
    return 1

async def slow():
    await asyncio.sleep(0.02)

async def main():
    if hasattr(asyncio, "eager_task_factory"):
        asyncio.get_running_loop().set_task_factory({factory})
    tasks = [asyncio.create_task(each()) for each in (quick, slow)]
    await asyncio.gather(*tasks)

asyncio.run(main())
"""


@pytest.mark.parametrize("factory", ["asyncio.eager_task_factory", OWN_FACTORY])
def test_eager_tasks(place: Place, factory: str) -> None:
    """One that waits is there in both; one that has ended is counted, or has its coroutine's name."""
    place.write("eager.py", EAGER.replace("{factory}", factory))
    steps = place.asyncx("run", "--python", place.python, "--detail", "steps", "eager.py")
    events = place.asyncx("show", "--events").out
    tasks = place.asyncx("run", "--python", place.python, "--detail", "tasks", "eager.py")
    lighter = place.asyncx("show", "--events").out

    assert "3 tasks" in steps.err
    assert "3 tasks" in tasks.err
    counted = "1 task that ended at once, in one step, only counted" in tasks.err
    assert counted is not ("quick()" in lighter)
    assert "quick()" in events
    assert "NoneType" not in events
    assert "slow > sleep" in lighter


ON_UVLOOP = """
import asyncio, time, uvloop

async def beat():
    while True:
        await asyncio.sleep(0.01)

async def main():
    task = asyncio.ensure_future(beat())
    await asyncio.sleep(0.05)
    time.sleep(0.2)
    await asyncio.sleep(0.05)
    task.cancel()

loop = uvloop.new_event_loop()
loop.run_until_complete(main())
loop.close()
"""


@pytest.mark.skipif(not find_spec("uvloop"), reason="uvloop is not installed")
def test_on_uvloop(here: Place) -> None:
    """What is not looked for is not found by chance, and where nothing is seen that is said."""
    uvloops = replace(here, python=sys.executable)
    uvloops.write("program.py", ON_UVLOOP)
    tasks = uvloops.asyncx("run", "--python", uvloops.python, "--detail", "tasks", "program.py")
    assert "not looked for: loop-blocked" in tasks.err
    assert "no findings" in tasks.err
    for options in (["--detail", "stacks"], ["--clock", "virtual"]):
        ran = uvloops.asyncx("run", "--python", uvloops.python, *options, "program.py")
        assert "uvloop was imported; its loops are seen at --detail steps only" in " ".join(ran.err.split())
