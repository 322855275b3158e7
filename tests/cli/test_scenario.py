"""`asyncx scenario`: from a name to a screen, a line, JSON or a file, and an exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from asyncx.runs import catalogue, interpreters
from asyncx.trace import codec

from .conftest import Asyncx

FIRST = "wait_for-timeout"
ASYNCX = [sys.executable, "-m", "asyncx"]


def write(folder: Path, text: str, name: str = "mine.py") -> str:
    """The path of a scenario file with this text."""
    path = folder / name
    path.write_text(text)
    return str(path)


def test_the_first_scenario_shows_its_screen(asyncx: Asyncx) -> None:
    """Claim, verdict, lanes, why and facts, within 100 columns; nothing on stderr; exit code 0."""
    result = asyncx("scenario", FIRST)

    lines = result.out.splitlines()
    assert (result.code, result.err) == (0, "")
    assert lines[1].startswith(f" {FIRST}    {catalogue.find(FIRST).claim[:40]}")
    assert "150 ms, 50 ms after its deadline" in result.out
    assert " Why" in lines
    assert "facts hold" in result.out
    assert max(map(len, lines)) <= 100


def test_the_same_screen_comes_every_time(asyncx: Asyncx) -> None:
    """Byte for byte: the clock is virtual."""
    assert asyncx("scenario", FIRST, "--events").out == asyncx("scenario", FIRST, "--events").out


def test_quiet_is_one_line(asyncx: Asyncx) -> None:
    """For grep and for logs."""
    result = asyncx("scenario", FIRST, "-q")

    assert result.out.startswith(f"{FIRST}: ")
    assert result.out.count("\n") == 1


def test_options_add_what_they_say(asyncx: Asyncx) -> None:
    """Records, code, asyncio's own coroutines; or the same in ASCII."""
    plain = asyncx("scenario", FIRST).out

    assert "task.cancel" not in plain
    assert "task.cancel" in asyncx("scenario", FIRST, "--events").out
    assert "await asyncio.sleep(1)" in asyncx("scenario", FIRST, "--source").out
    assert asyncx("scenario", FIRST, "--internals").out != plain
    assert not plain.isascii()
    assert asyncx("scenario", FIRST, "--ascii").out.isascii()


def test_json_is_the_trace_and_nothing_else(asyncx: Asyncx) -> None:
    """Format first; facts judged; loading it gives the trace again."""
    result = asyncx("scenario", FIRST, "--json")

    document = json.loads(result.out)
    assert result.err == ""
    assert result.out.startswith('{"format": {"name": "asyncx-trace", "version": 1}')
    assert [fact["status"] for fact in document["facts"]] == ["holds"] * len(catalogue.find(FIRST).facts)
    assert document["verdict"].startswith("wait_for")
    assert len(codec.loads(result.out).records) == len(document["records"])
    schema = json.loads(Path(codec.__file__).with_name("trace.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)


@pytest.mark.parametrize("suffix", [".html", ".json", ".jsonl", ".txt", ".svg"])
def test_a_file_gets_what_its_suffix_says(asyncx: Asyncx, tmp_path: Path, suffix: str) -> None:
    """Standard output stays empty, and writing it again needs no leave: it is ours."""
    path = tmp_path / f"x{suffix}"
    first, again = (asyncx("scenario", FIRST, "-o", str(path)) for _ in range(2))

    assert (first.code, first.out, first.err) == (0, "", f"note: wrote {path}\n")
    assert again == first
    assert path.stat().st_size > 1000


@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_a_saved_trace_is_drawn_as_the_run_was(asyncx: Asyncx, tmp_path: Path, suffix: str) -> None:
    """Today, or years later: with every part that can be asked for."""
    path = str(tmp_path / f"x{suffix}")
    asyncx("scenario", FIRST, "-o", path)

    for options in ([], ["--events", "--source", "--internals"], ["-q"], ["--json"], ["--ascii", "--check"]):
        assert asyncx("show", path, *options).out == asyncx("scenario", FIRST, *options).out


def test_a_picture_needs_nothing_from_the_net(asyncx: Asyncx, tmp_path: Path) -> None:
    """No font, no script, no link but the XML name spaces."""
    path = tmp_path / "x.svg"
    asyncx("scenario", FIRST, "-o", str(path))
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")

    assert text.startswith("<svg")
    assert "http" not in text
    assert "url(" not in text.replace("url(#", "")


@pytest.mark.parametrize("suffix", [".html", ".json", ".jsonl", ".txt", ".svg"])
def test_a_file_of_somebody_else_is_not_overwritten(asyncx: Asyncx, tmp_path: Path, suffix: str) -> None:
    """Unless --force is given; an empty one is nobody's."""
    path = tmp_path / f"x{suffix}"
    path.write_text("mine\n")

    refused = asyncx("scenario", FIRST, "-o", str(path))

    assert refused.code == 2
    assert "asyncx did not write it" in refused.err
    assert f"-o {path} --force" in refused.err
    assert path.read_text() == "mine\n"
    assert asyncx("scenario", FIRST, "-o", str(path), "--force").code == 0
    path.write_text("")
    assert asyncx("scenario", FIRST, "-o", str(path)).code == 0


def test_a_fact_that_fails_is_shown_and_check_makes_it_count(asyncx: Asyncx, tmp_path: Path) -> None:
    """Expected and seen stand side by side; only --check changes the exit code."""
    path = write(tmp_path, '"""A claim."""\nFACTS = {"what it prints": ("printed", ["a"])}\nprint("b")\n')

    plain, checked, quiet = (asyncx("scenario", path, *more) for more in ([], ["--check"], ["-q", "--check"]))

    assert (plain.code, checked.code, quiet.code) == (0, 1, 1)
    assert "what it prints" in plain.out
    assert "'a'" in plain.out
    assert "'b'" in plain.out
    assert quiet.err == "note: \"what it prints\" does not hold: expected ['a'], seen ['b']\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('"""A."""\nasync def main(:\n', "syntax error on line 2"),
        ("import asyncio\nasyncio.run(None)\n", "has no docstring"),
        ('"""A."""\nasync def main():\n    pass\n', "only defines things"),
        ('"""A."""\nFACTS = {"a": ("task(1/0)", 1)}\nprint()\n', "a"),
        ('"""A."""\nFACTS = {"a": ("__import__(\'os\')", 1)}\nprint()\n', "__import__"),
        ('"""A."""\nFACTS = {"a": ("printed[", 1)}\nprint()\n', "printed["),
    ],
)
def test_a_malformed_scenario_is_one_error(asyncx: Asyncx, tmp_path: Path, text: str, says: str) -> None:
    """What is wrong with it, exit code 2, no traceback; also where only a fact cannot be read."""
    result = asyncx("scenario", write(tmp_path, text), "--check")

    assert result.code in (1, 2)
    assert says in result.err + result.out
    assert "Traceback" not in result.err


def test_a_version_that_a_scenario_needs_is_asked_for(asyncx: Asyncx, tmp_path: Path) -> None:
    """Exit code 3, and the words to type where one is installed."""
    here = interpreters.running().version
    path = write(tmp_path, f'"""A."""\nNEEDS = ">{here}"\nprint()\n')
    result = asyncx("scenario", path)

    assert result.code == 3
    assert result.err.startswith(f"error: mine needs Python >{here}, and this is CPython {here}\n")
    hint = result.err.splitlines()[1]
    assert "asyncx" in hint or f"no installed Python is >{here}" in hint


def test_uvloop_must_be_there(asyncx: Asyncx, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error is the command that installs it into the right interpreter."""
    bare = interpreters.Interpreter(sys.executable, interpreters.running().version, "CPython", ("asyncio",))
    monkeypatch.setattr(interpreters, "resolve", lambda wanted: bare)

    result = asyncx("scenario", FIRST, "--loop", "uvloop")

    assert result.code == 3
    assert f"{sys.executable} -m pip install uvloop" in result.err


@pytest.mark.skipif("uvloop" not in interpreters.running().loops, reason="uvloop is not installed here")
def test_uvloop_runs_on_the_real_clock_and_says_so(asyncx: Asyncx) -> None:
    """One note; what depends on time is not judged."""
    result = asyncx("scenario", FIRST, "--loop", "uvloop", "--check")

    assert result.code == 0
    assert result.err == "note: uvloop runs on the real clock: its timers cannot be made virtual\n"


def test_a_run_that_was_cut_off_is_shown_as_far_as_it_came(asyncx: Asyncx, tmp_path: Path) -> None:
    """Exit code 3, and how to give it more time."""
    path = write(tmp_path, '"""A."""\nprint("begun", flush=True)\nwhile True: pass\n')
    result = asyncx("scenario", path, "--limit", "0.5")

    assert result.code == 3
    assert "begun" in result.out
    assert result.err == "note: asyncx stopped it after 0.5 s, the limit; give it longer with --limit 3\n"


@pytest.mark.parametrize("body", ["import os; os._exit(3)", "import os; os.abort()", "raise SystemExit(4)"])
def test_a_program_that_ends_itself_is_reported(asyncx: Asyncx, tmp_path: Path, body: str) -> None:
    """No traceback of ours, and what it printed before is there."""
    result = asyncx("scenario", write(tmp_path, f'"""A."""\nprint("begun", flush=True)\n{body}\n'))

    assert result.code in (0, 3)
    assert "begun" in result.out
    assert "Traceback" not in result.err


def test_names_from_the_program_cannot_move_the_cursor(asyncx: Asyncx, tmp_path: Path) -> None:
    """A task's name, what is printed and what is raised are text, not orders to the terminal."""
    evil = "\\x1b[2J\\x07"
    path = write(
        tmp_path,
        f'"""A."""\nimport asyncio\nasync def main():\n    asyncio.current_task().set_name("{evil}")\n'
        f'    print("{evil}")\n    raise ValueError("{evil}")\nasyncio.run(main())\n',
    )
    for options in ([], ["--events", "--source"], ["-q"]):
        shown = asyncx("scenario", path, *options).out
        assert "\x1b" not in shown
        assert "\x07" not in shown


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_ctrl_c_ends_the_command_and_its_child(tmp_path: Path, number: int, code: int) -> None:
    """At once, quietly, with exit code 130, and with nothing left running."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    code_of_it = f'"""A."""\nimport signal\nfile = open({str(fifo)!r}, "w", 1)\nprint("begun", file=file)\n'
    path = write(tmp_path, f"{code_of_it}signal.pause()\n")
    command = [*ASYNCX, "scenario", path]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process,
        fifo.open() as pipe,
    ):
        assert pipe.readline() == "begun\n"
        process.send_signal(number)
        out, err = process.communicate()
        assert pipe.read() == "", "comes to its end only when the child is gone"

    assert (process.returncode, out, err) == (code, b"", b"")
