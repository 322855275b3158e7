"""The files of the whole site: well formed, linked with each other, small, and asking for nothing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from asyncx.render import html as viewer
from asyncx.render.site import files
from asyncx.render.site.markup import one_line
from asyncx.render.site.model import Site
from asyncx.render.words import plain

from .conftest import TWICE
from .pages import Made

HOSTS = (
    "https://github.com/python/cpython/issues/",
    "https://bugs.python.org/issue",
    "https://peps.python.org/",
)
"""What the explanations name, and links lead to; nothing is loaded from there."""


@cache
def pages(folder: Path) -> dict[str, Made]:
    """All pages, by their path in the site."""
    return {
        str(path.relative_to(folder)): Made(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
    }


def test_there_is_a_page_for_each_scenario_and_explanation(whole: Path, site: Site) -> None:
    """And an index, a list of the explanations, and a page about it all."""
    expected = {f"scenarios/{name}.html" for name in site.named}
    expected |= {f"explanations/{name}.html" for name in site.pages}
    expected.add(f"scenarios/3.8/{TWICE}.html")

    assert set(pages(whole)) == expected | {"index.html", "explanations.html", "about.html"}


def test_every_link_leads_somewhere(whole: Path) -> None:
    """To a file, and to a place in it if the address names one."""
    for name, page in pages(whole).items():
        for address in page.links:
            if address.startswith(("data:", *HOSTS)):
                continue
            path, _, fragment = address.partition("#")
            target = (whole / name).parent / unquote(path) if path else whole / name
            assert target.is_file(), (name, address)
            own = str(target.resolve().relative_to(whole.resolve()))
            if fragment and not re.match(r"e=\d+$|(changed|needs|article|topic)=", fragment):
                assert fragment in pages(whole)[own].ids, (name, address)


def test_every_filter_that_is_linked_to_finds_something(whole: Path) -> None:
    """The values in the addresses are those that can be chosen."""
    index = pages(whole)["index.html"]
    values = {str(option["value"]) for option in index.of("option")}
    for name, page in pages(whole).items():
        for address in page.links:
            found = re.search(r"index\.html#(?:changed|needs|article|topic)=(.+)", address)
            assert not found or unquote(found[1]) in values, (name, address)


def test_nothing_is_loaded_from_elsewhere(whole: Path) -> None:
    """Scripts, styles and pictures are the site's own; only links to issues lead out, and say no more."""
    for name, page in pages(whole).items():
        loaded = [str(attrs.get("src", "")) for attrs in page.of("script")]
        loaded += [str(attrs["href"]) for attrs in page.of("link")]
        assert not [one for one in loaded if re.match(r"[a-z]+:(?!image/svg)|/", one)], name
        assert "default-src 'none'" in str(page.of("meta")), name
        assert {"name": "referrer", "content": "no-referrer"} in page.of("meta"), name
        own = {key for _, attrs in page.tags for key in attrs}
        assert not [key for key in own if key.startswith("on") or key == "style"], name
    for name in ("site.css", "site.js", "viewer.js"):
        text = re.sub(r"/\*.*?\*/", "", (whole / name).read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"https?://|url\(|\bfetch\(|XMLHttpRequest|\bimport\b", text), name


def test_it_is_small(whole: Path) -> None:
    """At most 15 MB in all, and no page too large to open at once."""
    sizes = {path: path.stat().st_size for path in whole.rglob("*") if path.is_file()}

    assert sum(sizes.values()) < 15_000_000
    assert max(size for path, size in sizes.items() if path.suffix == ".html") < 150_000
    assert len(sizes) < 2 * len(list((whole / "scenarios").iterdir())) + 100


def test_without_a_script_there_is_all_text(whole: Path, site: Site) -> None:
    """Claim, explanation, facts and source stand in the page itself."""
    for name, scenario in site.named.items():
        words = pages(whole)[f"scenarios/{name}.html"].words
        assert plain(scenario.claim) in words, name
        assert plain(one_line(scenario.explanation.partition("\n\n")[0])) in words, name
        assert all(fact.name in words for fact in scenario.facts), name
        assert "import asyncio" in words.rpartition("Facts by version")[2], name


def test_what_is_shared_is_there_once(whole: Path) -> None:
    """The viewer and the style are files that all pages use."""
    for path in sorted((whole / "scenarios").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert "<style" not in text
        assert not re.search(r"<script>[^<]", text)


def test_no_two_modules_of_the_script_use_one_name() -> None:
    """They are put into one scope, each after those that it imports."""
    text = files.script_text()
    names = re.findall(r"^(?:class|function|const|let) (\w+)", text, re.MULTILINE)

    assert len(names) == len(set(names))
    assert sorted(files.MODULES) == sorted(path.stem for path in files.ASSETS.glob("*.js"))


def test_the_style_of_the_site_meets_that_of_the_viewer_only_where_it_means_to() -> None:
    """Both are in one file: a class of the one that the other happens to use would look like neither."""
    own = set(re.findall(r"\.([a-z][a-z-]*)", (files.ASSETS / "site.css").read_text(encoding="utf-8")))
    viewers = set(re.findall(r"\.([a-z][a-z-]*)", (viewer.VIEWER / "style.css").read_text(encoding="utf-8")))
    parts_of_the_stepper = {"bar", "caption", "lanes", "more", "pane", "panes", "scroll", "tables"}

    assert own & viewers == parts_of_the_stepper | {"aside", "changed", "claim", "verdict", "wide"}


@pytest.mark.parametrize(
    "name", ["index.html", "scenarios/wait_for-timeout.html", "explanations/cancelled.html"]
)
def test_a_page_can_be_read_aloud(whole: Path, name: str) -> None:
    """One main part, one first heading, a way past the navigation, a label for whatever can be set."""
    page = pages(whole)[name]
    labelled = {attrs.get("for") for attrs in page.of("label")}

    assert [attrs.get("lang") for attrs in page.of("html")] == ["en"]
    assert len(page.of("main")) == len(page.of("h1")) == len(page.of("title")) == 1
    assert page.of("a")[0].get("href") == "#content"
    for field in page.of("input"):
        named = field.get("aria-label") or field.get("id") in labelled
        assert named, field
    for head in page.of("th"):
        assert head.get("scope") in ("row", "col"), head


def test_it_is_the_same_every_time(site: Site) -> None:
    """The files that need no run are the same bytes."""
    assert list(files.other_files(site, {})) == list(files.other_files(site, {}))
