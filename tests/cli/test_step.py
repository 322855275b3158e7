"""`--step`: refused where nobody can step, with what to do instead; else a real terminal is stepped in."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import pytest

from asyncx.cli import step
from asyncx.errors import UserError

from .conftest import Asyncx

needs_textual = pytest.mark.skipif(find_spec("textual") is None, reason="Textual is not installed")

PATIENCE = 120
"""Seconds; a busy machine is no reason to fail."""


class Terminal:
    """Stands for a stream that is one."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """All three streams are terminals."""
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("__stdin__", "__stdout__", "__stderr__"):
        monkeypatch.setattr(sys, name, Terminal())


@pytest.mark.parametrize("command", [("scenario", "wait_for-timeout"), ("show", "trace.json")])
def test_a_pipe_is_no_terminal(
    asyncx: Asyncx, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, and two other ways of seeing every event; nothing is run or read."""
    monkeypatch.setattr(sys, "__stdin__", None)
    result = asyncx(*command, "--step")

    assert (result.code, result.out) == (2, "")
    assert "--step needs a terminal" in result.err
    assert f"asyncx {' '.join(command)} --events" in result.err
    assert f"asyncx {' '.join(command)} -o page.html" in result.err


def test_each_stream_has_to_be_one(terminal: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys come from one, lines go to another, and what is left is for errors."""
    for name, words in (("__stdin__", "input"), ("__stdout__", "output"), ("__stderr__", "error stream")):
        with monkeypatch.context() as patch:
            patch.setattr(sys, name, None)
            with pytest.raises(UserError, match=f"its {words} is none"):
                step.check("asyncx show", others={})


def test_a_terminal_that_cannot_move_its_cursor(terminal: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with pytest.raises(UserError, match="TERM is dumb"):
        step.check("asyncx show", others={})


def test_without_textual_it_says_how_to_install_it(
    asyncx: Asyncx, terminal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole command, for the Python that asyncx runs on."""
    monkeypatch.setattr(step, "find_spec", lambda name: None)
    monkeypatch.setattr(sys, "executable", "/some where/python")
    result = asyncx("scenario", "wait_for-timeout", "--step")

    assert result.code == 2
    assert "--step needs Textual, which is not installed" in result.err
    assert "'/some where/python' -m pip install 'asyncx-explorer[step]'" in result.err


@pytest.mark.parametrize("option", ["--json", "-q"])
def test_options_that_leave_no_room_for_it(asyncx: Asyncx, option: str) -> None:
    """They are for programs and logs."""
    result = asyncx("scenario", "wait_for-timeout", "--step", option)

    assert result.code == 2
    assert f"--step and {option} do not go together" in result.err


def test_help_tells_the_keys(asyncx: Asyncx) -> None:
    for command in ("scenario", "show"):
        text = " ".join(asyncx(command, "--help").out.split())
        assert "--step" in text
        assert "? all keys" in text


def test_nothing_else_loads_textual() -> None:
    """Only the module of the terminal imports it, and only `--step` imports that."""
    root = Path(step.__file__).parent.parent
    found = [
        path.relative_to(root).as_posix()
        for path in sorted(root.rglob("*.py"))
        if "import textual" in path.read_text(encoding="utf-8")
        or "from textual" in path.read_text(encoding="utf-8")
    ]
    assert found == ["render/tui/app.py"]


HOME = b"\x1b[H"
WALK = (
    (b"leads to", HOME),
    (b"before the first event", b"?"),
    (b"next event of the same task", b"?"),
    (b"Nothing has happened yet", b"q"),
)
"""What is to be seen, and the key to press then."""


@needs_textual
@pytest.mark.parametrize("command", ["scenario", "show"])
def test_in_a_real_terminal(asyncx: Asyncx, command: str, tmp_path: Path) -> None:
    """It takes over the screen, hears keys, and gives the screen back."""
    path = tmp_path / "trace.json"
    assert asyncx("scenario", "wait_for-timeout", "-o", str(path)).code == 0
    words = ["show", str(path)] if command == "show" else ["scenario", "wait_for-timeout"]
    seen, code = in_terminal([*words, "--step"], WALK)

    assert code == 0
    assert seen.index(b"\x1b[?1049h") < seen.index(b"raised TimeoutError") < seen.index(b"\x1b[?1049l")


def in_terminal(words: list[str], walk: Iterable[tuple[bytes, bytes]]) -> tuple[bytes, int]:
    """What asyncx wrote in a terminal of 80 x 24, and its exit code."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "asyncx", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color"},
        start_new_session=True,
    )
    os.close(theirs)
    seen = b""
    for awaited, key in walk:
        new = b""
        while awaited not in new:
            more = read(ours)
            assert more, (awaited, seen + new)
            new += more
        seen += new
        os.write(ours, key)
    while more := read(ours):
        seen += more
    os.close(ours)
    return seen, process.wait(PATIENCE)


def read(terminal: int) -> bytes:
    """What was written; nothing when whoever wrote is gone."""
    assert select.select([terminal], [], [], PATIENCE)[0], "nothing more is written"
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # so it is on Linux
        return b""
