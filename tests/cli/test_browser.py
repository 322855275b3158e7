"""`--html`: the page is written, and handed to the browser."""

from __future__ import annotations

import stat
import webbrowser
from collections.abc import Sequence
from pathlib import Path

import pytest

from .conftest import Asyncx


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """The files that a browser was asked to open; temporary ones are made below the test's folder."""
    found: list[Path] = []

    def take(address: str) -> bool:
        assert address.startswith("file:///")
        found.append(Path(address.removeprefix("file://")))
        return True

    monkeypatch.setattr(webbrowser, "open", take)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return found


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["scenario", "wait_for-timeout"], "<title>wait_for-timeout: wait_for"),
        (["compare", "wait_for-timeout"], "<title>wait_for-timeout: 1 behaviour"),
    ],
)
def test_the_page_is_opened(asyncx: Asyncx, opened: list[Path], words: Sequence[str], says: str) -> None:
    """A file that only the reader can get at; nothing is on stdout."""
    result = asyncx(*words, "--html", *(["--python", "3.11"] if words[0] == "compare" else []))

    (file,) = opened
    assert (result.code, result.out) == (0, "")
    assert result.err == f"note: wrote {file}\n"
    assert says in file.read_text()
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_saved_trace_is_opened(asyncx: Asyncx, opened: list[Path], tmp_path: Path) -> None:
    """With -o it is the page that was asked for."""
    trace, page = tmp_path / "trace.json", tmp_path / "page.html"
    asyncx("scenario", "wait_for-timeout", "-o", str(trace))
    assert asyncx("show", str(trace), "--html", "-o", str(page)).code == 0
    assert asyncx("show", str(trace), "--html").code == 0

    assert opened[0] == page
    assert opened[1].read_bytes() == page.read_bytes()


def test_where_there_is_no_browser_the_page_is_named(
    asyncx: Asyncx, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server has none."""
    monkeypatch.setattr(webbrowser, "open", lambda address: False)
    result = asyncx("scenario", "wait_for-timeout", "--html")

    assert result.code == 0
    assert "note: no browser was found here; open " in result.err


def test_only_a_page_can_be_opened(asyncx: Asyncx, opened: list[Path], tmp_path: Path) -> None:
    """Another kind of file is a mistake, and so are two scenarios in one page."""
    result = asyncx("scenario", "wait_for-timeout", "--html", "-o", str(tmp_path / "x.json"))
    assert (result.code, result.out) == (2, "")
    assert "--html opens a page" in result.err
    for words in (["--all", "--html"], ["wait_for-timeout", "gather-first-error", "-o", "x.html"]):
        result = asyncx("compare", *words)
        assert result.code == 2
        assert "a page compares one scenario" in result.err
    assert opened == []


def test_a_page_needs_a_run(asyncx: Asyncx, opened: list[Path]) -> None:
    """What is only recorded cannot be stepped through."""
    result = asyncx("compare", "wait_for-timeout", "--python", "3.8", "--html", "--loop", "uvloop")
    assert result.code != 0
    assert "Traceback" not in result.err
    assert opened == []
