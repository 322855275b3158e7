"""Which pages a text is probably about, by the rare words that both have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from math import log

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
    counts: Counter[str] = Counter()
    known = {name: set(_words(_all_of(name, page))) for name, page in book.pages()}
    for words in known.values():
        counts.update(words)
    scored = []
    for name, page in book.pages():
        own = set(_words(f"{name} {page.title} {' '.join(says.text for says in page.says)}"))
        common = wanted & known[name]
        score = sum(log(len(known) / counts[word]) * (1.5 if word in own else 0.5) for word in common)
        scored.append((score if len(common) > 1 else 0.0, name))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    best = scored[0][0] if scored else 0
    return tuple(name for score, name in scored[:MOST] if score >= max(_ENOUGH, best / 2))


def _all_of(name: str, page: Page) -> str:
    parts = [name, page.title, *(says.text for says in page.says), *page.sentences]
    return " ".join([*parts, *page.findings, *page.scenarios, *(when.text for when in page.when)])


def _words(text: str) -> Iterator[str]:
    """The telling words of a text, without what makes them singular or plural."""
    for word in _WORD.findall(text.casefold().replace("-", " ")):
        if word not in _EVERYDAY:
            yield word[:-1] if word.endswith("s") and not word.endswith("ss") else word
