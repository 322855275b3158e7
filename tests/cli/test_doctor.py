"""`asyncx doctor`: what is here, and what is missing for what."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from asyncx.cli import step
from asyncx.cli.doctor import missing
from asyncx.runs.interpreters import Interpreter

from .conftest import Asyncx


def test_the_doctor_finds_the_python_it_runs_on(asyncx: Asyncx) -> None:
    """In JSON, with the loops that work there."""
    document = json.loads(asyncx("doctor", "--json").out)

    here = next(one for one in document["interpreters"] if one["path"] == sys.executable)
    assert next(iter(document)) == "format"
    assert "asyncio" in here["loops"]
    assert ("eager" in here["loops"]) == (sys.version_info >= (3, 12))
    assert document["scenarios"]["count"] > 0


def test_the_doctor_says_why_an_interpreter_is_of_no_use(
    asyncx: Asyncx, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And cannot be made to draw on the terminal by a file's name."""
    path = tmp_path / "py\x1b[2J"
    path.write_text("#!/bin/sh\necho asyncx:3.7.17:CPython:asyncio:/x\n")
    path.chmod(0o755)
    monkeypatch.setenv("ASYNCX_PYTHONS", str(path))

    result = asyncx("doctor")

    assert result.code == 0
    assert "is Python 3.7.17, and asyncx traces 3.8 or newer" in result.out
    assert "\x1b" not in result.out


def test_what_is_missing_is_said_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions that are not there, uvloop, and Textual; nothing when all is there."""
    there: list[object] = [None]
    monkeypatch.setattr(step, "find_spec", lambda name: there[0])
    one = Interpreter("/p", "3.13.0", "CPython", ("asyncio",))
    every = [Interpreter("/p", f"3.{n}.0", "CPython", ("asyncio", "uvloop")) for n in range(8, 16)]

    assert [what for what, _, _ in missing([one])] == [
        "CPython 3.8, 3.9, 3.10, 3.11, 3.12, 3.14, 3.15",
        "uvloop",
        "Textual",
    ]
    assert "/p -m pip install uvloop" in missing([one])[1][2]
    assert "-m pip install 'asyncx-explorer[step]'" in missing(every)[0][2]
    there[0] = "textual"
    assert missing(every) == []
