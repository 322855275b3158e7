"""The head start: a child begins before the parser is loaded, and is used only if it is the one wanted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from asyncx.cli import early
from asyncx.runs import catalogue, interpreters

FIRST = "wait_for-timeout"
HERE = interpreters.running()


@pytest.fixture(autouse=True)
def none_left() -> Iterator[None]:
    """No child outlives a test."""
    yield
    early.drop()


@pytest.mark.parametrize("options", [[], ["--events", "-q"], ["--json", "--check"]])
def test_the_plainest_command_gets_a_head_start(options: list[str]) -> None:
    """Options that only change what is shown do not matter; the child taken is the one begun."""
    early.begin(["scenario", FIRST, *options])
    (begun,) = early._begun

    with early.take(catalogue.find(FIRST), HERE, "virtual", "asyncio") as taken:
        assert taken is begun
        assert taken.trace().run.end == "returned"
    assert early._begun == []


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["list"],
        ["scenario"],
        ["scenario", ""],
        ["scenario", "--help"],
        ["scenario", "no-such-scenario"],
        ["scenario", FIRST, "--help"],
        ["scenario", FIRST, "--python", "3.8"],
        ["scenario", FIRST, "--clock", "real"],
        ["scenario", FIRST, "-o", "x.json"],
        ["show", FIRST],
    ],
)
def test_anything_else_waits_for_the_parser(arguments: list[str]) -> None:
    """So does what will turn out to be an error; it is said once, by the command."""
    early.begin(arguments)

    assert early._begun == []


def test_a_scenario_that_cannot_run_here_is_not_begun(tmp_path: Path) -> None:
    """Its NEEDS are respected."""
    path = tmp_path / "mine.py"
    path.write_text(f'"""A."""\nNEEDS = ">{HERE.version}"\nprint()\n')
    early.begin(["scenario", str(path)])

    assert early._begun == []


def test_a_child_that_is_not_wanted_is_ended() -> None:
    """Another one is started in its place, and nothing of the first is left."""
    early.begin(["scenario", FIRST])
    (begun,) = early._begun
    folder = Path(begun._folder.name)

    with early.take(catalogue.find("gather-first-error"), HERE, "virtual", "asyncio") as taken:
        assert taken is not begun
    early.drop()

    assert not folder.exists()
    assert begun._process.returncode is not None
