"""The programs of this folder: found, run, and what the rules find in them.

    programs/<rule>/faulty*.py    has the fault, at the line that ends in "# fault"; with a line
                                  "# fault in no line that could be known" the finding has no place
    programs/<rule>/mended*.py    the same without it: no rule may say anything
    programs/silent/*.py          good code of many kinds: no rule may say anything

Each is a plain asyncio program.  A line "# needs >=3.11" in it says where it can run.  It runs on the virtual
clock, every coroutine recorded; with a line "# clock real" as `asyncx run` watches it, with "# clock both" in
both ways.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from asyncx.analysis.finding import Finding
from asyncx.analysis.findings import find
from asyncx.runs import child, interpreters, versions, watched
from asyncx.runs.catalogue import Scenario
from asyncx.runs.interpreters import Interpreter
from asyncx.trace.model import Trace
from tests.spread import some

FOLDER = Path(__file__).with_name("programs")
PYTHONS = os.environ.get("ASYNCX_PYTHONS", sys.executable).split(os.pathsep)
LIMIT = 60.0
"""Seconds; a busy machine is no reason to fail."""

NOWHERE = "# fault in no line that could be known"
_MARK = re.compile(r"^.*#\s*fault\b", re.MULTILINE)


@dataclass(frozen=True)
class Program:
    """One file: `rule` is the name of its folder with dashes, `lines` are those marked as faulty."""

    rule: str
    path: Path
    source: str

    @property
    def lines(self) -> set[int]:
        if NOWHERE in self.source:
            return set()
        return {self.source.count("\n", 0, mark.start()) + 1 for mark in _MARK.finditer(self.source)}

    @property
    def needs(self) -> str:
        return _header(self.source, "needs")

    @property
    def clocks(self) -> tuple[str, ...]:
        named = _header(self.source, "clock") or "virtual"
        return ("virtual", "real") if named == "both" else (named,)

    def __str__(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"


def _header(source: str, name: str) -> str:
    found = re.search(rf"^# {name} (.+)$", source, re.MULTILINE)
    return found[1].strip() if found else ""


@cache
def programs(pattern: str) -> tuple[Program, ...]:
    """The programs whose path in the folder matches `pattern`, by name."""
    return tuple(
        Program(path.parent.name.replace("_", "-"), path, path.read_text(encoding="utf-8"))
        for path in sorted(FOLDER.glob(pattern))
    )


@cache
def interpreter(python: str) -> Interpreter:
    return interpreters.resolve(python)


def label(python: str) -> str:
    """A short name of an interpreter, for test ids."""
    return f"{Path(python).resolve().name}@{Path(python).parts[-3]}"


@cache
def turns() -> dict[Path, int]:
    """A number for each program, so that every test has it run on the same Pythons."""
    kinds = ("*/faulty*.py", "*/mended*.py", "silent/*.py")
    return {program.path: turn for kind in kinds for turn, program in enumerate(programs(kind))}


def runs(pattern: str) -> Iterator[tuple[Program, str, str]]:
    """Each program that matches, with Pythons that it can run on, and each of its clocks."""
    for program in programs(pattern):
        able = [each for each in PYTHONS if versions.includes(program.needs, interpreter(each).version)]
        for python in some(able, turns()[program.path]):
            for clock in program.clocks:
                yield program, python, clock


def trace_of(program: Program, python: str, clock: str) -> Trace:
    """What was recorded of a run to its end; those that are asked for next are started meanwhile."""
    wanted = (program, python, clock)
    at = asked_for.index(wanted) if wanted in asked_for else len(asked_for)
    for each in (wanted, *asked_for[at + 1 : at + 1 + AHEAD]):
        if each not in started:
            started[each] = POOL.submit(_run, *each)
    del asked_for[at : at + 1]
    return (started[wanted] if wanted in asked_for else started.pop(wanted)).result()


asked_for: list[tuple[Program, str, str]] = []
"""What the tests of this session have yet to ask for, in order; see conftest."""
started: dict[tuple[Program, str, str], Future[Trace]] = {}
AHEAD = os.cpu_count() or 1
POOL = ThreadPoolExecutor(AHEAD)


def _run(program: Program, python: str, clock: str) -> Trace:
    if clock == "real":
        return watch(program.path, python)
    scenario = Scenario(
        name=program.path.stem,
        topic="",
        path=program.path,
        source=program.source,
        claim="",
        explanation="",
        facts=(),
        article=None,
        needs=program.needs,
    )
    return child.run(scenario, interpreter(python), limit=LIMIT)


def watch(file: Path, python: str, *options: str, before: Callable[[], object] | None = None) -> Trace:
    """What `asyncx run` records of a program; `before` is called in its process, before asyncx begins."""
    with TemporaryDirectory() as folder:
        trace = Path(folder) / "trace.asyncx"
        command = [sys.executable, "-m", "asyncx", "run", "-q", *options, "-o", str(trace)]
        subprocess.run(
            [*command, "--python", python, str(file)],
            env={**os.environ, "ASYNCX_HOME": folder},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LIMIT,
            check=False,
            preexec_fn=before,
        )
        return watched.load(trace).trace


def found_in(program: Program, python: str, clock: str) -> tuple[Finding, ...]:
    """What all rules find in one run of it; on the real clock a busy machine holds a loop, too."""
    found = find(trace_of(program, python, clock))
    return tuple(finding for finding in found if clock == "virtual" or finding.rule != "loop-blocked")
