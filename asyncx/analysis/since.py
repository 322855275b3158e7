"""What the explanation of a scenario says about versions: its sentences, and the issues that it names."""

from __future__ import annotations

import re
from itertools import pairwise

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_VERSION = re.compile(r"\b3\.\d+\b")
ISSUE = re.compile(r"\b(?:(?:gh|bpo)-|PEP )\d+\b")
_PAGES = {
    "gh": "https://github.com/python/cpython/issues/{}",
    "bpo": "https://bugs.python.org/issue{}",
    "PEP": "https://peps.python.org/pep-{:04}/",
}
_LEANS = re.compile(r"(That|It|This|They|These|So|Both|Then|Before that|The same|Only)\b")
"""How a sentence begins that cannot be understood without the one before."""


def about_versions(explanation: str) -> tuple[str, ...]:
    """The sentences that say what is so on which version, each together with what it leans on."""
    found: list[str] = []
    for before, sentence in pairwise(["", *_sentences(explanation)]):
        if not _VERSION.search(sentence):
            continue
        if not _LEANS.match(sentence):
            found.append(sentence)
        elif found and found[-1].endswith(before):
            found[-1] += f" {sentence}"
        else:
            found.append(f"{before} {sentence}".strip())
    return tuple(found)


def issue_for(explanation: str, version: str) -> str:
    """The issue ("gh-96764", "PEP 654") that stands nearest to `version` in one sentence with it, or ""."""
    found = [
        (_distance(here, issue), issue[0])
        for sentence in _sentences(explanation)
        for here in re.finditer(rf"\b{re.escape(version)}\b", sentence)
        for issue in ISSUE.finditer(sentence)
    ]
    return min(found, default=(0, ""))[1]


def address(issue: str) -> str:
    """The page of an issue of CPython, or of a PEP."""
    kind, number = re.split("[- ]", issue, maxsplit=1)
    return _PAGES[kind].format(int(number))


def _distance(here: re.Match[str], issue: re.Match[str]) -> int:
    """Characters between; what stands before the version is half as likely meant."""
    if issue.start() >= here.end():
        return issue.start() - here.end()
    return 2 * (here.start() - issue.end())


def _sentences(explanation: str) -> list[str]:
    return _SENTENCE_END.split(" ".join(explanation.split()))
