"""Typing slips: one error that says what, what was probably meant, and what to type next."""

from __future__ import annotations

import pytest

from asyncx.cli import app

from .conftest import Asyncx


@pytest.mark.parametrize(
    ("arguments", "what", "meant"),
    [
        (["lsit"], 'there is no command "lsit"', "asyncx list"),
        (["wait_for-timeout"], 'there is no command "wait_for-timeout"', "asyncx scenario wait_for-timeout"),
        (["waitfor-timeout"], 'there is no command "waitfor-timeout"', "asyncx scenario wait_for-timeout"),
        (["help"], 'there is no command "help"', "asyncx --help"),
        (["--verison"], "asyncx has no option --verison", "--version"),
        (["list", "--jsn"], "asyncx list has no option --jsn", "--json"),
        (["scenario", "--pyton", "3.8"], "asyncx scenario has no option --pyton", "--python"),
        (["scenario", "waitfor-timout"], 'there is no scenario "waitfor-timout"', "wait_for-timeout"),
        (["scenario", "x", "--loop", "uvlop"], '--loop cannot be "uvlop"', "uvloop"),
        (["scenario", "x", "--clock", "reel"], '--clock cannot be "reel"', "real"),
        (["scenario", "x", "-o", "x.jsom"], '"x.jsom" does not say what to write', ".json"),
        (["list", "timout"], 'there is no scenario about "timout"', "asyncx list timeout"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(
    asyncx: Asyncx, arguments: list[str], what: str, meant: str
) -> None:
    """Commands, options, names and values alike; on stderr, exit code 2, nothing on stdout."""
    result = asyncx(*arguments)

    lines = result.err.splitlines()
    assert (result.code, result.out) == (2, "")
    assert lines[0].startswith(f"error: {what}")
    assert lines[1] == f"  did you mean   {meant}" or lines[1].split("   ")[-1].strip() == meant
    assert len(lines) > 2, "and what to type next"


@pytest.mark.parametrize(
    ("arguments", "what", "following"),
    [
        (["scenario"], "asyncx scenario needs the name of a scenario", "asyncx scenario wait_for-timeout"),
        (["show"], "no run is saved yet", "asyncx run app.py"),
        (["show", "a", "b"], "show takes a file, and the number of a finding", "asyncx show trace.json"),
        (["run", "-q"], "asyncx run needs a program", "asyncx run app.py"),
        (["run", "-m"], "-m needs the name of a module", "asyncx run -m app"),
        (["scenario", "a", "b"], "got unexpected extra argument", "asyncx scenario --help"),
        (["scenario", "--python"], "option '--python' requires an argument", "asyncx scenario --help"),
        (["scenario", "x", "--limit", "soon"], 'at most a day, not "soon"', "--limit 30"),
        (["scenario", "x", "--limit", "0"], "more than 0 and at most a day", "--limit 30"),
        (["scenario", "x", "--limit", "nan"], "more than 0 and at most a day", "--limit 30"),
        (["scenario", "x", "--limit", "inf"], "more than 0 and at most a day", "--limit 30"),
        (
            ["scenario", "x", "--loop", "uvloop", "--clock", "virtual"],
            "uvloop has no virtual clock",
            "--clock real",
        ),
        (["scenario", "wait_for-timeout", "-o", "x"], "its suffix is missing", ".perfetto.json, .txt, .svg"),
        (["scenario", "x", "-o", "no/such/folder/x.json"], "there is no folder no/such/folder", "mkdir -p"),
        (["list", "--changed-in", "3.99"], "--changed-in takes a version", "3.12"),
        (["list", "zzzz"], "there is no scenario about", "asyncx list"),
        ([""], 'there is no command ""', "asyncx --help"),
        (["scenario", ""], "asyncx scenario needs the name", "asyncx list"),
    ],
)
def test_wrong_usage_says_what_to_type_next(
    asyncx: Asyncx, arguments: list[str], what: str, following: str
) -> None:
    """Where nothing is near, the way on is still there."""
    result = asyncx(*arguments)

    assert (result.code, result.out) == (2, "")
    assert what in result.err.splitlines()[0]
    assert following in "".join(result.err.splitlines()[1:])


def test_what_is_typed_cannot_move_the_cursor(asyncx: Asyncx) -> None:
    """Control characters in a name come out as text."""
    assert "\x1b" not in asyncx("scenario", "a\x1b[2Jb").err
    assert "\\x1b[2J" in asyncx("scenario", "a\x1b[2Jb").err


def test_errors_are_red_only_where_that_is_wanted(asyncx: Asyncx, monkeypatch: pytest.MonkeyPatch) -> None:
    """FORCE_COLOR paints, NO_COLOR wins."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert asyncx("lsit").err.startswith("\x1b[1;31merror:\x1b[0m")

    monkeypatch.setenv("NO_COLOR", "1")
    assert asyncx("lsit").err.startswith("error:")


def test_a_bug_says_how_to_report_it(asyncx: Asyncx, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 70, no traceback, and the command that shows one."""
    monkeypatch.setattr("asyncx.runs.catalogue.names", lambda: 1 / 0)

    result = asyncx("list")

    assert result.code == 70
    assert result.err.startswith("bug: asyncx failed, and should not have: ZeroDivisionError")
    assert "asyncx --debug list" in result.err
    assert "Traceback" not in result.err
    with pytest.raises(ZeroDivisionError):
        app.run(["list", "--debug"])
