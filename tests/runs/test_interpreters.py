"""Interpreters: found where they usually are, asked what they are, refused with the reason."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from asyncx.errors import ExitCode, UserError
from asyncx.runs import interpreters, probe


def fake(path: Path, script: str) -> str:
    """An executable at `path` that does what the shell `script` says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def answering(path: Path, version: str, implementation: str = "CPython", prefix: str = "/nowhere") -> str:
    """An executable that claims to be a Python."""
    return fake(path, f"echo asyncx:{version}:{implementation}:asyncio:{prefix}{version}")


def test_the_running_interpreter_is_known_without_a_process() -> None:
    """The default costs nothing, and is what a probe would say."""
    here = interpreters.running()
    (answer,) = probe.probe([sys.executable])

    assert (here.version, here.implementation, here.loops) == (
        answer.version,
        answer.implementation,
        answer.loops,
    )
    assert interpreters.resolve(None) == here
    assert interpreters.resolve("{}.{}".format(*sys.version_info)) == here


def test_the_running_interpreter_is_among_those_found() -> None:
    """Found ones are sorted by version, and each can be resolved by its path."""
    found = interpreters.find_all()

    assert interpreters.running().path in [one.path for one in found]
    assert [one.version for one in found] == sorted(
        (one.version for one in found), key=lambda text: [int(part) for part in text.split(".")]
    )
    assert interpreters.resolve(found[0].path) == found[0]


def test_interpreters_are_looked_for_in_five_places(tmp_path: Path) -> None:
    """ASYNCX_PYTHONS, PATH, pyenv and uv, in this order; pyenv's shims are left alone."""
    named = answering(tmp_path / "own" / "py", "3.9.1")
    on_path = answering(tmp_path / "bin" / "python3.10", "3.10.1")
    answering(tmp_path / "bin" / "python3-config", "3.10.1")
    answering(tmp_path / "pyenv" / "shims" / "python3.11", "3.11.1")
    pyenv = answering(tmp_path / "pyenv" / "versions" / "3.12.1" / "bin" / "python3", "3.12.1")
    uv = answering(tmp_path / "uv" / "cpython-3.13.0" / "bin" / "python3", "3.13.0")

    assert interpreters.candidates({
        "HOME": str(tmp_path),
        "ASYNCX_PYTHONS": f"{named}{os.pathsep}",
        "PATH": f"{tmp_path}/bin:{tmp_path}/pyenv/shims:/no/such/folder:",
        "PYENV_ROOT": str(tmp_path / "pyenv"),
        "UV_PYTHON_INSTALL_DIR": str(tmp_path / "uv"),
    }) == [named, on_path, pyenv, uv]  # fmt: skip


def test_a_version_is_resolved_to_the_first_that_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """3.9 does not find 3.99, and the ones named in ASYNCX_PYTHONS win."""
    first = answering(tmp_path / "a", "3.97.1")
    second = answering(tmp_path / "b", "3.97.2")
    monkeypatch.setenv("ASYNCX_PYTHONS", os.pathsep.join([first, second]))

    assert interpreters.resolve("3.97").path == first
    assert interpreters.resolve("python3.97.2").path == second
    with pytest.raises(UserError, match=r"no CPython 3\.979 was found"):
        interpreters.resolve("3.979")


def test_an_environment_is_found_once_however_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two paths to one environment are one interpreter; two environments are two."""
    names = [answering(tmp_path / "a", "3.97.1"), answering(tmp_path / "b", "3.97.1")]
    other = answering(tmp_path / "c", "3.97.1", prefix="/elsewhere")
    monkeypatch.setenv("ASYNCX_PYTHONS", os.pathsep.join([*names, other]))

    found = [one.path for one in interpreters.find_all() if one.version == "3.97.1"]

    assert found == [names[0], other]


def test_a_folder_of_an_environment_means_its_python(tmp_path: Path) -> None:
    """`--python .venv` is what people type."""
    inside = answering(tmp_path / "venv" / "bin" / "python", "3.97.1")

    assert interpreters.resolve(str(tmp_path / "venv")).path == inside


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo asyncx:3.7.17:CPython:asyncio:/x", "is Python 3.7.17, and asyncx traces 3.8 or newer"),
        ("echo asyncx:2.7.18:python:asyncio:/x", "is Python 2.7.18"),
        ("echo asyncx:3.10.14:pypy:asyncio:/x", "is pypy 3.10.14, and asyncx traces CPython"),
        ("echo hello", "is no Python"),
        ("echo why >&2; exit 3", "stopped at once, with exit code 3"),
        ("kill -SEGV $$", "stopped at once, with signal 11"),
    ],
)
def test_an_interpreter_that_is_no_use_is_refused_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, reason: str
) -> None:
    """Too old, another implementation, no Python at all, dying at start: exit code 3, and what to do."""
    path = fake(tmp_path / "py", script)

    with pytest.raises(UserError) as caught:
        interpreters.resolve(path)

    assert reason in caught.value.what
    assert caught.value.exit_code is ExitCode.CANNOT_RUN
    assert "asyncx doctor" in str(caught.value)
    monkeypatch.setenv("ASYNCX_PYTHONS", path)
    assert (path, caught.value.what.removeprefix(f"{path} ")) in interpreters.survey()[1]


def test_what_a_dying_interpreter_said_is_passed_on(tmp_path: Path) -> None:
    """The last lines of its stderr are the best explanation there is."""
    with pytest.raises(UserError, match="libpython is gone"):
        interpreters.resolve(fake(tmp_path / "py", "echo libpython is gone >&2; exit 127"))


def test_an_interpreter_that_hangs_is_killed_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for it longer than the limit, and nothing of it is left."""
    monkeypatch.setattr(probe, "PATIENCE", 0.5)
    alive, held = os.pipe()
    os.set_inheritable(held, True)
    path = fake(tmp_path / "py", "sleep 100 & wait")
    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "Popen", partial(subprocess.Popen, pass_fds=[held]))
        with pytest.raises(UserError, match="did not answer"):
            interpreters.resolve(path)
    os.close(held)

    with os.fdopen(alive, "rb") as pipe:
        assert pipe.read() == b"", "reads to its end only when no process holds the other side"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("nopython", ExitCode.USAGE),
        ("/no/such/python", ExitCode.CANNOT_RUN),
        ("/etc/passwd", ExitCode.CANNOT_RUN),
        ("3.7", ExitCode.CANNOT_RUN),
        ("2.7", ExitCode.CANNOT_RUN),
        ("3.99", ExitCode.CANNOT_RUN),
    ],
)
def test_what_is_no_interpreter_is_a_plain_error(wanted: str, code: ExitCode) -> None:
    """Missing files, files that are no programs, versions that are not here."""
    with pytest.raises(UserError) as caught:
        interpreters.resolve(wanted)

    assert caught.value.exit_code is code
    assert "asyncx doctor" in str(caught.value)


def test_a_folder_without_a_python_is_a_plain_error(tmp_path: Path) -> None:
    """It is named, and told apart from a missing file."""
    with pytest.raises(UserError, match="a folder without a Python"):
        interpreters.resolve(str(tmp_path))


def test_a_child_sees_nothing_that_changes_python() -> None:
    """PYTHONPATH and its kind stay outside; strings hash alike each time."""
    clean = probe.clean_environment({"PYTHONPATH": "/x", "PYTHONDEVMODE": "1", "HOME": "/h"})

    assert clean == {"HOME": "/h", "PYTHONHASHSEED": "0", "TZ": "UTC"}
