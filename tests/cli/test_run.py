"""`asyncx run` where the program cannot be watched: it runs, and one line says why it was not."""

from __future__ import annotations

from pathlib import Path

import pytest

from asyncx.errors import UserError
from asyncx.runs import store, watch

from .conftest import Asyncx

NOTE = "note: the program was not watched: "


@pytest.fixture
def program(tmp_path: Path) -> str:
    """A program that leaves a file and exits with 5."""
    path = tmp_path / "program.py"
    path.write_text(f"import asyncio, sys; open({str(tmp_path / 'ran')!r}, 'w'); sys.exit(5)")
    return str(path)


def test_no_room_for_a_trace(
    asyncx: Asyncx, program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program does not know."""

    def refuse(suffix: str) -> None:
        raise UserError("there is no room for a trace: no space left on device")

    monkeypatch.setattr(store, "begin", refuse)
    ran = asyncx("run", program)

    assert ran.code == 5
    assert (
        ran.err
        == "note: the program was not watched: there is no room for a trace: no space left on device\n"
    )
    assert (tmp_path / "ran").exists()


def test_a_folder_that_pythonpath_cannot_hold(
    asyncx: Asyncx, program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of its name would be in the program's path."""
    monkeypatch.setattr(watch, "SEED", Path("/a:b/seed"))
    ran = asyncx("run", program)

    assert ran.code == 5
    assert (
        ran.err == "note: the program was not watched: PYTHONPATH cannot hold /a:b/seed, where asyncx lies\n"
    )
    assert (tmp_path / "ran").exists()


def test_a_fault_of_our_own(asyncx: Asyncx, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was recorded cannot be read; how the program ended is not hidden by that."""

    def fail(*_: object) -> None:
        raise RuntimeError("no way")

    monkeypatch.setattr("asyncx.runs.watched.collect", fail)

    assert asyncx("run", program).err == "note: what was recorded cannot be read: RuntimeError: no way\n"
    assert asyncx("run", program).code == 5


def test_an_interpreter_that_does_not_start(asyncx: Asyncx, program: str, tmp_path: Path) -> None:
    """That is an error of the command, and no trace of it is left."""
    tool = tmp_path / "tool"
    tool.write_text("#!/nowhere/python3\n")
    tool.chmod(0o755)
    ran = asyncx("run", "--", str(tool))

    assert ran.code == 3
    assert ran.err.startswith("error: /nowhere/python3 could not be started: No such file or directory\n")
    assert list((store.folder() / "runs").iterdir()) == []


@pytest.mark.parametrize("option", ["-o page.html", "-o a.perfetto.json", "--html"])
def test_json_under_another_name(asyncx: Asyncx, program: str, option: str) -> None:
    """A file is what its suffix says; the program is not started."""
    ran = asyncx("run", "--json", *option.split(), program)

    assert ran.code == 2
    assert f"--json writes the report as JSON, and {option} asks for something else" in ran.err
    assert not (Path(program).parent / "ran").exists()
