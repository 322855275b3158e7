"""asyncx installed in an environment that lies in the program's own folder, where most have it."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from .bare import ASYNCX, Place

REPOSITORY = Path(__file__).parents[2]
LOOPS = """
import asyncio
import threading

def answer(loop, future):
    loop.call_soon_threadsafe(future.set_result, 1)

async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    threading.Thread(target=answer, args=(loop, future)).start()
    await future
    task = asyncio.ensure_future(asyncio.sleep(1))
    loop.call_soon(task.cancel)
    await asyncio.wait([task])

asyncio.run(main())
"""


def test_nothing_of_the_kernel_is_taken_for_the_program(here: Place) -> None:
    """No place in a trace is one of ours."""
    packages = here.folder / ".venv" / "lib" / "python3" / "site-packages"
    shutil.copytree(
        REPOSITORY / "asyncx", packages / "asyncx", ignore=shutil.ignore_patterns("__pycache__", "site")
    )
    here.write("loops.py", LOOPS)
    installed = [part.replace(str(REPOSITORY), str(packages)) for part in ASYNCX]
    ran = here.execute([*installed, "run", "-q", "-o", "trace.jsonl", "--python", sys.executable, "loops.py"])
    text = (here.folder / "trace.jsonl").read_text(encoding="utf-8")
    places = [
        record["where"] for record in map(json.loads, text.splitlines()) if record.get("where") is not None
    ]

    assert ran.code == 0
    assert {file for file, _, _ in places} == {"loops.py"}
