"""What the system says of how long the main thread waited for a CPU; the program may close the file of it."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from asyncx.kernel import sampler
from asyncx.kernel.starved import Starved

MS = 1_000_000


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
def test_waits_are_added_up(
    monkeypatch: pytest.MonkeyPatch, looks: Sequence[tuple[int, int, int]], told: Sequence[tuple[int, int]]
) -> None:
    """Each look, at (ms), finds how long the thread ran and has waited; told is since when, and how long."""
    found: list[tuple[int, int]] = []

    def emit(kind: str, fields: dict[str, Any], because: None) -> None:
        found.append((fields["since"] // MS, fields["waited"] // MS))

    states = {threading.main_thread().ident: SimpleNamespace(number=1)}
    made: Any = sampler.Sampler(SimpleNamespace(states=states, emit=emit), {1: 7})
    made._since = made._ran = made._waited = 0
    for at, ran, waited in looks:
        monkeypatch.setattr(sampler, "now", lambda at=at: at * MS)
        seen = ran * MS, waited * MS
        made._starved = SimpleNamespace(look=lambda seen=seen: seen)
        made.starving()

    assert found == told
