"""Saved runs: private, bounded, and wherever there is room."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from asyncx.errors import UserError
from asyncx.kernel.slots import HEADER, MAGIC
from asyncx.runs import store


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of asyncx that is not there yet."""
    monkeypatch.setenv("ASYNCX_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def saved(name: str, time: float = 0.0, ended: dict[str, object] | None = None) -> Path:
    """A trace of that name, last changed at `time`."""
    path = store.folder() / "runs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    header = {"pid": 1, **({"ended": ended} if ended is not None else {})}
    path.write_bytes((MAGIC + json.dumps(header).encode()).ljust(HEADER, b"\0"))
    os.utime(path, (time, time))
    return path


def gone() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"ASYNCX_HOME": "/x", "XDG_STATE_HOME": "/y", "HOME": "/z"}, "/x"),
        ({"XDG_STATE_HOME": "/y", "HOME": "/z"}, "/y/asyncx"),
        ({"XDG_STATE_HOME": "relative", "HOME": "/z"}, "/z/.local/state/asyncx"),
        ({"HOME": "/z"}, "/z/.local/state/asyncx"),
    ],
)
def test_where_runs_are_kept(environ: dict[str, str], folder: str) -> None:
    assert str(store.folder(environ)) == folder


def test_nobody_else_can_read_them(home: Path) -> None:
    os.umask(0)
    path, note = store.begin()

    assert note == ""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.parent.chmod(0o755)
    assert stat.S_IMODE(store.begin()[0].parent.stat().st_mode) == 0o700


def test_every_run_has_a_file_of_its_own() -> None:
    assert len({store.begin()[0] for _ in range(20)}) == 20


def test_old_runs_go_and_running_ones_stay() -> None:
    old = [saved(f"20200101-000000-{number:06}-{gone()}.asyncx") for number in range(3)]
    running = saved(f"20190101-000000-000000-{os.getpid()}.asyncx")
    for number in range(store.KEEP):
        saved(f"20210101-000000-{number:06}-{gone()}.asyncx")
    store.begin()

    assert not any(path.exists() for path in old)
    assert running.exists()
    assert len(list(running.parent.iterdir())) == store.KEEP + 1  # with the new one, less the oldest


def test_large_runs_go_before_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LARGEST", 2 * HEADER)
    first, second, third = (saved(f"2020010{n}-000000-000000-{gone()}.asyncx") for n in (1, 2, 3))
    store.begin()

    assert [path.exists() for path in (first, second, third)] == [False, True, True]


def test_without_a_home_there_is_another_place(home: Path) -> None:
    home.write_text("a file, not a folder")
    path, note = store.begin()

    assert path.exists()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert str(path) in note
    assert str(home) in note
    store.discard(path)
    assert not path.parent.exists()


def test_without_any_place_it_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "_create", refuse)
    with pytest.raises(UserError, match="there is no room for a trace: no space left on device"):
        store.begin()


def test_a_full_disk_is_seen_before_the_program_starts(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    (tmp_path / "x").symlink_to("/dev/full")
    with pytest.raises(OSError, match=r"exists|space"):
        store._create(tmp_path / "x")


def test_the_last_run_is_the_one_that_ended_last() -> None:
    saved(f"20200102-000000-000000-{gone()}.asyncx", 100, {"returncode": 1})
    late = saved(f"20200101-000000-000000-{gone()}.asyncx", 200, {"returncode": 2})
    saved(f"20200103-000000-000000-{os.getpid()}.asyncx", 300)  # it still runs

    assert store.last().path == late
    assert store.last().ended["returncode"] == 2
    assert len(store.history()) == 2


def test_a_run_whose_asyncx_was_killed_can_be_shown() -> None:
    path = saved(f"20200103-000000-000000-{gone()}.asyncx", 300)

    assert store.last().path == path
    assert store.last().ended == {}


def test_there_may_be_none() -> None:
    with pytest.raises(UserError) as raised:
        store.last()
    assert raised.value.hints == (("watch a program", "asyncx run app.py"),)


def test_how_it_ended_is_added_to_the_header() -> None:
    path = saved("x.asyncx")
    path.write_bytes(path.read_bytes() + b"slots")
    store.finish(path, {"returncode": -9})

    assert store.read(path).ended == {"returncode": -9}
    assert store.read(path).header["pid"] == 1
    assert path.read_bytes()[HEADER:] == b"slots"


@pytest.mark.parametrize(
    "content", [b"", b"asyncx-watch 1\n", MAGIC + b"{broken\0", b"\0" * 9000, MAGIC + b"[1]\0"]
)
def test_a_broken_header_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.asyncx"
    path.write_bytes(content)
    store.finish(path, {"returncode": 0})

    assert path.read_bytes() == content
    assert store.read(path).ended == {}


def test_too_much_to_say_does_not_spoil_the_trace(tmp_path: Path) -> None:
    path = saved("x.asyncx")
    before = path.read_bytes()
    store.finish(path, {"name": "x" * HEADER})

    assert path.read_bytes() == before
