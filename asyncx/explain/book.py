"""All pages, by name; none is read before it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from .page import Page

FOLDER = Path(__file__).resolve().parent / "pages"


@cache
def names() -> tuple[str, ...]:
    """The names of all pages, sorted, without reading one."""
    return tuple(sorted(path.stem.replace("_", "-") for path in FOLDER.glob("[!_]*.py")))


@cache
def page(name: str) -> Page:
    """The page called `name`, which must be one of `names()`."""
    found: Page = import_module(f"{__package__}.pages.{name.replace('-', '_')}").PAGE
    return found


def pages() -> Iterator[tuple[str, Page]]:
    """Every page with its name, sorted."""
    for name in names():
        yield name, page(name)


@cache
def by_finding() -> Mapping[str, str]:
    """The name of the page for each finding."""
    return MappingProxyType({finding: name for name, page in pages() for finding in page.findings})


@cache
def by_scenario() -> Mapping[str, str]:
    """The name of the page for each scenario that one is about: the one that puts it first."""
    found: dict[str, tuple[int, str]] = {}
    for name, page in pages():
        for place, scenario in enumerate(page.scenarios):
            found[scenario] = min(found.get(scenario, (place, name)), (place, name))
    return MappingProxyType({scenario: name for scenario, (_, name) in found.items()})
