"""The trace of a program is read while it is at work, as far as that can be done."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pytest

from asyncx.kernel import slots as kernel
from asyncx.runs.following import Follower
from asyncx.trace.slots.ahead import Ahead
from tests.trace.slots.condensing import yields


class Looks:
    """An event that is set when all `contents` of the file have been there, None for no file."""

    def __init__(self, path: Path, contents: list[bytes | None]) -> None:
        self.path = path
        self.contents = contents

    def wait(self, _: float) -> bool:
        if not self.contents:
            return True
        content = self.contents.pop(0)
        if content is not None:
            self.path.write_bytes(content)
        return False

    def is_set(self) -> bool:
        return False

    def set(self) -> None:
        """It is over, by itself."""


def follow(path: Path, contents: list[bytes | None], monkeypatch: pytest.MonkeyPatch) -> Follower:
    follower = Follower(path)
    monkeypatch.setattr(follower, "_over", Looks(path, contents))
    follower.begin()
    return follower


def test_it_goes_on_with_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when the file is made only later."""
    data = yields(7 * kernel.SLOTS).bytes()
    contents: list[bytes | None] = [None, b"", data[: kernel.HEADER + 4 * kernel.CHUNK], data]
    ahead = follow(tmp_path / "trace.asyncx", contents, monkeypatch).end()

    assert ahead is not None
    assert ahead.begun is not None
    assert ahead.begun.done == 6


def test_a_program_that_does_nothing_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its file has not grown: there is no more to be done than when it was looked at."""
    looks: list[int] = []
    look = Ahead.look

    def counted(ahead: Ahead, source: BinaryIO) -> None:
        looks.append(1)
        look(ahead, source)

    monkeypatch.setattr(Ahead, "look", counted)
    data = yields(7 * kernel.SLOTS).bytes()
    first = data[: kernel.HEADER + 4 * kernel.CHUNK]
    follow(tmp_path / "trace.asyncx", [first, first, first, data], monkeypatch).end()

    assert len(looks) == 2


def test_a_file_that_makes_no_sense_is_left_for_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents: list[bytes | None] = [b"x" * 2 * kernel.HEADER]

    assert follow(tmp_path / "trace.asyncx", contents, monkeypatch).end() is None


def test_a_program_that_is_over_at_once(tmp_path: Path) -> None:
    """Nothing is waited for."""
    follower = Follower(tmp_path / "trace.asyncx")

    assert follower.end() is None
