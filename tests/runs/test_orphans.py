"""Processes that leave the child's group are found and ended, too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from asyncx.runs import orphans

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="adoption is asked of Linux")


def test_children_that_were_there_before_are_spared() -> None:
    """Whoever started them still wants them."""
    with subprocess.Popen(["sleep", "100"]) as mine:
        with orphans.ended():
            pass

        assert mine.poll() is None
        mine.kill()


def test_a_daemon_of_the_child_does_not_survive_the_command(tmp_path: Path) -> None:
    """It called setsid() and lost its parent; the command line becomes its parent, and ends it."""
    alive, held = os.pipe()
    daemon = f"subprocess.Popen(['sleep', '100'], pass_fds=[{held}], start_new_session=True)"
    code = (
        "import subprocess, sys\n"
        "from asyncx.runs import orphans\n"
        "with orphans.ended():\n"
        f"    subprocess.run([sys.executable, '-c', \"import subprocess; {daemon}\"], pass_fds=[{held}])\n"
    )
    subprocess.run([sys.executable, "-c", code], pass_fds=[held], check=True)
    os.close(held)

    with os.fdopen(alive, "rb") as pipe:
        assert pipe.read() == b"", "reads to its end only when no process holds the other side"
