"""What a command line of `asyncx run` means: which interpreter, with which arguments, under which name."""

from __future__ import annotations

import os
import stat
import sys
import zipfile
from pathlib import Path

import pytest

from asyncx.errors import ExitCode, UserError
from asyncx.runs import program, script


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in, whose bin is first on PATH."""
    (tmp_path / "bin").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}/bin{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def executable(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def error(call: object, *arguments: object) -> UserError:
    with pytest.raises(UserError) as raised:
        call(*arguments)  # type: ignore[operator]
    return raised.value


# the interpreter


def test_the_active_environment_has_the_interpreter(folder: Path) -> None:
    python = executable(folder / "venv/bin/python", "")
    for variable in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        assert program.interpreter("", {variable: str(folder / "venv")}) == str(python)
    assert program.interpreter("", {"VIRTUAL_ENV": str(folder)}) == sys.executable
    assert program.interpreter("", {}) == sys.executable
    assert program.interpreter(sys.executable, {"VIRTUAL_ENV": str(folder / "venv")}) == sys.executable


# scripts and modules


def test_a_script_is_called_as_it_was_typed(folder: Path) -> None:
    executable(folder / "src/app.py", "")
    found = program.script("src/../src/app.py", ["-h"], "/python")

    assert found.argv == ("/python", "src/../src/app.py", "-h")
    assert (found.interpreter, found.name, found.root) == ("/python", "app.py", str(folder / "src"))


def test_a_link_a_folder_and_a_zip_file(folder: Path) -> None:
    executable(folder / "real/app.py", "")
    executable(folder / "pack/__main__.py", "")
    Path("link.py").symlink_to("real/app.py")
    with zipfile.ZipFile("app.pyz", "w") as archive:
        archive.writestr("__main__.py", "")

    assert program.script("link.py", [], "p").root == str(folder / "real")
    assert program.script("pack", [], "p").root == str(folder / "pack")
    assert program.script("app.pyz", [], "p").name == "app.pyz"
    assert program.script("-", ["x"], "p").argv == ("p", "-", "x")


def test_a_module_is_pythons_to_find(folder: Path) -> None:
    found = program.module("app.sub", ["-m"], "p")

    assert found.argv == ("p", "-m", "app.sub", "-m")
    assert (found.name, found.root) == ("app.sub", str(folder))


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("shop", ("did you mean", "asyncx run shop.py")),
        ("shpo.py", ("did you mean", "asyncx run shop.py")),
        ("sub/tol.py", ("did you mean", "asyncx run sub/tool.py")),
        ("wait_for-timeout", ("did you mean", "asyncx scenario wait_for-timeout")),
        ("wait_for-timout", ("did you mean", "asyncx scenario wait_for-timeout")),
        ("tool", ("did you mean", "asyncx run -- tool")),
        ("nothing.like", ("a module", "asyncx run -m nothing.like")),
    ],
)
def test_a_script_that_is_not_there(folder: Path, name: str, hint: tuple[str, str]) -> None:
    executable(folder / "bin/tool", "#!/usr/bin/env python3\n")
    for path in ("shop.py", "sub/tool.py"):
        executable(folder / path, "")
    found = error(script.check, name)

    assert found.what == f"there is no file {name}"
    assert hint in found.hints


def test_files_that_are_no_program_of_python(folder: Path) -> None:
    executable(folder / "x.sh", "#!/bin/sh\necho\n")
    Path("picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    executable(folder / "pack/__init__.py", "")
    executable(folder / "pack/a.py", "")

    assert "x.sh is a script for /bin/sh" in error(script.check, "x.sh").what
    assert error(script.check, "picture.png").what == "picture.png is not a Python file"
    assert error(script.check, "pack").what == "pack is a folder without a __main__.py"
    assert ("a file in it", "asyncx run pack/a.py") in error(script.check, "pack").hints


@pytest.mark.parametrize(
    "text", ["print(", "#!/usr/bin/env python3\n", "words, not code", "", "#!/opt/python -u\n"]
)
def test_what_the_text_says_is_for_python_to_judge(folder: Path, text: str) -> None:
    Path("x").write_text(text)
    script.check("x")


# commands


@pytest.mark.parametrize(
    ("text", "argv"),
    [
        ("#!{python}\n", ["{python}", "{tool}"]),
        ("#! {python} -sP\n", ["{python}", "-sP", "{tool}"]),
        ("#!/usr/bin/env python3\n", ["python3", "{tool}"]),
        ("#!/usr/bin/env -S python3 -u -X dev\n", ["python3", "-u", "-X", "dev", "{tool}"]),
        ("#!/usr/bin/env -S A=1 python3\n", ["python3", "{tool}"]),
        ("#!/bin/sh\n'''exec' \"{blank}\" \"$0\" \"$@\"\n' '''\n", ["{blank}", "{tool}"]),
        ("#!/bin/sh\n'''exec' '{blank}' -E \"$0\" \"$@\"\n' '''\n", ["{blank}", "-E", "{tool}"]),
    ],
)
def test_the_first_line_of_a_command_says_what_runs_it(folder: Path, text: str, argv: list[str]) -> None:
    names = {
        "python": executable(folder / "opt/python3.12", ""),
        "blank": executable(folder / "a blank/python3.12", ""),
        "tool": folder / "bin/tool",
    }
    (folder / "bin/python3").symlink_to(sys.executable)
    executable(folder / "bin/tool", text.format(**names))
    found = program.command(["tool", "-h", "--check"])

    assert found.argv == (*(word.format(**names) for word in argv), "-h", "--check")
    assert (found.name, found.root) == ("tool", str(folder))


def test_an_interpreter_may_be_asked_for_instead(folder: Path) -> None:
    tool = executable(folder / "bin/tool", "#!/nowhere/python\n")

    assert program.command(["tool", "a"], "/python").argv == ("/python", str(tool), "a")
    assert "could not" not in program.command(["tool"]).interpreter


@pytest.mark.parametrize(
    ("words", "name", "root"),
    [
        (["src/app.py", "-m", "x"], "app.py", "src"),
        (["-u", "src/app.py"], "app.py", "src"),
        (["-X", "dev", "-W", "error", "src/app.py"], "app.py", "src"),
        (["-Xdev", "-Werror", "src/app.py"], "app.py", "src"),
        (["-um", "app", "src/app.py"], "app", ""),
        (["-mapp"], "app", ""),
        (["-c", "print(1)", "src/app.py"], "-c", ""),
        (["-"], "<stdin>", ""),
        ([], "python3.9", ""),
    ],
)
def test_python_itself(folder: Path, words: list[str], name: str, root: str) -> None:
    python = executable(folder / "bin/python3.9", "\x7fELF")
    found = program.command(["python3.9", *words])

    assert (found.interpreter, found.argv) == (str(python), ("python3.9", *words))
    assert (found.name, found.root) == (name, str(folder / root))


def test_commands_that_are_none_of_pythons(folder: Path) -> None:
    executable(folder / "bin/native", "\x7fELF")
    executable(folder / "bin/shell", "#!/bin/bash\n")
    executable(folder / "bin/broken", "#!\n")

    for name, words in (
        ("native", "is a native program"),
        ("shell", "is a script for /bin/bash"),
        ("broken", "script"),
    ):
        found = error(program.command, [name])
        assert words in found.what
        assert found.exit_code is ExitCode.CANNOT_RUN


def test_a_command_that_is_not_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executable(folder / "venv/bin/python", "")
    executable(folder / "venv/bin/uvicorn", "")
    monkeypatch.setenv("VIRTUAL_ENV", str(folder / "venv"))
    Path("app.py").touch()

    assert ("did you mean", "asyncx run app.py") in error(program.command, ["app.py"]).hints
    assert ("did you mean", "asyncx run -- uvicorn") in error(program.command, ["uvicrn"]).hints


def test_a_shim_of_pyenv_is_followed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = executable(folder / "versions/bin/tool", f"#!{sys.executable}\n")
    executable(folder / "bin/pyenv", f'#!/bin/sh\n[ "$1 $2" = "which tool" ] && echo {real}\n')
    executable(folder / "shims/tool", "#!/usr/bin/env bash\n")
    executable(folder / "shims/other", "#!/usr/bin/env bash\n")
    monkeypatch.setenv("PATH", f"{folder}/shims{os.pathsep}{os.environ['PATH']}")

    assert program.command(["tool", "x"]).argv == (sys.executable, str(real), "x")
    assert "is a script for /usr/bin/env bash" in error(program.command, ["other"]).what


def test_what_lies_beside_an_interpreter_says_what_it_is(folder: Path) -> None:
    """Then it is not asked, which takes its time; what only has the name is."""
    real = executable(folder / "bin" / "python3.13", "#!/bin/sh\nexit 3\n")
    named = real.with_name("python3")
    named.symlink_to(real.name)
    with pytest.raises(UserError):
        program.interpreter(str(named))
    (folder / "lib" / real.name / "encodings").mkdir(parents=True)

    assert program.interpreter(str(named)) == str(named)
