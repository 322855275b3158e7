"""The site of the whole catalogue: made in a minute, runs included, and small enough for any host."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

SECONDS = 60
BYTES = 15_000_000


@pytest.mark.benchmark
def test_the_whole_site_is_made_in_a_minute(tmp_path: Path) -> None:
    """On every Python found, on a machine that has nothing else to do."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "asyncx", "export", "--all", str(tmp_path / "site")],
        check=True,
        capture_output=True,
    )
    took = time.perf_counter() - began
    size = sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())

    print(f"{took:.1f} s, {size / 1e6:.1f} MB")
    assert took < SECONDS
    assert size < BYTES
