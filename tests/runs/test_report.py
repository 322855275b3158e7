"""`asyncx run` and `asyncx show` from end to end: what is said of real programs, however they end."""

from __future__ import annotations

import json
import shutil
import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from .bare import ASYNCX, Place

PROGRAMS = Path(__file__).with_name("programs")


def copied(place: Place, name: str) -> str:
    shutil.copy(PROGRAMS / name, place.folder / name)
    return name


def lines_with(text: str, word: str) -> list[str]:
    return [line for line in text.splitlines() if word in line]


def test_a_program_with_faults(place: Place) -> None:
    """Each fault at its line, the tasks, how it ended; the program's own output is untouched."""
    ran = place.asyncx("run", "--python", place.python, copied(place, "shop.py"))

    assert (ran.code, ran.out) == (0, "timed out\na b\n")
    title, *_ = [line for line in ran.err.splitlines() if line]
    assert title.startswith(" asyncx   shop.py on CPython 3.")
    assert " 1 left over" in title
    assert "time.sleep(0.15)" in lines_with(ran.err, "shop.py:25")[0]
    assert lines_with(ran.err, "loop-blocked")[0].startswith(" 1 ✗ loop-blocked")
    assert lines_with(ran.err, "! task-leaked")
    assert lines_with(ran.err, "! timeout-overdue")
    assert ran.err.rstrip().endswith("shop.py exited 0      --check makes findings fail the command")


def test_a_program_without_faults_is_told_in_few_lines(place: Place) -> None:
    """And `--check` finds nothing to object to."""
    ran = place.asyncx("run", "--check", "--python", place.python, copied(place, "tidy.py"))

    assert (ran.code, ran.out) == (0, "10\n")
    assert "no findings" in ran.err
    assert len(ran.err.strip().splitlines()) <= 4


def test_findings_fail_the_command_only_if_asked_to(here: Place) -> None:
    """A program's own failure comes before that."""
    shop = copied(here, "shop.py")
    text = (
        (here.folder / shop)
        .read_text()
        .replace("asyncio.run(main())", "asyncio.run(main())\nraise SystemExit(7)")
    )
    here.write("fails.py", text)

    assert here.asyncx("run", "-q", shop).code == 0
    assert here.asyncx("run", "-q", "--check", shop).code == 1
    assert here.asyncx("run", "-q", "--check", "fails.py").code == 7


def test_quiet_means_quiet(here: Place) -> None:
    """Not a line on stderr, and the run is saved all the same."""
    ran = here.asyncx("run", "-q", copied(here, "shop.py"))

    assert ran.err == ""
    assert "loop-blocked" in here.asyncx("show", "-q").out


def test_the_last_run_is_shown_again(here: Place) -> None:
    """What the report offers works when it is typed, and says the same."""
    ran = here.asyncx("run", copied(here, "shop.py"))
    offered = [
        words.strip()
        for line in ran.err.splitlines()
        if line.startswith((" Trace ", " Why "))
        for words in line.split("    ")
        if words.strip().startswith("asyncx ")
    ]
    assert len(offered) == 5
    quiet = Place(here.folder, here.home, here.python, here.environment(BROWSER="true"))
    for command in offered:
        shown = quiet.asyncx(*command.split()[1:])
        if "--step" in command:
            assert "--step needs a" in shown.err
        else:
            assert (shown.code, "error" in shown.err) == (0, False), command
    advice = "      --check makes findings fail the command"
    assert here.asyncx("show").out.strip() == ran.err.replace(advice, "").strip()


def test_why_a_finding_came_about(here: Place) -> None:
    """The chain of causes of each finding; a number that there is not is an error."""
    here.asyncx("run", "-q", copied(here, "shop.py"))
    for number in ("1", "2", "3"):
        shown = here.asyncx("show", number)
        assert (shown.code, shown.err) == (0, "")
        assert " Why\n 1 " in shown.out
        assert f" finding {number} of 3 in shop.py" in shown.out
    assert here.asyncx("show", "9").err.startswith("error: there is no finding 9: the run has 3 findings\n")
    assert here.asyncx("show", "9").code == 2


def test_the_runs_that_are_kept_are_listed(here: Place) -> None:
    """The last first, each with the file to show it by."""
    here.asyncx("run", "-q", copied(here, "tidy.py"), "3")
    here.asyncx("run", "-q", copied(here, "shop.py"))
    last, first = here.asyncx("show", "--list").out.splitlines()

    assert ("shop.py   exited 0" in last, "tidy.py   exited 3" in first) == (True, True)
    assert "tidy.py exited 3" in here.asyncx("show", first.split("   ")[-1]).out


def test_a_file_named_like_a_number_is_a_file(here: Place) -> None:
    here.asyncx("run", "-q", copied(here, "shop.py"))
    here.write("1", "nonsense")

    assert here.asyncx("show", "1").err.startswith("error: 1: ")


def test_show_without_any_run(here: Place) -> None:
    shown = here.asyncx("show")

    assert shown.code == 2
    assert "asyncx run app.py" in shown.err


@pytest.mark.parametrize("suffix", [".asyncx", ".json", ".jsonl"])
def test_a_saved_run_can_be_shown(here: Place, suffix: str) -> None:
    """On any machine, as it was shown when it was made."""
    ran = here.asyncx("run", "-o", f"kept{suffix}", copied(here, "shop.py"))
    shutil.rmtree(here.home)
    shown = here.asyncx("show", f"kept{suffix}")

    assert f"note: wrote kept{suffix}\n" in ran.err
    assert shown.err == ""
    for rule in ("loop-blocked", "task-leaked", "timeout-overdue"):
        assert lines_with(shown.out, rule)[0] == lines_with(ran.err, rule)[0]
    assert " Why\n" in here.asyncx("show", f"kept{suffix}", "2").out
    assert f"asyncx show kept{suffix} 1" in shown.out


@pytest.mark.parametrize("suffix", [".asyncx", ".json", ".txt", ".svg", ".html", ".perfetto.json"])
def test_a_run_is_written_as_a_document(here: Place, suffix: str) -> None:
    """The same kinds as for a scenario; our own file is overwritten, and no file of somebody else's."""
    shop = copied(here, "shop.py")
    for _ in range(2):
        assert here.asyncx("run", "-q", "-o", f"kept{suffix}", shop).code == 0
    text = (here.folder / f"kept{suffix}").read_bytes()
    assert b"heartbeat" in text
    assert b"asyncx" in text
    assert (b"async def heartbeat():" in text) is (suffix == ".html"), "a page has the source"

    here.write(f"other{suffix}", "mine")
    refused = here.asyncx("run", "-o", f"other{suffix}", shop)
    assert (refused.code, refused.out) == (2, "")
    assert (here.folder / f"other{suffix}").read_text() == "mine"


def test_the_report_as_json(here: Place) -> None:
    """On stderr, or in the file, and nothing beside it."""
    shop = copied(here, "shop.py")
    report = json.loads(here.asyncx("run", "--json", shop).err)
    here.asyncx("run", "--json", "-o", "report.json", shop)

    assert report["format"] == {"name": "asyncx-report", "version": 1}
    assert [each["rule"] for each in report["findings"]] == ["loop-blocked", "task-leaked", "timeout-overdue"]
    assert report["findings"][0]["place"] == ["shop.py", 25, "main"]
    assert (report["run"]["code"], report["left_over"]) == (0, 1)
    again = json.loads((here.folder / "report.json").read_text())
    assert [each["rule"] for each in again["findings"]] == [each["rule"] for each in report["findings"]]


def test_a_trace_is_private_and_holds_no_values(here: Place) -> None:
    """Nobody else may read it; arguments, locals and the environment are not in it."""
    here.write(
        "program.py",
        textwrap.dedent("""
            import asyncio, sys
            async def main(secret):
                local = secret * 2
                await asyncio.sleep(0.001)
                return local
            asyncio.run(main("SECRET-local"))
        """),
    )
    secretive = Place(here.folder, here.home, here.python, here.environment(TOKEN="SECRET-environment"))
    secretive.asyncx("run", "-q", "program.py", "--password", "SECRET-argument")
    (trace,) = (here.home / "runs").iterdir()

    assert stat.S_IMODE(trace.stat().st_mode) == 0o600
    assert stat.S_IMODE(trace.parent.stat().st_mode) == 0o700
    assert b"program.py" in trace.read_bytes()
    assert b"SECRET" not in trace.read_bytes()


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


def test_a_full_disk_is_no_concern_of_the_programs(here: Place) -> None:
    """What was recorded up to there is shown, and that there is no more."""
    here.write(
        "program.py",
        textwrap.dedent("""
            import asyncio, resource
            async def main():
                await asyncio.sleep(0.001)
                resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
                for _ in range(20_000):
                    await asyncio.sleep(0)
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


def test_the_virtual_clock_takes_no_time(here: Place) -> None:
    """For programs without real input and output."""
    here.write("program.py", "import asyncio; asyncio.run(asyncio.sleep(3600)); print('done')")
    ran = here.asyncx("run", "--clock", "virtual", "program.py")

    assert (ran.code, ran.out) == (0, "done\n")
    assert "virtual clock" in ran.err
    assert "3600 s" in ran.err
    assert here.asyncx("show").out.count("3600 s") >= 1
    (trace,) = (here.home / "runs").iterdir()
    assert '"out"' not in trace.read_text()


def test_a_console_script(here: Place) -> None:
    """Its own interpreter runs it; the names of files are those of the folder in which one is."""
    tool = here.write(
        "bin/tool",
        f"#!{here.python} -u\nimport sys\nsys.path.insert(0, '.')\nimport work\nwork.go(sys.argv)\n",
    )
    tool.chmod(0o755)
    here.write(
        "work.py",
        "import asyncio, time\n"
        "def go(argv):\n"
        "    async def main():\n"
        "        await asyncio.sleep(0.001)\n"
        "        time.sleep(0.1)\n"
        "        asyncio.ensure_future(asyncio.sleep(9))\n"
        "    asyncio.run(main())\n"
        "    print(argv[1:])\n",
    )
    path = here.environment(PATH=f"{tool.parent}:{here.environ['PATH']}")
    ran = Place(here.folder, here.home, here.python, path).asyncx("run", "--", "tool", "-q", "--check")

    assert (ran.code, ran.out) == (0, "['-q', '--check']\n")
    assert " asyncx   tool on CPython" in ran.err
    assert "asyncio.ensure_future(asyncio.sleep(9))" in lines_with(ran.err, "work.py:6")[0]


def test_the_environment_chooses_the_interpreter(here: Place) -> None:
    """An active virtual environment is used without a word."""
    (here.folder / "venv/bin").mkdir(parents=True)
    (here.folder / "venv/bin/python").symlink_to(sys.executable)
    here.write("program.py", "import sys; print(sys.executable)")
    active = Place(
        here.folder, here.home, here.python, here.environment(VIRTUAL_ENV=str(here.folder / "venv"))
    )

    assert active.asyncx("run", "program.py").out == f"{here.folder}/venv/bin/python\n"


def test_help_and_slips(here: Place) -> None:
    """Nothing at all is a question, options alone are a slip."""
    assert here.asyncx("run").out == here.asyncx("run", "--help").out
    assert here.asyncx("run").code == 0
    assert (here.asyncx("run", "--check").code, here.asyncx("run", "-m").code) == (2, 2)
    assert "asyncx scenario wait_for-timeout" in here.asyncx("run", "wait_for-timeout").err


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
    assert "no findings" in here.asyncx("run", "--only", "nobody", "shop.py").err
