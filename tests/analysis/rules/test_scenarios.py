"""What the rules find in the scenarios is what was looked through by eye."""

from __future__ import annotations

import pytest

from asyncx.runs.versions import minor
from tests.scenarios.runs import PYTHONS, each_of, interpreter
from tests.spread import some

from . import scenarios


@each_of(some(PYTHONS, 1))
def test_the_findings_are_those_that_were_looked_through(python: str) -> None:
    """Another patch release may behave otherwise, so only those of the file are compared."""
    written_on, known = scenarios.read()
    version = interpreter(python).version
    if version not in written_on:
        pytest.skip(f"scenarios.txt was not written on {version}")
    found = scenarios.on_python(python)

    assert found == {name: known.get((name, minor(version)), scenarios.NOTHING) for name in found}
