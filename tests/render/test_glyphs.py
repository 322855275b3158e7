from __future__ import annotations

from dataclasses import fields

import pytest
from rich.cells import cell_len

from asyncx.render.glyphs import ASCII, MEANINGS, STYLES, UNICODE, Glyphs, plural

STATES = ("running", "waiting", "cancelling", "ready", "armed", "fired")
ENDS = ("returned", "raised", "cancelled", "never_ended")
FINDINGS = ("problem", "warning", "note")
ALPHABETS = [pytest.param(UNICODE, id="unicode"), pytest.param(ASCII, id="ascii")]


@pytest.mark.parametrize("glyphs", ALPHABETS)
def test_no_two_states_look_the_same_without_colour(glyphs: Glyphs):
    for group in (STATES, ENDS, FINDINGS):
        assert len({getattr(glyphs, name) for name in group}) == len(group)


@pytest.mark.parametrize("glyphs", ALPHABETS)
def test_what_fills_a_lane_is_one_cell_wide(glyphs: Glyphs):
    for name in (*STATES, "axis", "axis_start", "axis_tick", "axis_step", "axis_end", "cut"):
        assert cell_len(getattr(glyphs, name)) == 1


def test_the_ascii_alphabet_is_ascii():
    assert all(getattr(ASCII, field.name).isascii() for field in fields(ASCII) if field.name != "ascii")


@pytest.mark.parametrize("name", [field.name for field in fields(Glyphs) if field.name != "ascii"])
def test_every_glyph_is_there_in_both_alphabets(name):
    assert getattr(UNICODE, name)
    assert getattr(ASCII, name)


def test_every_state_and_end_has_a_colour_and_a_meaning():
    assert set(STATES + ENDS) <= set(STYLES)
    assert set(STATES + ENDS) <= set(MEANINGS)


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (1, "task", "1 task"),
        (2, "task", "2 tasks"),
        (0, "more lane", "0 more lanes"),
        (3, "entry", "3 entries"),
        (2, "process", "2 processes"),
        (2, "day", "2 days"),
        (2, "is", "2 are"),
    ],
)
def test_plurals(amount, unit, words):
    assert plural(amount, unit) == words
