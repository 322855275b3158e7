"""Width, colour and alphabet of the output, and colours written without Rich's console."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console
from rich.text import Text

from asyncx.cli import console


def as_rich_prints_it(text: Text) -> str:
    """What Rich's own console makes of a text."""
    file = io.StringIO()
    Console(file=file, force_terminal=True, color_system="standard", width=500, _environ={}).print(
        text, soft_wrap=True, end=""
    )
    return file.getvalue()


def cells(text: str) -> list[tuple[str, str]]:
    """Each character with the escape sequence in force; line ends and empty styles do not matter."""
    found, style = [], ""
    for sequence, character in re.findall(r"\x1b\[([\d;]*)m|([^\x1b])", text, re.DOTALL):
        if not character:
            style = "" if sequence == "0" else sequence
        elif character != "\n":
            found.append((character, style))
    return found


@pytest.mark.parametrize(
    "text",
    [
        Text("plain"),
        Text("all", "bold red"),
        Text("a ") + Text("b", "green") + Text(" c\nd ") + Text("e\nf", "dim"),
        Text.assemble("x", ("y", "bold"), ("z", "yellow"), style="cyan"),
        Text(""),
    ],
)
def test_colours_are_those_that_rich_would_print(text: Text) -> None:
    """Character by character, styles within styles included."""
    text.stylize("underline", 1, 3)

    assert cells(console.ansi(text)) == cells(as_rich_prints_it(text))


@pytest.mark.parametrize(
    ("environ", "colour"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, False),
    ],
)
def test_colour_is_for_terminals_unless_said_otherwise(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], colour: bool
) -> None:
    """NO_COLOR wins over FORCE_COLOR; an empty variable counts as not set."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    assert console.coloured(io.StringIO()) is colour


@pytest.mark.parametrize(
    ("columns", "width"), [("", 100), ("120", 120), ("7", 40), ("0", 100), ("wide", 100)]
)
def test_the_width_is_columns_or_a_hundred_in_a_pipe(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    """Never too narrow to draw in."""
    monkeypatch.setenv("COLUMNS", columns)

    assert console.width(io.StringIO()) == width


@pytest.mark.parametrize(
    ("encoding", "ascii_wanted", "ascii_drawn"),
    [("utf-8", False, False), ("utf-8", True, True), ("ascii", False, True), ("latin-1", False, True)],
)
def test_the_alphabet_is_one_that_can_be_written(
    encoding: str, ascii_wanted: bool, ascii_drawn: bool
) -> None:
    """Asked for, or because stdout could not encode the other."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)

    assert console.alphabet(ascii_wanted, stream).ascii is ascii_drawn
