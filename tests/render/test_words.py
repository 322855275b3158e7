from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from asyncx.render.glyphs import ASCII, UNICODE
from asyncx.render.words import MS, crop, cut, duration, number, pad, plain, wrap

ANYTHING = st.text(st.characters())  # surrogates included
ALPHABETS = st.sampled_from([UNICODE, ASCII])


@given(ANYTHING, ALPHABETS)
def test_nothing_a_program_writes_reaches_the_terminal_as_a_command(text, glyphs):
    shown = plain(text, glyphs)
    assert all(character.isprintable() for character in shown)
    assert not any("\u2066" <= c <= "\u2069" or "\u202a" <= c <= "\u202e" for c in shown)
    shown.encode("ascii" if glyphs.ascii else "utf-8")


@given(ANYTHING, ALPHABETS)
def test_what_was_made_plain_stays_as_it_is(text, glyphs):
    assert plain(plain(text, glyphs), glyphs) == plain(text, glyphs)


@given(ANYTHING, st.integers(0, 30), ALPHABETS)
def test_cut_and_pad_keep_to_their_width(text, width, glyphs):
    assert cell_len(cut(plain(text, glyphs), width, glyphs)) <= width
    assert cell_len(pad(plain(text, glyphs), width, glyphs)) == width
    assert crop(Text(plain(text, glyphs)), width, glyphs).cell_len <= width


@given(ANYTHING, st.integers(2, 30))
def test_wrapped_lines_keep_to_their_width_and_lose_nothing(text, width):
    shown = plain(text)
    lines = wrap(shown, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(shown.split())


def test_a_megabyte_is_cut_before_it_is_looked_at():
    assert plain("x" * 1_000_000, limit=5) == "xxxx…"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("one\ntwo\ttab\r", "one\\ntwo\\ttab\\r"),
        ("user\u202etxt.exe", "user\\u202etxt.exe"),
        ("zero\u200bwidth\u2060", "zero\\u200bwidth\\u2060"),
        ("\ud800", "\\ud800"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("日本 é", "日本 é"),
        ("✔\ufe0f", "✔"),
    ],
)
def test_what_cannot_be_seen_is_spelled_out(text, shown):
    assert plain(text) == shown


def test_our_own_punctuation_has_a_typewriter_form():
    assert plain("a — b … “c” ≠ d", ASCII) == 'a - b .. "c" != d'


@pytest.mark.parametrize(
    ("ms", "shown"),
    [
        (0, "0 ms"),
        (0.5, "0.5 ms"),
        (0.12345, "0.123 ms"),
        (12.34, "12.3 ms"),
        (150, "150 ms"),
        (9999, "9999 ms"),
        (10_000, "10 s"),
        (12_345, "12.3 s"),
        (3_600_000, "3600 s"),
    ],
)
def test_times_have_three_digits_and_a_unit(ms, shown):
    assert duration(round(ms * MS)) == shown


@given(st.floats(0, 1e12))
def test_a_number_is_never_written_with_an_exponent(value):
    assert "e" not in number(value)
    assert float(number(value)) == pytest.approx(value, rel=0.01, abs=1e-6)
