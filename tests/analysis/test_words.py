"""The words of sentences, one kind at a time."""

from __future__ import annotations

import pytest

from asyncx.analysis.words import LONGEST, MS, cut, error_words, every, fits, listed, ms, plural, was

from .made import error


@pytest.mark.parametrize(
    ("ns", "words"),
    [
        (0, "0 ms"),
        (150 * MS, "150 ms"),
        (12_500_000, "12.5 ms"),
        (1_234_567, "1.23 ms"),
        (9999 * MS, "9999 ms"),
        (12_340 * MS, "12.3 s"),
        (10_000 * MS, "10 s"),
        (1500, "0.0015 ms"),
    ],
)
def test_times(ns: int, words: str) -> None:
    assert ms(ns) == words


def test_numbers_of_things() -> None:
    assert (plural(1, "task"), plural(2, "task"), plural(0, "task")) == ("1 task", "2 tasks", "0 tasks")
    assert (every(2), every(3)) == ("both", "all 3")


def test_lists_of_names() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a", "b", "c", "d"]) == "a, b and 2 others"
    assert listed(["a", "a", "b"]) == "a and b"
    assert listed(["a", "b"], 2, 7) == "a and 8 others"
    assert listed(["a"], 2, 1) == "a and 1 other"
    assert (was(["a"]), was(["a", "a"]), was(["a", "b"])) == ("was", "was", "were")


def test_errors_carry_their_message_only_where_it_fits() -> None:
    assert error_words(error("ValueError", "card refused")) == "ValueError: card refused"
    assert error_words(error("ValueError", "x" * 50)) == "ValueError"
    assert error_words(error("ValueError", "two\nlines")) == "ValueError: two lines"
    assert error_words(error("TimeoutError", module="asyncio.exceptions")) == "asyncio.TimeoutError"


def test_the_first_sentence_that_fits_is_taken() -> None:
    long = "x" * (LONGEST + 1)

    assert fits(long, "short") == "short"
    assert fits(long) == "x" * (LONGEST - 1) + "…"
    assert cut("word and more", 6) == "word…"
