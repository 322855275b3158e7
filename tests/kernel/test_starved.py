"""What the system says of how long the main thread waited for a CPU; the program may close the file of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from asyncx.kernel.starved import Starved


@pytest.fixture
def statistics(tmp_path: Path) -> Path:
    path = tmp_path / "schedstat"
    path.write_text("5 1000 1\n")
    return path


def test_it_says_what_came_since_it_was_asked(statistics: Path) -> None:
    starved = Starved(statistics)
    statistics.write_text("25 4000 2\n")

    assert [starved.look(), starved.look()] == [(20, 3000), (0, 0)]
    starved.close()


@pytest.mark.parametrize("text", ["", "5", "5 much 1", "-"])
def test_a_system_that_says_something_else(statistics: Path, text: str) -> None:
    statistics.write_text(text)
    starved = Starved(statistics)

    assert starved.look() == (0, 0)
    starved.close()


def test_a_system_that_says_nothing(tmp_path: Path) -> None:
    starved = Starved(tmp_path / "none")

    assert starved.look() == (0, 0)
    starved.close()


def test_the_program_closes_it_and_has_its_number(statistics: Path, tmp_path: Path) -> None:
    """Then nothing is read from the other file, and it is not closed."""
    starved = Starved(statistics)
    number = starved._fd
    assert number is not None
    other = os.open(tmp_path / "other", os.O_RDWR | os.O_CREAT)
    os.dup2(other, number)
    os.write(other, b"5 9000 1")

    assert starved.look() == (0, 0)
    starved.close()
    assert os.fstat(number).st_ino == os.fstat(other).st_ino
    os.close(other)
    os.close(number)
