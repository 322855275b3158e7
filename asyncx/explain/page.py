"""What a page is made of: data alone, so that tests can check every sentence that speaks of a version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

CAUSE, SIGN, COURSE = 2, 1, 0
"""How much a message says: the cause itself, a sign of some other error, the mere course of things.

Where a text has several messages, the page is that of the one which says most.
"""


class Says(NamedTuple):
    """A message as it is printed, with `{example}` for each part that differs from case to case.

    An example that is a number stands for a number, any other one for any text.  A `$` at the end means
    that nothing may follow on the line, a `^` at the start that no dotted name may come before.  `kind`
    is the error's or warning's type, or "log".  With `beside`, one of these words must be in the text.
    """

    text: str
    kind: str = ""
    beside: tuple[str, ...] = ()


class When(NamedTuple):
    """A statement, the versions `on` which it is so, and its proof: a fact that has `value` there alone."""

    text: str
    on: str
    scenario: str
    fact: str
    value: object


class Wrong(NamedTuple):
    """A cure that is often recommended, and why it is none."""

    cure: str
    why: str


class Mark(NamedTuple):
    """A range of versions within a sentence, and its proof.

    That is a fact whose value within the range is another than outside; or, without a fact, what the
    scenario needs.
    """

    on: str
    scenario: str
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The explanation of one family of messages.

    In the sentences `{>=3.11: some-scenario}` and `{<3.10: some-scenario: its fact}` are marks.

    `weight` is CAUSE, SIGN or COURSE; `by` is who prints the messages; `unless` are messages that show
    that it is something else; `findings` and `scenarios` are other names of the page, the scenarios
    also what to run; `picture` is the scenario whose lanes are drawn, "" for none; `happened` are
    paragraphs; `asked` is the question that `when` answers; `wrong` and `fixes` begin with what is
    recommended most, or best; `fails` prints one of the messages when it is run and `works` does not,
    on the versions `runs_on`.
    """

    title: str
    happened: tuple[str, ...]
    fixes: tuple[str, ...]
    says: tuple[Says, ...] = ()
    by: str = "Python"
    weight: int = CAUSE
    unless: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    picture: str = ""
    asked: str = "When"
    when: tuple[When, ...] = ()
    fails: str = ""
    works: str = ""
    runs_on: str = ""
    wrong: tuple[Wrong, ...] = ()
    scenarios: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def sentences(self) -> Iterator[str]:
        """Every sentence that may have marks."""
        yield from (*self.happened, *self.fixes)
        for cure, why in self.wrong:
            yield from (cure, why)

    @property
    def marks(self) -> Iterator[Mark]:
        """The marks of all sentences."""
        for sentence in self.sentences:
            for found in _MARK.finditer(sentence):
                yield _mark(found)


def shown(message: str) -> str:
    """A message as it is printed, each hole filled with its example."""
    return _HOLE.sub(r"\1", message.removesuffix("$").removeprefix("^"))


def unmarked(sentence: str) -> str:
    """The sentence with each mark in words: "TaskGroup (from 3.11 on)"."""
    from ..analysis.facts import in_words

    return _MARK.sub(lambda found: f"({in_words(_mark(found).on)})", sentence)


def pieces(sentence: str) -> Iterator[str | Mark]:
    """The sentence in parts: text, and the marks between."""
    end = 0
    for found in _MARK.finditer(sentence):
        yield sentence[end : found.start()]
        yield _mark(found)
        end = found.end()
    yield sentence[end:]


def versions_in_words(on: str) -> str:
    """Say `on` as "before 3.10" or "from 3.12 on"; "every version" for ""."""
    from ..analysis.facts import in_words

    return in_words(on) if on else "every version"


_HOLE = re.compile(r"\{([^{}]*)\}")
_MARK = re.compile(r"\{([<>=!\d.,]+): ([\w-]+)(?:: ([^{}]+))?\}")


def _mark(found: re.Match[str]) -> Mark:
    return Mark(found[1], found[2], found[3] or "")
