"""`asyncx show`: what cannot be a trace is refused in one sentence, whatever it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asyncx.runs import watched

from .conftest import Asyncx


@pytest.fixture
def trace(asyncx: Asyncx, tmp_path: Path) -> Path:
    """A trace that was just saved."""
    path = tmp_path / "trace.json"
    assert asyncx("scenario", "wait_for-timeout", "-o", str(path)).code == 0
    return path


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is empty"),
        (b"hello", "not JSON"),
        (b"\xff\xfe", "not text"),
        (b"[]", "a list"),
        (b"{}", "trace"),
        (b'{"format": {"name": "asyncx-trace", "version": 99}}', "99"),
        (b'{"format": {"name": "asyncx-list", "version": 1}}', "asyncx-list"),
        (b"[" * 1_000_000, "nested too deeply"),
        (b'{"a":' * 1_000_000, "nested too deeply"),
    ],
)
def test_what_is_no_trace_is_refused(asyncx: Asyncx, tmp_path: Path, data: bytes, says: str) -> None:
    """Exit code 2, the file's name, what is wrong with it; no traceback."""
    path = tmp_path / "x.json"
    path.write_bytes(data)

    result = asyncx("show", str(path))

    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {path}: ")
    assert says in result.err
    assert "Traceback" not in result.err


def test_a_truncated_trace_is_refused(asyncx: Asyncx, trace: Path) -> None:
    """Half a document is not JSON; half of a .jsonl file is drawn as far as it goes."""
    text = trace.read_text()
    trace.write_text(text[: len(text) // 2])

    assert asyncx("show", str(trace)).code == 2


def test_a_missing_file_says_how_to_make_one(asyncx: Asyncx, tmp_path: Path) -> None:
    """So does a folder, in other words."""
    missing, folder = asyncx("show", str(tmp_path / "none.json")), asyncx("show", str(tmp_path))

    assert (missing.code, folder.code) == (2, 2)
    assert "there is no such file" in missing.err
    assert "asyncx scenario wait_for-timeout -o" in missing.err
    assert "is a directory" in folder.err


def test_an_endless_file_is_not_read_to_its_end(
    asyncx: Asyncx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is larger than any trace is refused before anything is parsed."""
    monkeypatch.setattr(watched, "LARGEST_TEXT", 1000)
    path = tmp_path / "x.json"
    path.write_bytes(b" " * 1001)

    assert "asyncx did not write it" in asyncx("show", str(path)).err
    assert "asyncx did not write it" in asyncx("show", "/dev/zero").err


def test_a_hostile_trace_cannot_move_the_cursor(asyncx: Asyncx, trace: Path) -> None:
    """Escapes in names, claims and records are shown as text."""
    document = json.loads(trace.read_text())
    text = json.dumps(document).replace("fetch", "\\u001b[2Jfetch").replace("Task-1", "\\u009b31mTask-1")
    trace.write_text(text)

    for options in ([], ["--events", "--source"], ["-q"]):
        result = asyncx("show", str(trace), *options)
        assert "\x1b" not in result.out + result.err
        assert "\x9b" not in result.out + result.err


def test_a_trace_whose_source_is_no_scenario_is_still_drawn(asyncx: Asyncx, trace: Path) -> None:
    """Then there are no facts to judge, but everything that was seen."""
    document = json.loads(trace.read_text())
    document["run"]["source"] = "this is not Python"
    trace.write_text(json.dumps(document))

    result = asyncx("show", str(trace))

    assert result.code == 0
    assert "after its deadline" in result.out
    assert "facts hold" not in result.out
