"""The Pythons on this machine, and which event loops each of them has."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import ExitCode, UserError, suggest
from . import versions
from .probe import Answer, probe

LIST = "ASYNCX_PYTHONS"
"""The environment variable with more interpreters, separated as in PATH."""

SEE = ("see what is here", "asyncx doctor")

_VERSION = re.compile(r"(?:python|cpython-?)?(\d+(?:\.\d+){0,2})", re.IGNORECASE)
_NAME = re.compile(r"python3(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Interpreter:
    """One Python that can be traced: `version` is "3.13.0", `loops` are those it can import."""

    path: str
    version: str
    implementation: str
    loops: tuple[str, ...]


def running() -> Interpreter:
    """The interpreter that asyncx itself runs on; starts no process."""
    from importlib.util import find_spec

    loops = ("asyncio", "uvloop") if find_spec("uvloop") else ("asyncio",)
    implementation = {"cpython": "CPython"}.get(sys.implementation.name, sys.implementation.name)
    return Interpreter(sys.executable, "{}.{}.{}".format(*sys.version_info), implementation, loops)


def survey() -> tuple[list[Interpreter], list[tuple[str, str]]]:
    """What is on this machine: the interpreters that can be traced, and those that cannot.

    The first are sorted by version, oldest first, and each environment is there once; the others are
    pairs (path, reason).  Looks at the running one, ASYNCX_PYTHONS, PATH, pyenv's versions and uv's.
    """
    found: dict[tuple[str, str], Interpreter] = {}
    refused = []
    for answer in probe([sys.executable, *candidates()]):
        if reason := problem(answer):
            refused.append((answer.path, reason))
        else:
            found.setdefault((answer.prefix, answer.version), _interpreter(answer))
    return sorted(found.values(), key=lambda one: versions.key(one.version)), refused


def find_all() -> list[Interpreter]:
    """The traceable interpreters of `survey`."""
    return survey()[0]


def resolve(wanted: str | None = None) -> Interpreter:
    """The interpreter that `wanted` names: a version ("3.12"), a path, or a virtual environment's folder.

    None and "" mean the running one.  UserError, exit code 3, when it cannot be used; exit code 2 when
    `wanted` is neither a version nor a path.
    """
    if not wanted:
        return running()
    if match := _VERSION.fullmatch(wanted):
        return _of_version(match[1])
    path = _path(wanted)
    (answer,) = probe([path])
    if reason := problem(answer):
        hints = [("it said", answer.stderr)] if answer.stderr else []
        raise UserError(f"{wanted} {reason}", [*hints, SEE], ExitCode.CANNOT_RUN)
    return _interpreter(answer)


def problem(answer: Answer) -> str:
    """Why the interpreter that gave `answer` cannot be traced ("is no Python"); empty when it can."""
    if answer.failure:
        return answer.failure
    if versions.key(answer.version) < versions.key(versions.SUPPORTED[0]):
        return f"is Python {answer.version}, and asyncx traces {versions.SUPPORTED[0]} or newer"
    if answer.implementation != "CPython":
        return f"is {answer.implementation} {answer.version}, and asyncx traces CPython"
    return ""


def candidates(environ: Mapping[str, str] = os.environ) -> list[str]:
    """Paths that are probably Pythons, the likeliest to be meant first; nothing is run to find them."""
    named = [path for path in environ.get(LIST, "").split(os.pathsep) if path]
    home = Path(environ.get("HOME") or "/nonexistent")
    pyenv = Path(environ.get("PYENV_ROOT") or home / ".pyenv") / "versions"
    data = Path(environ.get("XDG_DATA_HOME") or home / ".local/share")
    uv = Path(environ.get("UV_PYTHON_INSTALL_DIR") or data / "uv/python")
    installed = [str(path) for root in (pyenv, uv) for path in sorted(root.glob("*/bin/python3"))]
    return list(dict.fromkeys([*named, *_on_path(environ.get("PATH", "")), *installed]))


def guessed_versions() -> list[str]:
    """Versions that are probably here, from names of files alone; for completion."""
    here = "{}.{}".format(*sys.version_info)
    found = {here} | {match[1] for path in candidates() for match in re.finditer(r"(3\.\d+)", path)}
    return sorted(found & set(versions.SUPPORTED), key=versions.key)


def _on_path(path: str) -> Iterator[str]:
    for folder in path.split(os.pathsep):
        # pyenv's shims are scripts: slow, and failing for versions that are not selected
        if not folder or folder.endswith("/shims"):
            continue
        try:
            names = sorted(path.name for path in Path(folder).iterdir() if _NAME.fullmatch(path.name))
        except OSError:
            continue
        yield from (f"{folder}/{name}" for name in names)


def _of_version(wanted: str) -> Interpreter:
    here = running()
    if _is(here.version, wanted):
        return here
    likely = [path for path in candidates() if wanted in path]
    for paths in (likely, [path for path in candidates() if path not in likely]):
        for answer in probe(paths):
            if not problem(answer) and _is(answer.version, wanted):
                return _interpreter(answer)
    if versions.key(wanted) < versions.key(versions.SUPPORTED[0])[: len(versions.key(wanted))]:
        what = f"asyncx traces Python {versions.SUPPORTED[0]} or newer, not {wanted}"
        raise UserError(what, [_found_hint(), SEE], ExitCode.CANNOT_RUN)
    raise UserError(
        f"no CPython {wanted} was found on this machine",
        [_found_hint(), ("give its path", "--python /path/to/python"), SEE],
        ExitCode.CANNOT_RUN,
    )


def _found_hint() -> tuple[str, str]:
    return ("found", " ".join(dict.fromkeys(versions.minor(one.version) for one in find_all())))


def _is(version: str, wanted: str) -> bool:
    parts = versions.key(wanted)
    return versions.key(version)[: len(parts)] == parts


def _path(wanted: str) -> str:
    """The file that `wanted` means: itself, a command on PATH, or the Python of an environment's folder."""
    path = Path(wanted).expanduser()
    if path.is_dir():
        inside = path / "bin" / "python"
        if inside.exists():
            return str(inside.absolute())
        raise UserError(f"{wanted} is a folder without a Python in it", [SEE], ExitCode.CANNOT_RUN)
    if path.exists():
        return str(path.absolute())
    if "/" in wanted:
        raise UserError(f"there is no file {wanted}", [SEE], ExitCode.CANNOT_RUN)
    from shutil import which

    if found := which(wanted):
        return found
    raise UserError(
        f'"{wanted}" is neither a version of Python nor a path',
        [*suggest(wanted, guessed_versions()), ("a version or a path", "--python 3.12, --python .venv"), SEE],
    )


def _interpreter(answer: Answer) -> Interpreter:
    return Interpreter(answer.path, answer.version, answer.implementation, answer.loops)
