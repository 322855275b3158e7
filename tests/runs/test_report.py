"""`asyncx run` from end to end: what is said of real programs."""

from __future__ import annotations

import json
import stat
import sys
import textwrap

from .bare import Place, copied, lines_with


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


def test_a_program_that_can_never_go_on(here: Place) -> None:
    """It is ended on the virtual clock, and has no exit code that asyncx could end with."""
    here.write("program.py", "import asyncio; asyncio.run(asyncio.Event().wait())")
    ran = here.asyncx("run", "--clock", "virtual", "program.py")

    assert ran.code == 3
    assert "can never go on" in ran.err


def test_a_program_that_becomes_another(here: Place) -> None:
    """How it ended is said without more than is known: an exec looks like os._exit()."""
    here.write(
        "program.py",
        """
import asyncio, os, sys
async def main():
    os.execv(sys.executable, [sys.executable, "-c", "print('other')"])
asyncio.run(main())
""",
    )
    ran = here.asyncx("run", "program.py")

    assert (ran.code, ran.out) == (0, "other\n")
    assert ", by os._exit() or an exec" in ran.err


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
