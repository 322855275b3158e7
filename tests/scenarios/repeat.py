"""Runs each scenario many times with every core kept busy, and says which gave more than one trace.

    python -m tests.scenarios.repeat [TIMES] [NAME ...]      on the interpreters of ASYNCX_PYTHONS

Prints a line for each interpreter; exit code 1 when any trace differed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256

from asyncx.runs.catalogue import Scenario
from asyncx.trace import codec

from .runs import PYTHONS, SCENARIOS, fits, label, run


@contextmanager
def busy() -> Iterator[None]:
    """Keep every core busy with something else."""
    command = [sys.executable, "-c", "while True: pass"]
    processes = [subprocess.Popen(command) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


def traces(scenario: Scenario, python: str, times: int) -> set[str]:
    """Digests of the JSON of that many runs: one, if the run is repeatable."""
    with ThreadPoolExecutor((os.cpu_count() or 1) + 1) as pool:
        runs = pool.map(lambda _: codec.dumps(run(scenario, python)), range(times))
        return {sha256(text.encode()).hexdigest() for text in runs}


def main(arguments: Sequence[str]) -> int:
    """Run the comparison of this module's docstring; returns the exit code."""
    times = int(arguments[0]) if arguments else 50
    names = set(arguments[1:])
    code = 0
    with busy():
        for python in PYTHONS:
            chosen = [s for s in SCENARIOS if fits(s, python) and (not names or s.name in names)]
            differ = [s.name for s in chosen if len(traces(s, python, times)) != 1]
            print(f"{label(python)}: {len(chosen)} scenarios x {times} runs,", ", ".join(differ) or "all equal")
            code |= bool(differ)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
