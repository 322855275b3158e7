"""Tasks are seen whoever makes them, and nobody is asked anything."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from asyncx.runs import interpreters, versions
from asyncx.trace.load import load

from .bare import Place

PROGRAM = (Path(__file__).parent / "programs" / "makers.py").read_text(encoding="utf-8")


@pytest.fixture
def program(place: Place) -> str:
    """The path of a program that makes tasks in every way."""
    return str(place.write("program.py", PROGRAM))


def test_the_program_is_as_bare(place: Place, program: str) -> None:
    """A class of the program's own that looks at what it is asked is asked the same."""
    for detail in "steps", "tasks":
        watched = place.asyncx("run", "-q", "--python", place.python, "--detail", detail, program)
        bare = place.bare(program)

        assert (watched.out, watched.code) == (bare.out, bare.code)


def test_every_task_is_in_the_trace(place: Place, program: str) -> None:
    """Each with its end, and nothing had to be made up."""
    loaded = load((place.watched(program).trace or Path()).read_bytes(), full=True)
    tasks = [task for task in loaded.trace.tasks if task.place is not None]
    alone = sum(1 for line in place.bare(program).out.splitlines() if line.isdigit())

    assert loaded.lost == ()
    assert len(loaded.trace.tasks) == alone + 4
    assert {task.outcome.value for task in loaded.trace.tasks if task.outcome} == {"returned"}
    assert len(tasks) == len(loaded.trace.tasks) - 4, "those that were made without create_task()"


def test_without_steps(place: Place, program: str) -> None:
    """The same, where tasks are noted when they wait; those written in Python are not."""
    ran = place.asyncx("run", "--python", place.python, "--detail", "tasks", "-o", "t.asyncx", program)
    loaded = load((place.folder / "t.asyncx").read_bytes(), full=True)

    assert "no findings" in ran.err
    assert " Loop" not in ran.err, "how busy it was would be known of steps only"
    assert loaded.lost == ()
    assert all(task.end is not None for task in loaded.trace.tasks)
    assert {task.coro for task in loaded.trace.tasks} >= {"main", "waits"}


NAMED = """
import asyncio
async def named(prefix):
    print(prefix, asyncio.current_task().get_name())
async def never():
    pass
async def main():
    loop = asyncio.get_running_loop()
    for number in range(200):
        prefix = "n%d" % number
        coro = named(prefix)
        if number in (60, 61, 100):
            task = asyncio.Task(coro, loop=loop)
        elif number == 80:
            task = asyncio.create_task(coro, name="mine")
        elif number == 90:
            task = asyncio.create_task(coro, name="Task-7")
        elif number == 120:
            discarded = asyncio.Task(never(), loop=loop)
            discarded.cancel()
            task = asyncio.create_task(coro)
        else:
            task = asyncio.create_task(coro)
        if number % 3 == 0:
            await task
    await asyncio.sleep(0)
asyncio.run(main())
"""


def test_a_generated_name_is_right_or_not_said(place: Place) -> None:
    """To ask every task for its name takes long: they are counted, and some made unseen upset the count."""
    place.write("program.py", NAMED)
    ran = place.watched("program.py")
    loaded = load((ran.trace or Path()).read_bytes(), full=True)
    names = [line.split(" ", 1)[1] for line in ran.out.splitlines()]
    told = Counter(task.name for task in loaded.trace.tasks if task.coro == "named")
    unknown = told.pop("", 0)

    assert len(names) == told.total() + unknown == 200
    assert told <= Counter(names)
    assert 0 < unknown <= 3 * 16


PLACES = """
import asyncio
async def one(name):
    pass
async def two(name):
    pass
def by_the_loop(coro, name):
    return asyncio.get_running_loop().create_task(coro)  # by hand
async def main():
    for number in range(100):
        asyncio.create_task(one("first"))  # first
        asyncio.create_task(two("second"))  # second
        make = by_the_loop if number % 2 else lambda coro, name: asyncio.create_task(coro)  # third
        make(one("third"), "third")
        asyncio.ensure_future(two("fourth"))  # fourth
        for coro in one, two:
            make = asyncio.create_task if number % 3 else asyncio.ensure_future
            make(coro("fifth"))  # fifth
    await asyncio.sleep(0)
asyncio.run(main())
"""


def test_each_has_its_coroutine_and_its_line(place: Place) -> None:
    """However lines and coroutines take turns; what was said of the one before is not said of the next."""
    place.write("program.py", PLACES)
    loaded = load((place.watched("program.py").trace or Path()).read_bytes(), full=True)
    lines = {}
    for number, line in enumerate(PLACES.splitlines(), 1):
        if "  # " in line:
            lines[number] = line.rpartition("  # ")[2]
    seen = Counter(
        (task.coro, lines.get(task.place.line, "")) for task in loaded.trace.tasks if task.place is not None
    )

    assert {key: count for key, count in seen.items() if key[1]} == {
        ("one", "first"): 100,
        ("two", "second"): 100,
        ("one", "third"): 50,
        ("one", "by hand"): 50,
        ("two", "fourth"): 100,
        ("one", "fifth"): 100,
        ("two", "fifth"): 100,
    }


MOCKED = """
import asyncio
from unittest import mock
def show(*given):
    print(given)
async def main():
    await asyncio.sleep(0.001)
for kind in mock.Mock, mock.MagicMock:
    loop = kind()
    loop.get_debug.return_value = False
    for given in (), (1,), (1, 2):
        asyncio.Handle(show, given, loop, None)._run()
        asyncio.TimerHandle(1.0, show, given, loop, None)._run()
    asyncio.Handle(asyncio.events.Handle.cancelled, (asyncio.Handle(show, (), loop),), loop, None)._run()
asyncio.run(main())
"""


@pytest.mark.parametrize("detail", ["steps", "tasks"])
def test_a_loop_that_is_a_mock_ends_no_recording(place: Place, detail: str) -> None:
    """It has every attribute, also those that we look for; and in both details there is one task."""
    path = str(place.write("program.py", MOCKED))
    ran = place.asyncx("run", "--python", place.python, "--detail", detail, path)

    assert ran.out == place.bare(path).out
    assert "recording stopped" not in ran.err
    assert " 1 task " in ran.err


OUTSIDE = """
import asyncio, sys
async def answer(reader, writer):
    await asyncio.sleep(0)
    writer.close()
async def read(port):
    reader, writer = await asyncio.open_connection("localhost", port, happy_eyeballs_delay=0.2)
    await reader.read()
    writer.close()
async def main():
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", "input()", stdin=-1, stdout=-1)
    await child.communicate(b"hello")
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    await asyncio.create_task(read(server.sockets[0].getsockname()[1]))
    server.close()
asyncio.run(main())
"""


@pytest.mark.parametrize("detail", ["steps", "tasks"])
def test_what_asyncio_makes_for_itself_is_not_counted(place: Place, detail: str) -> None:
    """The tasks that asyncio.run() closes with; those of servers, connections and child processes."""
    path = str(place.write("program.py", OUTSIDE))
    ran = place.asyncx("run", "--python", place.python, "--detail", detail, path)

    assert " 3 tasks " in ran.err


EAGER = """
import asyncio
class Mine(asyncio.Task):
    pass
async def inner():
    await asyncio.sleep(0.001)
async def outer():
    await asyncio.create_task(inner())
async def main():
    for factory in asyncio.eager_task_factory, asyncio.create_eager_task_factory(Mine):
        asyncio.get_running_loop().set_task_factory(factory)
        await asyncio.create_task(outer())
asyncio.run(main())
"""


def test_what_an_eager_task_does_at_once_is_its_own(place: Place) -> None:
    """Also in its first step, which lies within that of its maker."""
    if versions.key(interpreters.resolve(place.python).version) < (3, 12):
        pytest.skip("no eager tasks yet")
    path = str(place.write("program.py", EAGER))
    trace = load((place.watched(path).trace or Path()).read_bytes(), full=True).trace
    coros = {task.number: task.coro for task in trace.tasks}
    eager = [task for task in trace.tasks if task.eager]
    made = [(task.coro, coros[task.maker or 0]) for task in eager]

    assert made == [("outer", "main"), ("inner", "outer")] * 2
    assert {coros[timer.task or 0] for timer in trace.timers} == {"inner"}
