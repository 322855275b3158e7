"""Tasks are seen whoever makes them, and nobody is asked anything."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

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
    assert "busy" not in ran.err, "that would be known of steps only"
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
