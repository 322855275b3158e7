"""Ranges of Python versions, as far as facts and NEEDS speak of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import zip_longest
from operator import eq, ge, gt, le, lt, ne

SUPPORTED = ("3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15")
"""The minor versions of CPython that asyncx traces and its facts speak of, oldest first."""

_PART = re.compile(r"(<=|>=|==|!=|<|>)(\d+(?:\.\d+)*)")
_COMPARE: Mapping[str, Callable[[list[int], list[int]], bool]] = {
    "<": lt, "<=": le, ">": gt, ">=": ge, "==": eq, "!=": ne,
}  # fmt: skip
_RELEASE = re.compile(r"\d+(?:\.\d+)*")


def well_formed(specifier: str) -> bool:
    """Whether `specifier` is one that `includes` understands: comparisons joined by commas, or empty."""
    return not specifier or all(_PART.fullmatch(part) for part in _parts(specifier))


@cache
def includes(specifier: str, version: str) -> bool:
    """Whether a range such as ">=3.9,<3.12" holds `version`; "" holds all.

    A version is compared by its release numbers: 3.15.0a1 counts as 3.15.0.  ValueError when the
    specifier is not well formed.
    """
    if not well_formed(specifier):
        raise ValueError(f"{specifier!r} is no range of versions")
    return not specifier or all(_holds(part, version) for part in _parts(specifier))


def key(version: str) -> tuple[int, ...]:
    """The release numbers of `version`, to sort by; () when it has none."""
    release = _RELEASE.match(version)
    return tuple(int(number) for number in release[0].split(".")) if release else ()


def minor(version: str) -> str:
    """The minor version of `version`: "3.13" for "3.13.0"."""
    return ".".join(str(number) for number in key(version)[:2])


def latest(minor_version: str) -> str:
    """A version that stands for the last release of `minor_version`, whichever that is."""
    return f"{minor_version}.999"


def _parts(specifier: str) -> list[str]:
    return specifier.replace(" ", "").split(",")


def _holds(part: str, version: str) -> bool:
    sign, wanted = _PART.findall(part)[0]
    pairs = list(zip_longest(key(version), key(wanted), fillvalue=0))
    return _COMPARE[sign]([here for here, _ in pairs], [there for _, there in pairs])
