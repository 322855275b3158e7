"""`asyncx compare`: from names to a screen, lines, JSON or a file, and an exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from asyncx.cli.progress import Progress, text
from asyncx.runs import catalogue, interpreters, versions

from .conftest import Asyncx

HERE = interpreters.running().version
MINOR = versions.minor(HERE)
FIRST = "wait_for-timeout"
ONLY = ("--python", sys.executable, "--loop", "asyncio")
MINE = '''"""The loop makes {n} tasks.

Nothing is otherwise on any version.
"""
import asyncio

FACTS = {{"tasks": ("len(tasks)", {n}), "ends at": ("end", 10)}}

async def main():
    await asyncio.sleep(0.01)

asyncio.run(main())
'''


@pytest.fixture(autouse=True)
def no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the Python that runs the tests is found."""
    monkeypatch.setattr(interpreters, "candidates", list)


def write(folder: Path, tasks: int = 1, name: str = "mine.py") -> str:
    path = folder / name
    path.write_text(MINE.format(n=tasks))
    return str(path)


def test_versions_that_are_not_here_are_shown_as_recorded(asyncx: Asyncx) -> None:
    """A user with one Python sees all of them."""
    result = asyncx("compare", FIRST, "--loop", "asyncio")

    assert (result.code, result.err) == (0, "")
    assert f" Ran       {HERE}" in result.out
    assert " Recorded  3.8." in result.out
    assert "It changed in 3.9, 3.11 and 3.12." in result.out
    assert "◀ changed from the column to its left" in result.out
    assert max(map(len, result.out.splitlines())) <= 100


def test_only_the_pythons_that_are_named_are_compared(asyncx: Asyncx) -> None:
    """Nothing is recalled for them; twice the same is one."""
    result = asyncx("compare", FIRST, "--python", f"{sys.executable},{MINOR}", "--loop", "asyncio")

    assert result.code == 0
    assert "1 Python · 1 behaviour" in result.out
    assert "Recorded" not in result.out


def test_a_python_that_cannot_be_used_is_left_out_with_a_note(asyncx: Asyncx, tmp_path: Path) -> None:
    """On stderr; the rest goes on, exit code 0."""
    result = asyncx("compare", write(tmp_path), "--python", "3.7", "--python", sys.executable)

    assert result.code == 0
    assert result.err.startswith("note: left out 3.7: asyncx traces Python 3.8 or newer, not 3.7\n")
    assert f"Ran       {HERE}" in result.out


def test_json_has_the_groups_with_their_facts_and_nothing_else(asyncx: Asyncx) -> None:
    """The first bytes name the format."""
    result = asyncx("compare", FIRST, "--json", "--loop", "asyncio")
    document = json.loads(result.out)
    groups = {python: group for group in document["groups"] for python in group["pythons"]}

    assert next(iter(document)) == "format"
    assert document["format"] == {"name": "asyncx-compare", "version": 1}
    assert document["scenario"] == FIRST
    assert document["changed_in"] == ["3.9", "3.11", "3.12"]
    assert set(groups) == set(versions.SUPPORTED)
    assert groups["3.8"]["facts"]["tasks"] == 2
    assert groups["3.14"]["facts"]["tasks"] == 1
    assert [m["recorded"] for g in document["groups"] for m in g["members"] if m["python"] == HERE] == [False]
    assert document["failures"] == []


def test_json_of_several_is_a_list_of_them(asyncx: Asyncx, tmp_path: Path) -> None:
    """Each as it would be alone."""
    names = [write(tmp_path), write(tmp_path, name="other.py")]
    document = json.loads(asyncx("compare", *names, "--json", *ONLY).out)

    assert [one["scenario"] for one in document["scenarios"]] == ["mine", "other"]
    assert [one["groups"][0]["pythons"] for one in document["scenarios"]] == [[MINOR]] * 2


def test_several_are_shown_one_after_the_other(asyncx: Asyncx, tmp_path: Path) -> None:
    """And -q has a line for each."""
    names = [write(tmp_path), write(tmp_path, name="other.py")]

    assert asyncx("compare", *names, *ONLY).out.count("The loop makes 1 tasks") == 2
    assert asyncx("compare", *names, "-q", *ONLY).out == "mine: 1 behaviour\nother: 1 behaviour\n"


def test_check_fails_when_a_fact_does(asyncx: Asyncx, tmp_path: Path) -> None:
    """Exit code 1, and the fact is named with its Python wherever the answer goes."""
    wrong = write(tmp_path, tasks=7)
    target = str(tmp_path / "out.json")
    words = f'mine on {MINOR}: "tasks" does not hold: expected 7, seen 1'

    assert asyncx("compare", wrong, *ONLY).code == 0
    result = asyncx("compare", wrong, "--check", *ONLY)
    assert result.code == 1
    assert f"✗ tasks   on {MINOR}" in result.out
    assert words in asyncx("compare", wrong, "--check", "--json", *ONLY).err
    assert words in asyncx("compare", wrong, "--check", "-o", target, *ONLY).err
    assert (
        asyncx("compare", wrong, "-q", *ONLY).out == f"mine: 1 behaviour, 1 fact does not hold on {MINOR}\n"
    )
    assert asyncx("compare", write(tmp_path), "--check", *ONLY).code == 0


def test_nothing_that_was_run_cannot_be_checked(asyncx: Asyncx) -> None:
    """What was recorded holds by itself: a check of it would always be green."""
    other = next(version for version in versions.SUPPORTED if version != MINOR)

    assert asyncx("compare", FIRST, "--python", other).code == 0
    result = asyncx("compare", FIRST, "--python", other, "--check")
    assert result.code == 3
    assert "there is nothing to check: no Python was run" in result.err


@pytest.mark.parametrize("suffix", [".json", ".txt", ".svg"])
def test_it_is_written_to_a_file_and_may_be_written_again(
    asyncx: Asyncx, tmp_path: Path, suffix: str
) -> None:
    """The suffix says as what; a file of somebody else's is left alone."""
    target = tmp_path / f"difference{suffix}"
    command = ("compare", write(tmp_path), "-o", str(target), *ONLY)

    assert asyncx(*command).err == f"note: wrote {target}\n"
    assert asyncx(*command).code == 0
    assert "The loop makes" in target.read_text() or suffix == ".svg"
    target.write_text("mine")
    assert asyncx(*command).code == 2


@pytest.mark.parametrize(
    ("arguments", "what", "following"),
    [
        ([], "asyncx compare needs the name of a scenario, or --all", "asyncx list"),
        ([FIRST, "--all"], "--all and names exclude each other", "asyncx compare --all"),
        (["waitfor-timout"], 'there is no scenario "waitfor-timout"', "wait_for-timeout"),
        ([FIRST, "--loop", "uvlop"], '--loop cannot be "uvlop"', "uvloop"),
        ([FIRST, "--python", "3.l2"], '"3.l2" is neither a version', "--python 3.12"),
        ([FIRST, "-o", "x.jsonl"], '"x.jsonl" does not say what to write', ".json"),
        ([FIRST, "--limit", "soon"], "--limit is a number of seconds", "--limit 30"),
        ([FIRST, "--chek"], "asyncx compare has no option --chek", "--check"),
    ],
)
def test_a_slip_is_answered(asyncx: Asyncx, arguments: list[str], what: str, following: str) -> None:
    """What was meant, and what to type next; exit code 2."""
    result = asyncx("compare", *arguments)

    assert (result.code, result.out) == (2, "")
    assert what in result.err.splitlines()[0]
    assert following in result.err


def test_a_scenario_that_needs_another_python_says_so(asyncx: Asyncx, tmp_path: Path) -> None:
    """Exit code 3."""
    path = tmp_path / "later.py"
    path.write_text(MINE.format(n=1) + 'NEEDS = ">=3.99"\n')
    result = asyncx("compare", str(path))

    assert result.code == 3
    assert "no Python was found on which later can be compared" in result.err
    assert "it needs Python >=3.99" in result.err


def few(monkeypatch: pytest.MonkeyPatch, folder: Path, tasks: int = 1) -> None:
    """A catalogue of three scenarios, one of them with a fact that holds only for one task."""
    (folder / "tasks").mkdir()
    for name, source in {"a": MINE.format(n=1), "b": MINE.format(n=tasks)}.items():
        (folder / "tasks" / f"{name}.py").write_text(source)
    (folder / "tasks" / f"{FIRST}.py").write_text(catalogue.find(FIRST).source)
    monkeypatch.setattr(catalogue, "folder", lambda: folder)


def test_all_of_them_give_a_compact_report_the_same_every_time(
    asyncx: Asyncx, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A line for what differs, a count for the rest."""
    few(monkeypatch, tmp_path)
    result = asyncx("compare", "--all", "--check")

    assert (result.code, result.err) == (0, "")
    assert f"   {FIRST}  3.9 3.11 3.12≠  wait_for raises, printed, tasks\n" in result.out
    assert " 3 scenarios · 1 differs · ✓ 10 facts hold\n" in result.out
    assert "   a " not in result.out
    assert asyncx("compare", "--all", "--check") == result


def test_all_of_them_fail_when_one_fact_does(
    asyncx: Asyncx, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is named under its scenario."""
    few(monkeypatch, tmp_path, tasks=3)
    result = asyncx("compare", "--all", "--check")

    assert result.code == 1
    assert f"     ✗ tasks   on {MINOR}: expected 3, seen 1\n" in result.out
    assert "✗ 1 fact does not hold" in result.out


def test_progress_counts_what_is_left() -> None:
    """Of each Python."""
    left = {"3.8.18": 0, "3.12.1": 2}

    assert text(left, 6, "✓") == "running 4 of 6   3.8.18 ✓  3.12.1 2"


def test_progress_is_only_for_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A log gets none of it, however long it takes."""
    with Progress(["3.8", "3.9"]) as progress:
        time.sleep(0.6)
        progress.done("3.8")
        progress.draw()

    assert capsys.readouterr().err == ""


def test_progress_goes_away(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is shown of what is quick; what was shown is cleared."""
    monkeypatch.setattr(sys.stderr.__class__, "isatty", lambda self: True, raising=False)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    with Progress(["3.8", "3.9"]) as progress:
        progress.draw()
        assert capsys.readouterr().err == ""
        time.sleep(0.6)
        progress.done("3.8")
        progress.draw()
        assert "running 1 of 2" in capsys.readouterr().err

    assert capsys.readouterr().err == "\r\x1b[K"


def test_ctrl_c_ends_all_of_them_at_once(tmp_path: Path) -> None:
    """Exit code 130, no traceback, and nothing is left behind."""
    path = tmp_path / "slow.py"
    path.write_text('"""It does not end."""\nFACTS = {}\nwhile True:\n    pass\n')
    command = [sys.executable, "-m", "asyncx", "compare", str(path), *ONLY, "--limit", "60"]
    # A background job of a shell ignores Ctrl-C, and so would its children.
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    deadline = time.monotonic() + 30
    while not (pids := children.read_text().split()) and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.3)
    os.kill(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)

    assert (process.returncode, out, err) == (130, "", "")
    assert pids
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)
