"""Runs programs bare and under the kernel, in every interpreter that ASYNCX_PYTHONS names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

KERNEL = Path(__file__).parents[2] / "asyncx" / "kernel" / "__main__.py"
PROGRAMS = Path(__file__).with_name("programs")
PYTHONS = os.environ.get("ASYNCX_PYTHONS", sys.executable).split(os.pathsep)


def label(path: str) -> str:
    """A short name of an interpreter, for test ids."""
    return Path(path).resolve().name + "@" + Path(path).parts[-3]


@dataclass(frozen=True)
class Ran:
    """What a process did, and what the kernel recorded of it (nothing for a bare one)."""

    code: int
    out: str
    err: str
    records: tuple[dict[str, Any], ...] = ()

    def kinds(self, *kinds: str) -> list[dict[str, Any]]:
        """The records of these kinds, in order."""
        return [record for record in self.records if record["kind"] in kinds]


Runner = Callable[..., Ran]


def where(record: dict[str, Any]) -> int:
    """The line that a record names."""
    line: int = record["where"][1]
    return line


def kernel_command(
    python: str, file: Path, *argv: str, trace: Path, clock: str = "real", loop: str = "asyncio"
) -> list[str]:
    """The command that runs a file under the kernel."""
    config = {"trace": str(trace), "target": str(file), "argv": argv, "clock": clock, "loop": loop}
    return [python, "-s", str(KERNEL), json.dumps(config)]


def execute(command: list[str], trace: Path | None = None) -> Ran:
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    env.update(PYTHONHASHSEED="0")
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, env=env, stdin=subprocess.DEVNULL
    )
    records: tuple[dict[str, Any], ...] = ()
    if trace is not None and trace.exists():
        records = tuple(json.loads(line) for line in trace.read_text().splitlines())
    return Ran(done.returncode, done.stdout, done.stderr, records)


@pytest.fixture(params=PYTHONS, ids=label)
def python(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def bare(python: str) -> Runner:
    """Runs a file as `python FILE ARGS`."""

    def run(file: Path, *argv: str) -> Ran:
        return execute([python, "-s", str(file), *argv])

    return run


@pytest.fixture
def traced(python: str, tmp_path: Path) -> Runner:
    """Runs a file under the kernel."""

    def run(file: Path, *argv: str, clock: str = "real", loop: str = "asyncio") -> Ran:
        trace = tmp_path / "trace.jsonl"
        trace.unlink(missing_ok=True)
        command = kernel_command(python, file, *argv, trace=trace, clock=clock, loop=loop)
        return execute(command, trace)

    return run
