"""How blocks under a timeout end that did not time out: what is recorded on their way out, and shown."""

from __future__ import annotations

import json

from .bare import Place, lines_with

PROGRAM = """
import asyncio

async def work(error=None):
    await asyncio.sleep(0.01)
    if error is not None:
        raise error

class Odd(Exception):
    __traceback__ = __class__ = property(lambda self: print("asked"))

async def guarded(error=None):
    if hasattr(asyncio, "timeout"):
        async with asyncio.timeout(5):
            await work(error)
    else:
        await asyncio.wait_for(work(error), 5)

async def main():
    await asyncio.wait_for(work(), 1)
    for error in (ValueError(), Odd()):
        try:
            await asyncio.wait_for(work(error), 2)
        except Exception:
            await asyncio.wait_for(work(), 3)  # another error is under way, but not here
    task = asyncio.create_task(asyncio.wait_for(work(), 4))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    await guarded()
    try:
        await guarded(OSError())
    except OSError:
        pass

asyncio.run(main())
"""


def test_how_blocks_end_that_did_not_time_out(place: Place) -> None:
    place.write("timeouts.py", PROGRAM)
    ran = place.asyncx("run", "--python", place.python, "-o", "run.json", "timeouts.py")
    trace = json.loads((place.folder / "run.json").read_text(encoding="utf-8"))
    ends = [
        record["outcome"]
        for record in trace["records"]
        if record["kind"] == "timer.cancel" and record.get("outcome")
    ]

    assert ran.out == ""
    assert ends == ["returned", "raised", "returned", "raised", "returned", "cancelled", "returned", "raised"]


def test_the_lanes_say_so(here: Place) -> None:
    here.write("timeouts.py", PROGRAM)
    here.asyncx("run", "-q", "timeouts.py")
    shown = here.asyncx("show").out

    assert lines_with(shown, "wait_for(1)")[0].rstrip().endswith("✓")
    assert lines_with(shown, "wait_for(4)")[0].rstrip().endswith("⊘")
