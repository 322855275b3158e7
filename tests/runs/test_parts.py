"""A part of a run: its first seconds, its last ones, some of its tasks."""

from __future__ import annotations

import signal
import subprocess
import textwrap

from .bare import ASYNCX, Place, copied, lines_with

BEATS = """
import asyncio, sys, time
async def beat(n):
    while True:
        await asyncio.sleep(0.01)
async def main():
    beats = [asyncio.ensure_future(beat(n)) for n in range(3)]
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    for each in beats:
        each.cancel()
    await asyncio.gather(*beats, return_exceptions=True)
asyncio.run(main())
"""


def test_recording_for_some_time_only(here: Place) -> None:
    """The program goes on; what it does later is not seen."""
    here.write(
        "program.py",
        textwrap.dedent("""
            import asyncio, time
            async def beat():
                while True:
                    await asyncio.sleep(0.01)
            async def main():
                task = asyncio.ensure_future(beat())
                await asyncio.sleep(0.6)
                time.sleep(0.2)
                print("done")
            asyncio.run(main())
        """),
    )
    ran = here.asyncx("run", "--for", "0.2", "program.py")

    assert (ran.code, ran.out) == (0, "done\n")
    assert "as --for asks" in ran.err
    assert "loop-blocked" not in ran.err


def test_the_last_seconds_are_reported_when_asked_for(here: Place) -> None:
    """SIGUSR2 to asyncx reports what a service did last; the service goes on, and does not see it."""
    here.write("program.py", BEATS)
    command = [*ASYNCX, "run", "--ring", "60", "--ascii", "program.py"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=here.folder, env=here.environ, text=True, stdin=pipe, stdout=pipe, stderr=pipe
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGUSR2)
        said: list[str] = []
        while not said or "not ended" not in said[-1]:
            said.append(process.stderr.readline())
        process.stdin.write("go\n")
        rest = process.communicate(timeout=30)[1]

    assert any(line.startswith(" Task-2 beat") for line in said)
    assert "program.py exited 0" in rest
    assert process.returncode == 0


def test_only_the_tasks_of_that_name(here: Place) -> None:
    here.asyncx("run", "-q", "--only", "heart", copied(here, "shop.py"))
    ran = here.asyncx("run", "--only", "heart", "shop.py")

    assert lines_with(ran.err, "heartbeat ")
    assert not lines_with(ran.err, "Task-1 main ")
    assert "timeout-overdue" not in ran.err
    assert "no findings with --only nobody" in here.asyncx("run", "--only", "nobody", "shop.py").err


def test_findings_have_one_number_however_few_are_told(here: Place) -> None:
    """`asyncx show` explains by it, and tells them all."""
    here.write("program.py", LOST_AND_LEFT)
    ran = here.asyncx("run", "--only", "sleeper", "program.py")

    assert "1 finding with --only sleeper" in ran.err
    assert [line.split()[:3] for line in lines_with(ran.err, "task-leaked  ")] == [["2", "!", "task-leaked"]]
    assert "asyncx show 2" in ran.err
    assert "2 ! task-leaked" in here.asyncx("show", "2").out


LOST_AND_LEFT = """
import asyncio

async def fails():
    raise ValueError("lost")

async def main():
    lost = asyncio.ensure_future(fails())
    left = asyncio.ensure_future(sleeper())
    await asyncio.sleep(0.01)

async def sleeper():
    await asyncio.sleep(10)

asyncio.run(main())
"""
