from __future__ import annotations

from dataclasses import dataclass

import pytest

from asyncx.render.catalogue import list_screen
from asyncx.render.glyphs import ASCII, UNICODE

from . import golden


@dataclass
class Listed:
    name: str
    topic: str
    claim: str
    needs: str = ""
    changes: tuple[str, ...] = ()


SOME = [
    Listed("wait_for-timeout", "timeouts", "A timeout waits for the cleanup", changes=("3.9", "3.12")),
    Listed("timeout-nested", "timeouts", "Of two deadlines that are equal both fire", needs=">=3.11"),
    Listed("cancel-twice", "cancellation", "A second cancel() interrupts the cleanup that the first began"),
    Listed("old", "cancellation", "Gone", needs=">=3.9,<3.12"),
]


@pytest.mark.parametrize(("width", "glyphs"), [(100, UNICODE), (60, ASCII)], ids=["100", "60-ascii"])
def test_the_list(width, glyphs):
    golden.check(f"list-{width}", list_screen(SOME, width, glyphs), width)


def test_nothing_to_list():
    assert "no scenario fits" in list_screen([], 80, UNICODE).plain
