"""What `asyncx run` costs, as ratios to the bare program in one and the same run, and to viztracer.

    python -m pytest -m benchmark tests/benchmarks/test_watching.py -s

ASYNCX_PYTHONS says on which Pythons; 3.13 and 3.14 are those that the limits were made for.  viztracer is
taken from the index into an environment of its own, and left out where that cannot be done.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.scenarios.runs import PYTHONS

PROGRAMS = Path(__file__).parent / "programs"
TIMES = 5
CPU = {"sleep": 1.5, "pingpong": 1.8, "spawn": 1.8, "echo": 1.2}
"""The most that watching may cost, in the CPU time of the program's own process."""
MEMORY = 1.3
WHOLE = 2.5
BYTES = 24

# With the thresholds of malloc as they are, a tracer that frees large blocks makes echo faster than bare.
ENVIRONMENT = {**os.environ, "MALLOC_MMAP_THRESHOLD_": "33554432", "MALLOC_TRIM_THRESHOLD_": "67108864"}

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.parametrize("python", PYTHONS),
    pytest.mark.parametrize("program", CPU),
]


class Cost(NamedTuple):
    """Medians of so many runs."""

    cpu: float
    memory: float
    wall: float


def cost(commands: dict[str, list[str]], cwd: Path) -> dict[str, Cost]:
    """What each command costs; they take turns, so that what disturbs one disturbs all."""
    seen: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(TIMES):
        for name, command in commands.items():
            began = time.perf_counter()
            done = subprocess.run(
                command, cwd=cwd, env=ENVIRONMENT, check=True, stdout=-1, stderr=subprocess.DEVNULL
            )
            wall = time.perf_counter() - began
            cpu, memory = done.stdout.split()[-2:]
            seen[name].append(Cost(float(cpu), float(memory), wall))
    return {
        name: Cost(*(statistics.median(each) for each in zip(*costs, strict=True)))
        for name, costs in seen.items()
    }


def run(python: str, *options: str) -> list[str]:
    """The beginning of a command that watches a program on `python`."""
    return [sys.executable, "-m", "asyncx", "run", "--python", python, *options]


def test_it_costs_what_a_program_can_bear(python: str, program: str, tmp_path: Path) -> None:
    """In the program's own process: CPU and memory; and the whole command, with its report."""
    path = str(PROGRAMS / f"{program}.py")
    trace = tmp_path / "trace.asyncx"
    costs = cost(
        {"bare": [python, path], "watched": run(python, "-o", str(trace), path)},
        tmp_path,
    )
    bare, watched = costs["bare"], costs["watched"]
    cpu, memory, whole = (mine / its for mine, its in zip(watched, bare, strict=True))
    each = trace.stat().st_size / count(trace)
    print(
        f"\n{program} {Path(python).name}: CPU {cpu:.2f} x, memory {memory:.2f} x, "
        f"the whole command {whole:.2f} x, {each:.1f} bytes a record"
    )

    assert cpu <= CPU[program]
    assert memory <= MEMORY
    assert each <= BYTES
    if program == "echo":  # the longest of them
        assert whole <= WHOLE


def count(trace: Path) -> int:
    """How many records there are in the file of a trace."""
    from asyncx.trace.load import load

    return len(load(trace.read_bytes(), full=True).trace.records)


def test_no_detail_costs_next_to_nothing(python: str, program: str, tmp_path: Path) -> None:
    """Tasks alone, without their steps."""
    path = str(PROGRAMS / f"{program}.py")
    costs = cost({"bare": [python, path], "watched": run(python, "-q", "--detail", "tasks", path)}, tmp_path)
    ratio = costs["watched"].cpu / costs["bare"].cpu
    print(f"\n{program} {Path(python).name}: CPU {ratio:.2f} x with --detail tasks")

    assert ratio <= 1.15


def test_it_costs_less_than_viztracer(
    python: str, program: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Which records most of all its peers, but no causes."""
    peer = viztracer(python, tmp_path_factory)
    path = str(PROGRAMS / f"{program}.py")
    out = str(tmp_path / "viz.json")
    costs = cost(
        {
            "watched": run(python, "-q", path),
            "peer": [peer, "-m", "viztracer", "--log_async", "--quiet", "-o", out, path],
        },
        tmp_path,
    )
    ratio = costs["watched"].cpu / costs["peer"].cpu
    print(f"\n{program} {Path(python).name}: CPU {ratio:.2f} x of viztracer's")

    assert ratio <= 1


def viztracer(python: str, factory: pytest.TempPathFactory) -> str:
    """A Python like `python` that has viztracer; made once."""
    home = factory.getbasetemp() / f"viztracer-{python.strip('/').replace('/', '-')}"
    made = home / "bin" / "python"
    if not (home / "bin" / "viztracer").exists():
        steps = ([python, "-m", "venv", str(home)], [str(made), "-m", "pip", "install", "-q", "viztracer"])
        if any(subprocess.run(step, capture_output=True, check=False).returncode for step in steps):
            pytest.skip(f"viztracer cannot be had for {python}")
    return str(made)
