"""Runs snippets on the kernel's clocks; see clocked.py for what they find there."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CLOCKED = Path(__file__).with_name("clocked.py")
DEADLOCK = 86
_IMPORTS = "import asyncio, os, queue, signal, sys, threading, time\nfrom concurrent import futures\n"


def on_clock(python: str, snippet: str, clock: str = "virtual", code: int = 0) -> list[str]:
    """Run a snippet in an interpreter and return the lines that it prints; `code` is its exit code."""
    command = [python, "-s", str(CLOCKED), clock, _IMPORTS + textwrap.dedent(snippet)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (code, ""), done.stdout + done.stderr
    return done.stdout.splitlines()


@contextmanager
def load() -> Iterator[None]:
    """Keep every core busy, and then some."""
    busy = [sys.executable, "-c", "while True: pass"]
    processes = [subprocess.Popen(busy) for _ in range((os.cpu_count() or 1) + 1)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()
