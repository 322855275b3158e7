"""The README shows what the commands really print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from asyncx.cli.app import run
from asyncx.runs import interpreters
from asyncx.runs.interpreters import Interpreter

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / ".github" / "wait_for-timeout.svg"


def interpreter_in(picture: str) -> Interpreter:
    """The Python that the picture was made with, if it is here."""
    version = re.search(r"CPython(?:&#160;|\s)(3\.\d+\.\d+)", picture)
    assert version is not None
    for found in interpreters.find_all():
        if found.version == version[1]:
            return found
    pytest.skip(f"the picture was made with CPython {version[1]}, which is not here")


def test_the_picture_is_the_screen(tmp_path: Path) -> None:
    """Made by the command itself: asyncx scenario wait_for-timeout --python 3.13 -o FILE."""
    picture = PICTURE.read_text(encoding="utf-8")
    python = interpreter_in(picture)
    code = run(["scenario", "wait_for-timeout", "--python", python.path, "-o", str(tmp_path / "now.svg")])

    assert code == 0
    assert (tmp_path / "now.svg").read_text(encoding="utf-8") == picture


def test_the_picture_asks_no_host_for_anything() -> None:
    """No font, no style sheet, no script from elsewhere."""
    picture = PICTURE.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")

    assert "http" not in picture
