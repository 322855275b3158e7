"""Ask interpreters what they are: one short process each, all at the same time."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PATIENCE = 5.0
"""Seconds that all interpreters together have to answer."""

WIDEST = 120
"""Characters of a line of its stderr that are quoted."""

# Also runs on 2.7 and 3.4, so that these can be named in the reason.
QUESTION = """
import sys
try:
    from importlib.util import find_spec
    loops = [name for name in ("uvloop",) if find_spec(name)]
except ImportError:
    loops = []
implementation = getattr(getattr(sys, "implementation", None), "name", "python")
print("asyncx:%d.%d.%d:%s:%s:%s" % (sys.version_info[:3] + (
    implementation.replace("cpython", "CPython"), ",".join(["asyncio"] + loops), sys.prefix)))
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the interpreter at `path` said; `failure` is why it is no use ("does not start"), or empty."""

    path: str
    version: str = ""
    implementation: str = ""
    loops: tuple[str, ...] = ()
    prefix: str = ""
    failure: str = ""
    stderr: str = ""


def clean_environment(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment for a child: ours without the variables that change what Python does."""
    kept = {name: value for name, value in environ.items() if not name.startswith("PYTHON")}
    return kept | {"PYTHONHASHSEED": "0", "TZ": "UTC"}


def probe(paths: Sequence[str]) -> list[Answer]:
    """Ask the interpreters at `paths`; one answer for each, in order.  Leaves no process behind."""
    started = [(path, _start(path)) for path in paths]
    deadline = time.monotonic() + PATIENCE
    try:
        return [_answer(path, process, deadline) for path, process in started]
    finally:
        for _, process in started:
            if not isinstance(process, str):
                _end(process)


def _start(path: str) -> subprocess.Popen[bytes] | str:
    try:
        return subprocess.Popen(
            [path, "-s", "-c", QUESTION],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean_environment(),
            start_new_session=True,
        )
    except FileNotFoundError:
        return "is not there"
    except PermissionError:
        return "is not executable"
    except (OSError, ValueError):
        return "is no program"


def _answer(path: str, process: subprocess.Popen[bytes] | str, deadline: float) -> Answer:
    if isinstance(process, str):
        return Answer(path, failure=process)
    try:
        out, err = process.communicate(timeout=max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return Answer(path, failure=f"did not answer within {PATIENCE:.0f} seconds")
    said = [line[:WIDEST] for line in err[-4000:].decode("utf-8", "replace").strip().splitlines()[-3:]]
    fields = out[-4000:].decode("utf-8", "replace").rpartition("asyncx:")[2].strip().split(":", 3)
    if len(fields) != 4:
        code = process.returncode
        how = "is no Python" if code == 0 else f"stopped at once, with {_how(code)}"
        return Answer(path, failure=how, stderr="\n".join(said))
    version, implementation, loops, prefix = fields
    return Answer(path, version, implementation, tuple(loops.split(",")), prefix)


def _how(code: int) -> str:
    return f"exit code {code}" if code > 0 else f"signal {-code}"


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process's whole group, and release its pipes."""
    if process.returncode is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()
