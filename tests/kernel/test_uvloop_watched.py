"""A watched program that runs on uvloop: its tasks, timers and ends are seen, and it behaves as bare."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from asyncx.analysis.findings import find
from asyncx.trace.load import load

pytest.importorskip("uvloop")

PROGRAM = """
import asyncio, uvloop

async def fetch(delay):
    await asyncio.sleep(delay)
    return delay

async def boom():
    raise ValueError("x")

async def served(reader, writer):
    writer.close()

async def main():
    server = await asyncio.start_server(served, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    await reader.read()
    writer.close()
    server.close()
    slow = asyncio.create_task(fetch(10), name="slow")
    try:
        await asyncio.wait_for(slow, 0.01)
    except asyncio.TimeoutError:
        print("timed out")
    print(await asyncio.gather(fetch(0.001), boom(), return_exceptions=True))

if hasattr(uvloop, "run"):
    uvloop.run(main())
else:
    uvloop.install()
    asyncio.run(main())
"""

WATCH = """
import sys
sys.argv = [sys.argv[1]]
from asyncx.kernel import watching
recorder = watching.install({"trace": TRACE, "target": sys.argv[0], "argv": []})
exec(compile(open(sys.argv[0]).read(), sys.argv[0], "exec"))
live = recorder.live
recorder.finish()
recorder.stop()
assert live
"""


def test_what_happens_on_uvloop_is_seen(tmp_path: Path) -> None:
    """As on asyncio's own loops, but for idle times and cancelled timers."""
    program, watch, trace = (tmp_path / name for name in ("program.py", "watch.py", "trace.asyncx"))
    program.write_text(PROGRAM)
    watch.write_text(WATCH.replace("TRACE", json.dumps(str(trace))))
    bare = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=True)
    watched = subprocess.run(
        [sys.executable, str(watch), str(program)], capture_output=True, text=True, check=True
    )
    loaded = load(trace.read_bytes())
    tasks = {task.title.split()[-1]: task for task in loaded.trace.tasks if not task.internal}

    assert (watched.stdout, watched.stderr) == (bare.stdout, bare.stderr)
    assert not loaded.lost
    outcomes = [str(tasks[name].outcome) for name in ("slow", "fetch", "boom")]
    assert outcomes == ["cancelled", "returned", "raised"]
    assert len(tasks["slow"].cancels) == 1
    places = {name: task.place and task.place.function for name, task in tasks.items()}
    assert [places[name] for name in ("slow", "fetch", "boom")] == ["main", "main", "main"]
    assert places["served"] is None, (
        "the loop itself called what made it, and not the line that runs the loop"
    )
    assert any(timer.scope == "wait_for(0.01)" for timer in loaded.trace.timers)


LEAKS = """
import asyncio, sys, uvloop

async def forever():
    await asyncio.sleep(3600)

async def main():
    asyncio.create_task(forever(), name="left")
    await asyncio.sleep(0)
    if "fails" in sys.argv:
        raise ValueError("x")

loop = uvloop.new_event_loop()
try:
    if "runner" in sys.argv:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(main())
    else:
        loop.run_until_complete(main())
except ValueError:
    pass
loop.close()
"""


@pytest.mark.parametrize("imported", ["before", "after"])
@pytest.mark.parametrize(
    ("how", "line"), [("runner", 8), ("loop", 8), ("fails", None)], ids=["runner", "loop", "fails"]
)
def test_where_tasks_were_made_is_known(tmp_path: Path, imported: str, how: str, line: int | None) -> None:
    """They are made by uvloop; where it was imported before, it has kept a Task class that is not hooked."""
    program, watch, trace = (tmp_path / name for name in ("program.py", "watch.py", "trace.asyncx"))
    program.write_text(textwrap.dedent(LEAKS))
    first = "import uvloop\n" if imported == "before" else ""
    words = WATCH.replace("TRACE", json.dumps(str(trace))).replace("[sys.argv[1]]", "sys.argv[1:]")
    watch.write_text(first + words)

    subprocess.run([sys.executable, str(watch), str(program), how], capture_output=True, check=True)

    found = find(load(trace.read_bytes()).trace)
    leaks = [finding.place.line for finding in found if finding.rule == "task-leaked" and finding.place]
    assert leaks == ([line] if line is not None else [])
