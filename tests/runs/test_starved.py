"""On a machine that gives the program no CPU, nothing of the program's is said to have held the loop."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .bare import Place

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/schedstat").exists(), reason="the system does not say who waits for a CPU"
)

HUNGRY = """
import asyncio, os

everywhere = os.sched_getaffinity(0)
os.sched_setaffinity(0, {min(everywhere)})
os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))

async def heart():
    while True:
        await asyncio.sleep(0.01)

async def main():
    beating = asyncio.create_task(heart())
    loop = asyncio.get_running_loop()
    end = loop.time() + 0.5
    while loop.time() < end:
        await asyncio.sleep(0)
    beating.cancel()
    os.sched_setaffinity(0, everywhere)

asyncio.run(main())
"""
IN_A_THREAD = HUNGRY.replace(
    "asyncio.run(main())",
    """
import threading
thread = threading.Thread(target=asyncio.run, args=(main(),))
thread.start()
thread.join()
""",
)
BUSY = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\nwhile True: pass"


@pytest.mark.parametrize("program", [HUNGRY, IN_A_THREAD], ids=["main thread", "another thread"])
def test_a_program_without_a_cpu(here: Place, program: str) -> None:
    here.write("hungry.py", program)
    with subprocess.Popen([sys.executable, "-c", BUSY]) as busy:
        try:
            ran = here.asyncx("run", "hungry.py")
        finally:
            busy.kill()

    assert "loop-blocked" not in ran.err
    assert "ms the machine had no CPU for it" in ran.err
