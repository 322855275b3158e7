"""How long the whole catalogue takes."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from tests.scenarios.runs import PYTHONS

pytestmark = pytest.mark.benchmark


def seconds(*pythons: str) -> float:
    """The time of `asyncx compare --all --check` on `pythons`."""
    began = time.monotonic()
    command = [sys.executable, "-m", "asyncx", "compare", "--all", "--check", "--python", ",".join(pythons)]
    subprocess.run(command, check=True, capture_output=True)
    return time.monotonic() - began


def test_one_python_takes_less_than_40_seconds() -> None:
    """On two cores."""
    assert seconds(PYTHONS[0]) < 40


def test_eight_pythons_take_less_than_four_minutes() -> None:
    """On two cores, and fewer in proportion."""
    assert seconds(*PYTHONS) < 30 * max(len(PYTHONS), 2)
