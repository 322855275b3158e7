"""The interpreters of ASYNCX_PYTHONS, and how a program of this folder is run on one of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

PYTHONS = os.environ.get("ASYNCX_PYTHONS", sys.executable).split(os.pathsep)
PROGRAMS = Path(__file__).with_name("programs")


def label(path: str) -> str:
    """A short name of an interpreter, for test ids."""
    return Path(path).resolve().name + "@" + Path(path).parts[-3]


each_python = pytest.mark.parametrize("python", PYTHONS, ids=label)


@cache
def version(python: str) -> str:
    """The version of an interpreter, such as "3.13.0"."""
    code = "import platform; print(platform.python_version())"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def answer(python: str, program: str, given: object = None) -> Any:
    """What a program of this folder prints as JSON, when it is given some JSON on stdin."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [python, "-s", str(PROGRAMS / program)],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
        env=env,
    )
    return json.loads(done.stdout)
