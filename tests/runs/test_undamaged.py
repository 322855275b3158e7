"""Whatever a program does, and in whichever detail, its trace is whole and counts the same tasks."""

from __future__ import annotations

from pathlib import Path

import pytest

from asyncx.runs import interpreters, versions
from tests.spread import one

from .bare import PYTHONS, Place, label
from .conftest import make_place

CROWDS = """
import asyncio
async def work(start):
    await start
async def crowd(count):
    loop = asyncio.get_running_loop()
    start = loop.create_future()
    loop.call_later(0.001, start.set_result, None)
    await asyncio.gather(*(work(start) for _ in range(count)))
async def main():
    await crowd(5)
    await crowd(1800)
asyncio.run(main())
"""

MANY = """
import asyncio
async def main():
    everything = asyncio.gather(*(asyncio.sleep(5) for _ in range(count)), return_exceptions=True)
    task = asyncio.ensure_future(waits(everything))
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.sleep(0.05)
async def waits(everything):
    try:
        await everything
    except asyncio.CancelledError:
        pass
count = 3200
asyncio.run(main())
"""

BY_HAND = """
import asyncio
loop = asyncio.SelectorEventLoop()
loop.call_later(0.01, print, "later")
loop._run_once()
loop.close()
asyncio.run(asyncio.sleep(0.01))
"""

INSIDE = """
import asyncio
async def runs(loop):
    try:
        loop.run_forever()
    except RuntimeError:
        print("no")
    await asyncio.sleep(0.01)
    loop.run_forever()
inner, outer = asyncio.new_event_loop(), asyncio.new_event_loop()
try:
    outer.run_until_complete(runs(inner))
except RuntimeError:
    print("no")
inner.close()
outer.close()
"""

EAGER = """
import asyncio
async def waits(future):
    await future
async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    future = loop.create_future()
    task = asyncio.create_task(waits(future))
    future.set_result(None)
    await task
asyncio.run(main())
"""

FACTORY = """
import asyncio
async def waits(future):
    await future
async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(lambda loop, coro, **named: asyncio.Task(coro, loop=loop, **named))
    future = loop.create_future()
    task = asyncio.create_task(waits(future))
    await asyncio.sleep(0)
    future.set_result(None)
    await task
asyncio.run(main())
"""

CONSUMER = """
import asyncio
async def takes(queue):
    while True:
        await queue.get()
async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    queue = asyncio.Queue()
    task = asyncio.create_task(takes(queue))
    queue.put_nowait(1)
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])
asyncio.run(main())
"""

CANCELS_ITSELF = """
import asyncio, uvloop
async def main():
    asyncio.current_task().cancel()
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("cancelled")
loop = uvloop.new_event_loop()
loop.run_until_complete(main())
loop.close()
"""

EACH = pytest.mark.parametrize("detail", ["steps", "tasks"])


def whole(place: Place, detail: str, program: str, count: int) -> None:
    """Run it, and look at the report."""
    path = str(place.write("program.py", program))
    ran = place.asyncx("run", "--python", place.python, "--detail", detail, path)
    said = f" {count} task{'s' if count > 1 else ''} "

    assert ran.out == place.bare(path).out
    assert "damaged" not in ran.err
    assert "recording stopped" not in ran.err
    assert said + "· " in ran.err, ran.err
    assert "program.py exited 0" in ran.err


PROGRAMS = {
    "crowds": (CROWDS, 1806),
    "a gather of very many": (MANY, 3202),
    "a loop turned by hand": (BY_HAND, 1),
    "a loop in a loop": (INSIDE, 1),
    "a factory": (FACTORY, 2),
}


@EACH
@pytest.mark.parametrize(
    ("name", "python"),
    [
        pytest.param(name, python, id=f"{name}-{label(python)}")
        for turn, name in enumerate(PROGRAMS)
        for python in one(PYTHONS, turn)
    ],
)
def test_nothing_is_lost(tmp_path: Path, detail: str, name: str, python: str) -> None:
    whole(make_place(tmp_path, python), detail, *PROGRAMS[name])


@EACH
@pytest.mark.parametrize("program", [EAGER, CONSUMER], ids=["woken at once", "consumer"])
def test_nothing_is_lost_of_eager_tasks(place: Place, detail: str, program: str) -> None:
    """They wait, and are woken, in the step that made them."""
    if versions.key(interpreters.resolve(place.python).version) < (3, 12):
        pytest.skip("no eager tasks yet")
    whole(place, detail, program, 2)


@EACH
def test_nothing_is_lost_on_uvloop(here: Place, detail: str) -> None:
    """A task that cancels itself is ready again when its step is over."""
    if here.bare("-c", "import uvloop").code:
        pytest.skip("needs uvloop")
    whole(here, detail, CANCELS_ITSELF, 1)
