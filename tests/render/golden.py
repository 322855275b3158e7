"""Screens kept as plain files: what is drawn must be what lies under `golden`."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.text import Text

FOLDER = Path(__file__).parent / "golden"


def check(name: str, screen: Text | list[Text], width: int) -> None:
    """Compare a screen with golden/NAME.txt, and see that no line is longer than `width`.

    On a difference the screen is saved beside it as NAME.actual; to accept it, rename it to NAME.txt.
    """
    lines = screen.plain.split("\n") if isinstance(screen, Text) else [line.plain for line in screen]
    text = "".join(line.rstrip() + "\n" for line in lines)
    assert max(cell_len(line) for line in lines) <= width
    expected, actual = FOLDER / f"{name}.txt", FOLDER / f"{name}.actual"
    wanted = expected.read_text(encoding="utf-8") if expected.exists() else ""
    if text == wanted:
        actual.unlink(missing_ok=True)
        return
    actual.write_text(text, encoding="utf-8")
    difference = unified_diff(wanted.splitlines(), text.splitlines(), expected.name, actual.name, lineterm="")
    pytest.fail("\n".join(difference), pytrace=False)
