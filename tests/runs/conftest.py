"""A folder, a private home for asyncx, and interpreters that ASYNCX_PYTHONS names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.spread import some

from .bare import PYTHONS, Place, label


@pytest.fixture(params=some(PYTHONS), ids=label)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where to run programs, on some Pythons."""
    return make_place(tmp_path, str(request.param))


@pytest.fixture
def here(tmp_path: Path) -> Place:
    """Where to run programs, on the first Python."""
    return make_place(tmp_path, PYTHONS[0])


def make_place(tmp_path: Path, python: str) -> Place:
    """An empty folder with a blank in its name, and an environment without what belongs to the tests."""
    folder, home = tmp_path / "a folder", tmp_path / "home"
    folder.mkdir()
    dropped = ("PYTHON", "ASYNCX", "COLUMNS", "VIRTUAL_ENV")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return Place(folder, home, python, {**environ, "ASYNCX_HOME": str(home)})
