"""Whether a file can be a program of Python at all, and what was meant if it cannot."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from shutil import which

from ..errors import UserError, suggest

_BYTES = 4096
"""How much of a file is looked at."""


def check(name: str) -> None:
    """UserError when `python NAME` could do nothing with the file; its text is Python's to judge."""
    path = Path(name)
    if path.is_dir():
        if not (path / "__main__.py").exists():
            raise _folder(name, path)
        return
    if not path.exists():
        raise _missing(name, path)
    try:
        with path.open("rb") as file:
            begins = file.read(_BYTES)
    except OSError as error:
        raise UserError(f"{name} cannot be read: {(error.strerror or str(error)).lower()}") from None
    first = begins.partition(b"\n")[0].decode("utf-8", "replace")
    if first.startswith("#!") and "python" not in first and "'''exec'" not in begins.decode("latin-1"):
        what = f"{name} is a script for {first[2:].strip()}, and asyncx watches programs of Python"
        raise UserError(what, [("for example", "asyncx run app.py")])
    if b"\0" in begins and path.suffix != ".pyc" and not zipfile.is_zipfile(path):
        raise UserError(f"{name} is not a Python file", [("for example", "asyncx run app.py")])


def _folder(name: str, path: Path) -> UserError:
    """A folder without a __main__.py: perhaps a package, or a file in it, was meant."""
    hints = []
    if (path / "__init__.py").exists():
        hints.append(("a module in it", f"asyncx run -m {path.name}.NAME"))
    files = sorted(file.name for file in path.glob("*.py") if not file.name.startswith("__"))
    hints += [("a file in it", f"asyncx run {os.path.join(name, file)}") for file in files[:3]]  # noqa: PTH118 (as it was typed)
    return UserError(f"{name} is a folder without a __main__.py", hints)


def _missing(name: str, path: Path) -> UserError:
    from . import catalogue

    hints: list[tuple[str, str]] = []
    if name in catalogue.names():
        hints = [("did you mean", f"asyncx scenario {name}")]
    elif path.with_name(path.name + ".py").is_file():
        hints = [("did you mean", f"asyncx run {name}.py")]
    elif "/" not in name and which(name):
        hints = [("did you mean", f"asyncx run -- {name}")]
    else:
        try:
            near = sorted(file.name for file in path.parent.iterdir() if file.suffix == ".py")
        except OSError:
            near = []
        parent = name[: len(name) - len(path.name)]
        hints = [(label, f"asyncx run {parent}{one}") for label, one in suggest(path.name, near)]
        if not hints and "/" not in name:
            hints = [(label, f"asyncx scenario {one}") for label, one in suggest(name, catalogue.names())]
        if not hints and path.suffix != ".py" and "/" not in name:
            hints = [("a module", f"asyncx run -m {name}"), ("a command", f"asyncx run -- {name}")]
    return UserError(f"there is no file {name}", hints)
