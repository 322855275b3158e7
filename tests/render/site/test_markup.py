"""Markup that escapes by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from asyncx.render.site.markup import Html, block, coloured, el, file_of, html

from .pages import Made


@given(st.text(), st.text())
def test_text_is_text_wherever_it_stands(words: str, value: str) -> None:
    """No text makes an element or an attribute."""
    page = Made(html(el("p", words, [words, None, el("b", words)], title=value)))

    assert [tag for tag, _ in page.tags] == ["p", "b"]
    assert list(page.tags[0][1]) == ["title"]
    assert not set("\x00\x1b\u202e\u2066\r") & set(page.words)


def test_what_is_markup_already_stands_as_it_is() -> None:
    """Only `Html` does."""
    assert html(el("p", Html("<i>x</i>"), "<i>")) == "<p><i>x</i>&lt;i&gt;</p>\n"


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (el("a", "x", class_="y", aria_label="z"), '<a class="y" aria-label="z">x</a>'),
        (el("input", hidden=True, id=None, disabled=False), "<input hidden>"),
        (el("td", "x", colspan=2), '<td colspan="2">x</td>'),
        (el("b", title="\"'&<"), '<b title="&quot;&#x27;&amp;&lt;"></b>'),
    ],
)
def test_attributes(made: Html, expected: str) -> None:
    """What is None or False is left out; what is True has no value."""
    assert made.text == expected


def test_lines_stay_lines() -> None:
    """In an element that keeps them; a tab is blanks."""
    assert block("a\n\t<b>\x1b").text == "a\n        &lt;b&gt;\\x1b"


def test_styles_of_the_terminal_are_classes() -> None:
    """Also where they overlap."""
    line = Text.styled("ab<cd", "dim")
    line.stylize("bold red", 1, 4)

    first, middle, last = coloured(line).text.split("</span>")[:3]
    assert first == '<span class="t-dim">a'
    assert middle == '<span class="t-dim t-bold t-red">b&lt;c'
    assert last == '<span class="t-dim">d'


def test_a_file_name_can_be_anything() -> None:
    """Its address leads to it."""
    assert file_of("scenarios", "a b#c?<é>%") == "scenarios/a%20b%23c%3F%3C%C3%A9%3E%25.html"
    assert file_of("scenarios", "\udcff") == "scenarios/%FF.html"
