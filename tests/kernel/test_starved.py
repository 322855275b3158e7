"""What the system says of how long a thread waited for a CPU; the program may close the file of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from asyncx.kernel.starved import Spells, Starved

MS = 1_000_000


@pytest.fixture
def statistics(tmp_path: Path) -> Path:
    (tmp_path / "stat").write_text("7 (a) S) R 1 2 3")
    path = tmp_path / "schedstat"
    path.write_text("5 1000 1\n")
    return path


def test_it_says_what_came_since_it_was_asked(statistics: Path) -> None:
    starved = Starved(1, statistics.parent)
    statistics.write_text("25 4000 2\n")

    assert [starved.look(), starved.look()] == [(20, 3000), (0, 0)]
    starved.close()


@pytest.mark.parametrize("text", ["", "5", "5 much 1", "-"])
def test_a_system_that_says_something_else(statistics: Path, text: str) -> None:
    statistics.write_text(text)
    starved = Starved(1, statistics.parent)

    assert starved.look() == (0, 0)
    starved.close()


@pytest.mark.parametrize(
    ("text", "sleeps"), [("7 (a) S) R 1", False), ("7 (a) R) S 1", True), ("7 (b\n) D 1", True), ("", False)]
)
def test_whether_it_sleeps(statistics: Path, text: str, sleeps: bool) -> None:
    """Whatever its name is."""
    (statistics.parent / "stat").write_text(text)
    starved = Starved(1, statistics.parent)

    assert starved.sleeps() is sleeps
    starved.close()


def test_a_system_that_says_nothing(tmp_path: Path) -> None:
    starved = Starved(1, tmp_path / "none")

    assert starved.look() == (0, 0)
    starved.close()


def test_the_program_closes_it_and_has_its_number(statistics: Path, tmp_path: Path) -> None:
    """Then nothing is read from the other file, and it is not closed."""
    starved = Starved(1, statistics.parent)
    number = starved._files[0]._fd
    assert number is not None
    other = os.open(tmp_path / "other", os.O_RDWR | os.O_CREAT)
    os.dup2(other, number)
    os.write(other, b"5 9000 1")

    assert starved.look() == (0, 0)
    starved.close()
    assert os.fstat(number).st_ino == os.fstat(other).st_ino
    os.close(other)
    os.close(number)


@pytest.mark.parametrize(
    ("looks", "told"),
    [
        ([(20, 1, 12), (40, 1, 0)], [(0, 12)]),
        ([(20, 1, 6), (40, 1, 6), (60, 1, 6), (80, 1, 6)], [(0, 12), (40, 12)]),
        ([(20, 1, 3), (40, 1, 3), (60, 1, 3)], []),
        ([(20, 1, 6), (40, 1, 0), (60, 1, 15)], [(40, 15)]),
        ([(20, 1, 6), (210, 1, 6), (215, 1, 6)], [(20, 12)]),
        ([(20, 1, 6), (230, 1, 6), (250, 1, 6)], []),
        ([(230, 1, 0), (250, 1, 0), (270, 1, 15)], [(250, 15)]),
        ([(20, 1, 0), (300, 0, 0), (320, 1, 290)], [(20, 290)]),
    ],
)
def test_waits_are_added_up(looks: Sequence[tuple[int, int, int]], told: Sequence[tuple[int, int]]) -> None:
    """Each look, at (ms), finds how long the thread ran and has waited; told is since when, and how long."""
    seen = iter([(ran * MS, waited * MS) for _, ran, waited in looks])
    spells = Spells(SimpleNamespace(look=lambda: next(seen), sleeps=lambda: False), 0)
    found = [over for at, _, _ in looks if (over := spells.over(at * MS)) is not None]

    assert found == [(since * MS, waited * MS) for since, waited in told]


@pytest.mark.parametrize(
    ("looks", "told"),
    [
        ([(20, 0, True), (40, 0, True), (60, 59, False)], [(40, 20)]),
        ([(20, 0, False), (40, 0, True), (45, 5, False), (60, 15, False)], [(40, 15)]),
        ([(20, 0, True), (25, 20, True)], []),
        ([(20, 0, False), (40, 0, False), (60, 59, True)], [(0, 59)]),
    ],
)
def test_a_sleep_is_no_wait(looks: Sequence[tuple[int, int, bool]], told: Sequence[tuple[int, int]]) -> None:
    """Linux may count a whole sleep as one; what was seen asleep has not waited until then."""
    seen = iter(looks)
    current = looks[0]

    def look() -> tuple[int, int]:
        nonlocal current
        current = next(seen)
        return 0, current[1] * MS

    spells = Spells(SimpleNamespace(look=look, sleeps=lambda: current[2]), 0)
    found = [over for at, *_ in looks if (over := spells.over(at * MS)) is not None]

    assert found == [(since * MS, waited * MS) for since, waited in told]
