"""What `asyncx run` is to start: a script, a module or a command, and the interpreter for it."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from ..errors import ExitCode, UserError, suggest
from . import versions

HELP = ("see the ways to run something", "asyncx run --help")

_PYTHON = re.compile(r"python\d*(\.\d+)*[a-z]*(-dbg)?")
_WITH_VALUE = frozenset("cmWX")
"""Options of `python` that have a value; after c and m everything belongs to the program."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program to be watched.

    `interpreter` is the path of the file to execute, `argv` what it gets (its own name first), `name` what
    the program is called, and `root` the folder from which its files are named.
    """

    interpreter: str
    argv: tuple[str, ...]
    name: str
    root: str


def interpreter(wanted: str, environ: Mapping[str, str] = os.environ) -> str:
    """The path of the Python to use: the one `wanted`, that of the active environment, or the running one.

    UserError when there is none that can be traced.
    """
    if wanted and not _is_cpython(wanted):
        from . import interpreters

        return interpreters.resolve(wanted).path
    if wanted:
        return wanted
    for variable in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        path = Path(environ.get(variable) or "/nonexistent") / "bin" / "python"
        if os.access(path, os.X_OK):
            return str(path)
    return sys.executable


def _is_cpython(path: str) -> bool:
    """Whether the file at `path` is a CPython that can be traced, by its name and by what lies beside it.

    Asking it would take as long as a short program; what is in doubt is asked.
    """
    if "/" not in path or not os.access(path, os.X_OK):
        return False
    real = Path(os.path.realpath(path))
    named = real.name.removeprefix("python") in versions.SUPPORTED
    return named and (real.parent.parent / "lib" / real.name / "encodings").is_dir()


def script(path: str, arguments: Sequence[str], python: str) -> Program:
    """What `python PATH ARGUMENTS` runs: a file, a folder or a zip file with a __main__.py, "-" for stdin.

    UserError when nothing could come of it; a program with errors in it is none of our business.
    """
    if path == "-":
        return Program(python, (python, path, *arguments), "<stdin>", str(Path.cwd()))
    from .script import check

    check(path)
    real = Path(path).resolve()
    root = real if real.is_dir() else real.parent
    return Program(python, (python, path, *arguments), real.name or path, str(root))


def module(name: str, arguments: Sequence[str], python: str) -> Program:
    """What `python -m NAME ARGUMENTS` runs; whether there is such a module, Python itself will say."""
    return Program(python, (python, "-m", name, *arguments), name, str(Path.cwd()))


def command(words: Sequence[str], python: str = "") -> Program:
    """What a shell would run for `words`, if that is Python or a script for Python.

    `python`, if not empty, takes the place of the interpreter that the script asks for.  UserError when
    there is no such command, or it is none of Python's.
    """
    name, *arguments = words
    found = which(name)
    if found is None:
        raise _no_command(name)
    if "/shims/" in found:
        found = name = _behind_shim(found, name)
    try:
        with Path(found).open("rb") as file:
            begins = file.read(4096)
    except OSError as error:
        raise UserError(f"{found} cannot be read: {(error.strerror or str(error)).lower()}") from None
    if not begins.startswith(b"#!"):
        if _PYTHON.fullmatch(Path(found).name):
            return _python(python or found, name, arguments)
        raise UserError(
            f"{name} is a native program ({found}), and asyncx watches programs of Python",
            [("if it starts one", f"put asyncx inside: {name} ... asyncx run app.py"), HELP],
            ExitCode.CANNOT_RUN,
        )
    first, *more = begins.decode("utf-8", "replace").splitlines()
    asked = _asked(first[2:].strip(), more[0] if more else "")
    if not asked or not _PYTHON.fullmatch(Path(asked[0]).name):
        raise _other_language(name, found, first)
    words = (python,) if python else tuple(asked)
    executable = words[0] if "/" in words[0] else which(words[0])
    if executable is None:
        raise UserError(f"{found} asks for {words[0]}, which is not on PATH", exit_code=ExitCode.CANNOT_RUN)
    return Program(executable, (*words, found, *arguments), Path(found).name, str(Path.cwd()))


def _asked(line: str, second: str) -> list[str]:
    """The interpreter of a `#!` line with its options, as the system and `env` understand them."""
    interpreter, _, rest = line.partition(" ")
    rest = rest.strip()
    if Path(interpreter).name == "env":
        words = shlex.split(rest.removeprefix("-S"))
        while words and (words[0].startswith("-") or "=" in words[0]):
            words.pop(0)
        return words
    if Path(interpreter).name == "sh" and second.startswith("'''exec'"):
        # How installers write it when the path of Python is too long or has a blank in it.
        try:
            return [word for word in shlex.split(second)[1:] if not word.startswith("$")]
        except ValueError:
            return []
    return [interpreter, *([rest] if rest else [])]


def _python(executable: str, name: str, arguments: Sequence[str]) -> Program:
    """`python ...`: what its arguments say that it runs."""
    here = str(Path.cwd())
    called, root = Path(executable).name, here
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "-" or not word.startswith("-"):
            called = "<stdin>" if word == "-" else Path(word).name
            root = here if word == "-" else str(Path(word).resolve().parent)
            break
        letter = "" if word.startswith("--") else next((one for one in word[1:] if one in _WITH_VALUE), "")
        value = word.partition(letter)[2] if letter else ""
        if (letter or word == "--check-hash-based-pycs") and not value and rest:
            value = rest.pop(0)
        if letter in ("c", "m"):
            called = value if letter == "m" else "-c"
            break
    return Program(executable, (name, *arguments), called or "python", root)


def _no_command(name: str) -> UserError:
    hints = [("did you mean", f"asyncx run {name}")] if Path(name).exists() else []
    if not hints:
        near = suggest(name, _scripts_beside_python())
        hints = [(label, f"asyncx run -- {one}") for label, one in near]
    return UserError(f"there is no command {name} on PATH", [*hints, HELP])


def _scripts_beside_python() -> list[str]:
    """Commands of the active environment, which are likely to be meant."""
    try:
        return sorted(path.name for path in Path(interpreter("")).parent.iterdir())
    except (OSError, UserError):
        return []


def _behind_shim(found: str, name: str) -> str:
    """The command that a shim of pyenv stands for; the shim itself when pyenv does not say."""
    import subprocess

    pyenv = which("pyenv") or str(Path(found).parent.parent / "bin" / "pyenv")
    try:
        said = subprocess.run([pyenv, "which", name], capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return found
    return said.stdout.strip() or found


def _other_language(name: str, found: str, first: str) -> UserError:
    hint = ("if it starts Python", "give asyncx what it starts")
    if "/shims/" in found:
        hint = ("name what it stands for", f"asyncx run -- /path/to/{name}")
    what = f"{name} is a script for {first[2:].strip() or 'nobody'}, and asyncx watches programs of Python"
    return UserError(what, [hint, HELP], ExitCode.CANNOT_RUN)
