"""What a cancellation overtook, and how a timeout was left; looking at it changes nothing."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from .conftest import Ran, Runner

READERS = """
import asyncio

async def reader(answer):
    return await answer

async def cancelled(settle):
    answer = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(reader(answer))
    await asyncio.sleep(0)
    settle(answer)
    task.cancel()
    await asyncio.wait([task])
    print("cancelled" if task.cancelled() else task.exception())

async def main():
    await cancelled(lambda answer: answer.set_result("a value"))
    await cancelled(lambda answer: answer.set_result(None))
    await cancelled(lambda answer: answer.set_exception(OSError("lost")))
    await cancelled(lambda answer: None)

asyncio.run(main())
"""

TIMEOUTS = """
import asyncio

async def left(error, swallow):
    try:
        async with asyncio.timeout(0.01):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                if error is not None:
                    raise error
                if not swallow:
                    raise
    except (TimeoutError, OSError) as error:
        print(type(error).__name__)

async def main():
    await left(None, False)
    await left(None, True)
    await left(OSError("other"), False)

asyncio.run(main())
"""


def ran(run: Runner, folder: Path, source: str, **how: str) -> Ran:
    file = folder / "program.py"
    file.write_text(textwrap.dedent(source))
    return run(file, **how)


def test_only_a_value_that_was_there_is_late(traced: Runner, tmp_path: Path) -> None:
    """Not the None of a sleep or an event, no error, and nothing that was still to come."""
    asked = ran(traced, tmp_path, READERS, clock="virtual").kinds("task.cancel")

    assert [record.get("late") for record in asked] == [True, None, None, None]


def test_looking_at_a_result_changes_nothing(traced: Runner, bare: Runner, tmp_path: Path) -> None:
    """Each task ends as it does without us, and nothing more is said."""
    here, there = ran(traced, tmp_path, READERS, clock="virtual"), ran(bare, tmp_path, READERS)

    assert (here.out, here.err) == (there.out, there.err)
    assert there.out.splitlines() == ["cancelled"] * 4


def test_a_timeout_says_how_it_was_left(traced: Runner, bare: Runner, tmp_path: Path) -> None:
    """With the CancelledError that becomes TimeoutError, without an error, with one of the program's."""
    there = ran(bare, tmp_path, TIMEOUTS)
    if "module 'asyncio' has no attribute 'timeout" in there.err + there.out:
        pytest.skip("this asyncio has no timeout()")
    here = ran(traced, tmp_path, TIMEOUTS, clock="virtual")
    errors = [record.get("error") for record in here.kinds("task.uncancel")]

    assert here.out == there.out
    assert [error and error["type"] for error in errors] == ["CancelledError", None, "OSError"]
