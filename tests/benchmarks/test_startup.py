"""Start-up times, as ratios to `python -c "import typer"` measured in the same run."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

ROUNDS = 10

ASYNCX = [sys.executable, "-m", "asyncx"]
COMPLETE = {"_ASYNCX_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "asyncx scenario wait"}
CASES: dict[str, tuple[list[str], dict[str, str], float]] = {
    "--version": ([*ASYNCX, "--version"], {}, 1.5),
    "completion of a scenario": (ASYNCX, COMPLETE, 1.5),
    "completion of a command": (ASYNCX, COMPLETE | {"_TYPER_COMPLETE_ARGS": "asyncx "}, 1.5),
    "list": ([*ASYNCX, "list"], {}, 2.0),
    "list WORD": ([*ASYNCX, "list", "cancel"], {}, 2.0),
    "scenario wait_for-timeout": ([*ASYNCX, "scenario", "wait_for-timeout"], {}, 2.5),
}


def seconds(command: list[str], environ: dict[str, str]) -> float:
    """How long a command takes, from its start to its end; with compiled files, as after an installation."""
    environ = {**os.environ, **environ}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    subprocess.run(command, env=environ, capture_output=True, check=True)
    return time.perf_counter() - began


@pytest.fixture(scope="module")
def ratios() -> dict[str, float]:
    """The fastest of several rounds of each case, over the fastest `import typer`; rounds are interleaved."""
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, (command, environ, _) in [
            ("typer", ([sys.executable, "-c", "import typer"], {}, 0)),
            *CASES.items(),
        ]:
            best[name] = min(best.get(name, float("inf")), seconds(command, environ))
    return {name: value / best["typer"] for name, value in best.items()}


@pytest.mark.benchmark
@pytest.mark.parametrize("name", CASES)
def test_a_command_starts_fast_enough(name: str, ratios: dict[str, float]) -> None:
    """What one waits for most often must not become slow unnoticed."""
    print(f"{name}: {ratios[name]:.2f} x import typer")

    assert ratios[name] <= CASES[name][2]
