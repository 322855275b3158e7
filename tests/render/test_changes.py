"""What changes between two versions, on a screen and as Markdown."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from asyncx.analysis.changes import Change, changes
from asyncx.render.changes import changes_screen, markdown
from asyncx.render.glyphs import ASCII, UNICODE, Glyphs
from asyncx.runs import catalogue

from . import golden


def made(name: str, claim: str, facts: str, more: str = "") -> catalogue.Scenario:
    words = f"{claim}\n\nSo since 3.12 (gh-96764); a __dunder__ and a |pipe|.\n"
    source = f'"""{words}"""\n{more}\nFACTS = {facts}\nprint()\n'
    return catalogue.parse(name, source, topic="timeouts")


def some() -> list[Change]:
    """One of each severity, and one with much to say."""
    lines = '["one of many lines that are printed", "another one of these lines", "and a third `one`"]'
    facts = (
        '{"reader": ("outcome", {"<3.12": "returned", ">=3.12": "raised TimeoutError"}),'
        ' "cancels": ("len(tasks)", {"<3.12": 0, ">=3.12": 1})}',
        f'{{"printed": ("printed", {{"<3.12": [], ">=3.12": {lines}}}),'
        ' "says": ("message", {">=3.12": "a|b"}), "ends at": ("end", {"<3.12": 1, ">=3.12": 2})}',
        '{"it": ("outcome", {"<3.12": "deadlock", ">=3.12": "returned"})}',
    )
    scenarios = [
        made("wait_for-late", "A result that came in time is lost in the end.", facts[0]),
        made("wait_for-printed", "A claim about __init__() that is long, and goes on, to its end.", facts[1]),
        made("eager-start", "An eager task runs at once.", '{"end": ("end", 0)}', 'NEEDS = ">=3.12"'),
        made("loop-hangs", "A loop hangs.", facts[2]),
    ]
    return changes(scenarios, "3.11", "3.12")


@pytest.mark.parametrize(
    ("width", "glyphs", "name"),
    [(100, UNICODE, "100"), (80, UNICODE, "80"), (80, ASCII, "ascii")],
    ids=["100", "80", "ascii"],
)
def test_the_screen(width: int, glyphs: Glyphs, name: str) -> None:
    golden.check(f"changes-{name}", changes_screen(some(), "3.11", "3.12", width, glyphs), width)


@pytest.mark.parametrize("width", range(40, 200, 9))
def test_no_line_is_too_long_at_any_width(width: int) -> None:
    for glyphs in (UNICODE, ASCII):
        lines = changes_screen(some(), "3.11", "3.12", width, glyphs).plain.split("\n")

        assert max(map(cell_len, lines)) <= width


def test_nothing_to_say_is_said() -> None:
    screen = changes_screen([], "3.11", "3.12", 80, UNICODE).plain

    assert screen.strip() == "asyncio from 3.11 to 3.12    No scenario behaves otherwise"


def test_the_document() -> None:
    golden.check("changes-markdown", [*map(_line, markdown(some(), "3.11", "3.12").splitlines())], 400)


def test_the_document_means_what_it_shows() -> None:
    text = markdown(some(), "3.11", "3.12")
    rows = [line for line in text.splitlines() if line.startswith("|")]

    assert re.findall(r"^## (\w+)", text, re.MULTILINE) == ["Breaks", "Silently", "New", "Fixed"]
    assert "https://github.com/python/cpython/issues/96764" in text
    assert r"\_\_init\_\_()" in text
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 for row in rows)
    assert text.endswith("\n")


def _line(text: str):
    from rich.text import Text

    return Text(text)
