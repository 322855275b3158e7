"""However a program ends, and whatever it breaks, there is a report of what there is, or one line why not."""

from __future__ import annotations

import shutil
import signal
import textwrap
from pathlib import Path

import pytest

from .bare import Place, copied, lines_with

ENDS = {
    "os._exit(9)": (9, "exit code 9"),
    "os.kill(os.getpid(), signal.SIGKILL)": (-9, "SIGKILL"),
    "ctypes.string_at(0)": (-11, "SIGSEGV"),
    "os.abort()": (-6, "SIGABRT"),
    "sys.exit(3)": (3, "exited 3"),
    "1 / 0": (1, "exited 1"),
    "raise KeyboardInterrupt": (-2, "SIGINT"),
    "os.execv('/bin/sh', ['sh', '-c', 'exit 6'])": (6, "exit code 6"),
    "asyncio.get_running_loop().stop()": (1, "exited 1"),
}


@pytest.mark.parametrize("end", ENDS)
def test_however_it_ends_there_is_a_report_of_what_there_is(here: Place, end: str) -> None:
    """The tasks, with what they waited for, and how it ended."""
    here.write(
        "program.py",
        textwrap.dedent(f"""
            import asyncio, ctypes, os, signal, sys
            async def waits():
                await asyncio.sleep(60)
            async def main():
                task = asyncio.ensure_future(waits())
                await asyncio.sleep(0.01)
                for _ in range(5000):
                    await asyncio.sleep(0)
                {end}
            asyncio.run(main())
        """),
    )
    code, words = ENDS[end]
    ran = here.asyncx("run", "program.py")
    shown = here.asyncx("show")

    assert ran.code == code
    assert words in ran.err.splitlines()[-1]
    assert "2 tasks" in ran.err
    assert " Task-2 waits" in shown.out
    assert "sleep(60)" in shown.out


def test_a_program_that_hangs_in_c_is_reported_when_it_is_killed(here: Place) -> None:
    here.write(
        "program.py",
        "import asyncio, signal\n"
        "async def beats():\n"
        "    while True:\n"
        "        await asyncio.sleep(0.01)\n"
        "async def main():\n"
        "    task = asyncio.ensure_future(beats())\n"
        "    await asyncio.sleep(0.05)\n"
        "    signal.alarm(1)\n"
        "    sum(range(10 ** 12))\n"
        "asyncio.run(main())\n",
    )
    ran = here.asyncx("run", "program.py")

    assert ran.code == -signal.SIGALRM
    assert "nearly all of it one hold of" in ran.err
    assert "killed with SIGALRM" in ran.err


def test_without_a_home_the_run_is_in_a_temporary_folder(here: Place) -> None:
    here.home.write_text("a file")
    ran = here.asyncx("run", copied(here, "shop.py"))

    assert "loop-blocked" in ran.err
    (note,) = lines_with(ran.err, "note: ")
    kept = note.removeprefix("note: the run is kept in ").partition(", for ")[0]
    assert "loop-blocked" in here.asyncx("show", kept).out
    shutil.rmtree(Path(kept).parent)


FULL = {
    "in the program's thread": (200_000, "for _ in range(20_000): await asyncio.sleep(0)"),
    "in ours, which looks at a held loop": (140_000, "time.sleep(0.2)"),
}
"""How large the trace may become, and what the program does then."""


@pytest.mark.parametrize("who", FULL)
def test_a_full_disk_is_no_concern_of_the_programs(here: Place, who: str) -> None:
    """What was recorded up to there is shown, and that there is no more; whichever thread finds no room."""
    limit, statement = FULL[who]
    here.write(
        "program.py",
        textwrap.dedent(f"""
            import asyncio, resource, time
            async def main():
                await asyncio.sleep(0.001)
                resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
                {statement}
                print("done")
            asyncio.run(main())
        """),
    )
    ran = here.asyncx("run", "program.py")

    assert (ran.code, ran.out) == (0, "done\n")
    assert len(lines_with(ran.err, "recording stopped at ")) == 1
    assert "File too large" in ran.err


def test_a_program_that_removes_the_trace(here: Place) -> None:
    here.write(
        "program.py",
        f"import shutil; shutil.rmtree({str(here.home)!r})\n"
        "import asyncio; asyncio.run(asyncio.sleep(0)); print('done')",
    )
    ran = here.asyncx("run", "program.py")

    assert (ran.code, ran.out) == (0, "done\n")
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith("note: ")


def test_a_program_that_spoils_asyncio_is_left_alone(here: Place) -> None:
    """Hooks that cannot be put in are left out, and one line says so."""
    here.write(
        "program.py",
        textwrap.dedent("""
            import sys, types
            class Broken(types.ModuleType):
                pass
            import asyncio.base_events
            async def main():
                del asyncio.base_events.BaseEventLoop._run_once
            try:
                asyncio.run(main())
            except BaseException as error:
                print(type(error).__name__)
        """),
    )
    bare, ran = here.bare("program.py"), here.asyncx("run", "program.py")

    assert (ran.out, ran.code) == (bare.out, bare.code)


def test_an_asyncio_that_cannot_be_hooked(here: Place) -> None:
    """A Python without its source: the program runs as ever, and one line says why it was not watched."""
    here.write(
        "program.py",
        "import linecache\nlinecache.getlines = lambda *_: []\nimport asyncio\nasyncio.run(asyncio.sleep(0))",
    )
    ran = here.asyncx("run", "program.py")

    assert (ran.code, ran.out) == (0, "")
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith("note: asyncx could not watch it: this Python came without its source /")
    assert ran.err.endswith("/base_events.py\n")


def test_an_asyncio_that_is_not_pythons(here: Place) -> None:
    here.write("asyncio.py", "print('mine')")
    here.write("program.py", "import asyncio")
    ran = here.asyncx("run", "program.py")

    assert (ran.code, ran.out) == (0, "mine\n")
    assert ran.err.startswith("note: asyncx did not watch it: the asyncio that it imports is ")
    assert ran.err.endswith(f"{here.folder}/asyncio.py, not Python's own\n")


def test_a_program_without_asyncio(here: Place) -> None:
    here.write("program.py", "print('hello')")
    ran = here.asyncx("run", "program.py")

    assert (ran.code, ran.out) == (0, "hello\n")
    assert ran.err == "note: program.py did not use asyncio, so there is nothing to report\n"
    assert list((here.home / "runs").iterdir()) == []


def test_a_python_that_cannot_be_got_into(here: Place) -> None:
    here.write("program.py", "import asyncio; asyncio.run(asyncio.sleep(0)); print('hello')")
    ran = here.asyncx("run", "--", here.python, "-I", "program.py")

    assert (ran.code, ran.out) == (0, "hello\n")
    assert ran.err.startswith(f"note: asyncx did not get into {here.python}: its options -E, -I and -S keep")


def test_children_are_left_alone_and_counted(here: Place) -> None:
    here.write(
        "program.py",
        textwrap.dedent("""
            import asyncio, os
            async def main():
                await asyncio.sleep(0)
                for _ in range(2):
                    if os.fork() == 0:
                        os._exit(0)
                    os.wait()
            asyncio.run(main())
        """),
    )

    assert "2 child processes were left alone" in here.asyncx("run", "program.py").err
