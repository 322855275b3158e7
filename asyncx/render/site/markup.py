"""Markup that cannot forget to escape: text becomes harmless wherever it is put, `Html` stands as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TypeAlias
from urllib.parse import quote

from rich.text import Text

from ..words import plain

_VOID = frozenset(("br", "input", "link", "meta"))
_BLOCKS = frozenset(
    ("article", "aside", "body", "dd", "details", "div", "dl", "dt", "figure", "footer", "form", "h1", "h2")
    + ("h3", "head", "header", "html", "li", "link", "main", "meta", "nav", "ol", "option", "p", "pre")
    + ("script", "section", "table", "tbody", "thead", "title", "tr", "ul")
)
"""Elements after which a line may end: white space around them is not seen."""


@dataclass(frozen=True, slots=True)
class Html:
    """A piece of a page as it stands there."""

    text: str


Part: TypeAlias = "Html | str | Sequence[Part] | None"
"""What can stand in an element: markup, text that is yet to be escaped, several of these, or nothing."""


def el(tag: str, *children: Part, **attributes: str | int | bool | None) -> Html:
    """An element; `class_` and `aria_label` stand for `class` and `aria-label`.

    An attribute that is None or False is left out, one that is True has no value.
    """
    words = "".join(_attribute(name, value) for name, value in attributes.items())
    end = "\n" if tag in _BLOCKS else ""
    if tag in _VOID:
        return Html(f"<{tag}{words}>{end}")
    return Html(f"<{tag}{words}>{html(children)}</{tag}>{end}")


def html(part: Part) -> str:
    """The markup of `part`; the only way from text to a page."""
    if isinstance(part, Html):
        return part.text
    if isinstance(part, str):
        return escape(plain(part))
    return "" if part is None else "".join(map(html, part))


def block(text: str) -> Html:
    """Text of several lines, for an element that keeps them."""
    return Html("\n".join(html(line) for line in text.expandtabs().split("\n")))


def one_line(text: str) -> str:
    """A paragraph that was wrapped in its source."""
    return " ".join(text.split())


def link(address: str, *children: Part, **attributes: str | int | bool | None) -> Html:
    """A link; `address` is an address already: its parts have gone through `quoted`."""
    return el("a", *children, href=address, **attributes)


def file_of(folder: str, name: str) -> str:
    """The address of a page from the root of the site."""
    return f"{folder}/{quoted(name)}.html"


def quoted(name: str) -> str:
    """A name as it may stand in an address, byte for byte as a file system has it."""
    return quote(name.encode("utf-8", "surrogateescape"), safe="")


def coloured(line: Text) -> Html:
    """A line made for the terminal, its styles as classes: `t-green`, `t-bold`."""
    cuts = sorted({0, len(line.plain), *(place for span in line.spans for place in (span.start, span.end))})
    parts: list[Part] = []
    for start, end in pairwise(cuts):
        over = [span for span in line.spans if span.start <= start < span.end]
        styles = [str(line.style), *(str(span.style) for span in over)]
        names = " ".join(f"t-{name}" for name in dict.fromkeys(" ".join(styles).split()))
        piece = line.plain[start:end]
        parts.append(el("span", piece, class_=names) if names and piece.strip() else piece)
    return Html(html(parts))


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = name.removesuffix("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(plain(str(value)))}"'
