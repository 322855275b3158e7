"""Files of our own are out of the way of the program's, as far as the limits of the process allow."""

from __future__ import annotations

import subprocess
import sys

import pytest

OPENED = """
import os, resource
resource.setrlimit(resource.RLIMIT_NOFILE, ({most}, {most}))
from asyncx.kernel.descriptors import open_aside
print(open_aside(os.devnull, os.O_RDONLY))
"""


@pytest.mark.parametrize(("most", "number"), [(1024, 960), (256, 200), (64, 48), (20, 3)])
def test_a_number_that_the_program_does_not_come_to(most: int, number: int) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", OPENED.format(most=most)], capture_output=True, text=True, check=True
    )
    assert int(ran.stdout) == number
