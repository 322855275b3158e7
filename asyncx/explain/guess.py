"""Which pages a text is probably about, by the rare words that both have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from math import log
from typing import NamedTuple

from . import book
from .page import Page

MOST = 3
"""Pages in a guess."""

_ENOUGH = 4.0
"""The least weight of the words in common, of which there must be two."""

_WORD = re.compile(r"[a-z_][a-z_]{2,}")
_SAYS_LITTLE = """
    the and for not was were that this with from has had have but its into than then them they there here
    all any are can get got set one two use used using new other when while what which who whose only more
    been being cannot could must name type value values time
    file line most recent call last traceback error errors exception raise self return def import main run
    runtimeerror typeerror valueerror attributeerror keyerror oserror importerror none true false
    int str dict list tuple bytes nonetype
    async await asyncio object python python3 site packages lib usr local home module
"""
_EVERYDAY = frozenset(_SAYS_LITTLE.split())


def nearest(text: str) -> tuple[str, ...]:
    """The names of the pages nearest to `text`, the nearest first; () when none is near."""
    wanted = set(_words(text))
    scored = sorted((-_score(wanted, name), name) for name in book.names())
    best = -scored[0][0]
    return tuple(name for score, name in scored[:MOST] if -score >= max(_ENOUGH, best / 2))


def _score(wanted: set[str], name: str) -> float:
    """How much a page has in common with the wanted words; those of its title and messages count thrice."""
    known = _known()
    common = wanted & known[name].all
    if len(common) < 2:
        return 0.0
    return sum(
        log(len(known) / _counts()[word]) * (1.5 if word in known[name].own else 0.5) for word in common
    )


class _Words(NamedTuple):
    own: frozenset[str]
    all: frozenset[str]


@cache
def _known() -> Mapping[str, _Words]:
    """The words of each page."""
    return {
        name: _Words(
            own := frozenset(_words(f"{name} {page.title} {' '.join(says.text for says in page.says)}")),
            own | frozenset(_words(_prose(page))),
        )
        for name, page in book.pages()
    }


@cache
def _counts() -> Counter[str]:
    """On how many pages each word is."""
    return Counter(word for words in _known().values() for word in words.all)


def _prose(page: Page) -> str:
    parts = [*page.sentences, *page.findings, *page.scenarios, *(when.text for when in page.when)]
    return " ".join(parts)


def _words(text: str) -> Iterator[str]:
    """The telling words of a text, without what makes them singular or plural."""
    for word in _WORD.findall(text.casefold().replace("-", " ")):
        if word not in _EVERYDAY:
            yield word[:-1] if word.endswith("s") and not word.endswith("ss") else word
