"""Runs a program bare, and under `asyncx run`, from the same folder with the same environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from asyncx.runs import watch
from asyncx.runs.program import Program

PYTHONS = os.environ.get("ASYNCX_PYTHONS", sys.executable).split(os.pathsep)
ASYNCX = (
    sys.executable,
    "-I",  # what lies in the folder, or on PYTHONPATH, is for the program
    "-c",
    f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r})\n"
    "from asyncx.__main__ import main; sys.exit(main())",
)


def label(path: str) -> str:
    """A short name of an interpreter, for test ids."""
    return Path(path).resolve().name + "@" + Path(path).parts[-3]


@dataclass(frozen=True)
class Ran:
    """What a command did; `code` is negative for a signal.  The kernel made `notes` and a `trace`."""

    code: int
    out: str
    err: str
    notes: tuple[str, ...] = ()
    trace: Path | None = None


@dataclass(frozen=True)
class Place:
    """A folder to run programs in, and the interpreter to run them on."""

    folder: Path
    home: Path
    python: str
    environ: Mapping[str, str]

    def write(self, name: str, text: str) -> Path:
        """Write a file into the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def bare(self, *arguments: str, stdin: str = "") -> Ran:
        """`python ARGUMENTS`."""
        return self.execute([self.python, *arguments], stdin=stdin)

    def watched(self, *arguments: str, stdin: str = "", detail: str = "steps") -> Ran:
        """`python ARGUMENTS` with the kernel in it, as `asyncx run` lets it in."""
        trace = self.home / "run.asyncx"
        trace.parent.mkdir(exist_ok=True)
        trace.unlink(missing_ok=True)
        trace.with_suffix(".notes").unlink(missing_ok=True)
        program = Program(self.python, (self.python, *arguments), "program.py", str(self.folder))
        environ = {**self.environ, **watch.invitation(program, watch.Watching(trace, detail), self.environ)}
        ran = self.execute([self.python, *arguments], stdin=stdin, environ=environ)
        notes = trace.with_suffix(".notes")
        said = notes.read_text(encoding="utf-8") if notes.exists() else ""
        return replace(ran, notes=tuple(said.splitlines()), trace=trace if trace.exists() else None)

    def asyncx(self, *arguments: str) -> Ran:
        """`asyncx ARGUMENTS`."""
        return self.execute([*ASYNCX, *arguments])

    def execute(
        self, command: Sequence[str], stdin: str = "", environ: Mapping[str, str] | None = None
    ) -> Ran:
        """Run a command in the folder."""
        done = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            cwd=self.folder,
            env=environ or self.environ,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def environment(self, **more: str) -> dict[str, str]:
        """The environment, with some variables more."""
        return {**self.environ, **more}


def copied(place: Place, name: str) -> str:
    """One of the programs beside the tests, as a file in `place`."""
    shutil.copy(Path(__file__).with_name("programs") / name, place.folder / name)
    return name


def lines_with(text: str, word: str) -> list[str]:
    """Those lines that say `word`."""
    return [line for line in text.splitlines() if word in line]
