"""Runs each scenario many times with every core kept busy, and says which gave more than one trace.

    python -m tests.scenarios.repeat [TIMES] [NAME ...]      on the interpreters of ASYNCX_PYTHONS

Prints a line for each interpreter; exit code 1 when any trace differed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

from asyncx.runs.catalogue import Scenario
from asyncx.runs.child import KERNEL
from asyncx.runs.probe import clean_environment

from .runs import PYTHONS, SCENARIOS, fits, label

AT_ONCE = 2 * (os.cpu_count() or 1)
"""Runs side by side: more than there are cores, so that each is interrupted where nobody chose."""


def digest(scenario: Scenario, python: str) -> str:
    """Run once; the digest of the records as the kernel wrote them."""
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "records"
        config = {"target": str(scenario.path), "argv": [], "clock": "virtual", "loop": "asyncio"}
        subprocess.run(
            [python, "-s", str(KERNEL), json.dumps({"trace": str(trace), **config})],
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        return sha256(trace.read_bytes()).hexdigest()


def digests(scenario: Scenario, python: str, times: int) -> set[str]:
    """What that many runs gave: one digest, if the scenario is repeatable."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return set(pool.map(lambda _: digest(scenario, python), range(times)))


def main(arguments: Sequence[str]) -> int:
    """Run the comparison of this module's docstring; returns the exit code."""
    times = int(arguments[0]) if arguments else 50
    names = set(arguments[1:])
    code = 0
    for python in PYTHONS:
        chosen = [s for s in SCENARIOS if fits(s, python) and (not names or s.name in names)]
        differ = [s.name for s in chosen if len(digests(s, python, times)) != 1]
        print(f"{label(python)}: {len(chosen)} scenarios x {times} runs,", ", ".join(differ) or "all equal")
        sys.stdout.flush()
        code |= bool(differ)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
