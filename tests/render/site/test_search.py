"""What the site finds is what the command line finds; tried apart from a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asyncx.explain import book, match
from asyncx.explain.page import shown
from asyncx.render.site.data import index_script
from asyncx.render.site.model import Site
from asyncx.runs import catalogue
from tests.scenarios.runs import SCENARIOS

HERE = Path(__file__).parent
NODE, TSC = shutil.which("node"), shutil.which("tsc")
ASSETS = HERE.parents[2] / "asyncx" / "render" / "site" / "assets"

needs_node = pytest.mark.skipif(NODE is None, reason="node is not installed")
WORDS = sorted(
    {
        word
        for one in SCENARIOS
        for word in f"{one.name} {one.topic} {one.claim} {one.name.replace('-', ' ')}".split()
    }
)


def index(site: Site) -> Any:
    """What the script hands over, read as JavaScript would."""
    literal = index_script(site).removeprefix("globalThis.asyncxIndex=JSON.parse('").removesuffix("');\n")
    return json.loads(literal.replace("\\'", "'").replace("\\\\", "\\"))


def in_node(site: Site, queries: list[dict[str, str]], folder: Path) -> list[list[list[str]]]:
    """What is found for each query: names of scenarios, and of explanations."""
    path = folder / "queries.json"
    path.write_text(json.dumps({"index": index(site), "queries": queries}), encoding="ascii")
    done = subprocess.run(
        [NODE or "", str(HERE / "find.mjs"), str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@needs_node
def test_the_modules_pass_their_own_tests() -> None:
    """`node --test tests/render/site/`."""
    tests = sorted(str(path) for path in HERE.glob("*.test.mjs"))
    done = subprocess.run([NODE or "", "--test", *tests], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(TSC is None, reason="tsc (of the npm package typescript) is not installed")
def test_the_types_in_the_comments_are_right() -> None:
    """`tsc -p asyncx/render/site/assets`."""
    done = subprocess.run([TSC or "", "-p", str(ASSETS)], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


@needs_node
def test_each_word_finds_what_the_list_finds(site: Site, tmp_path: Path) -> None:
    """The same scenarios in the same order."""
    found = in_node(site, [{"q": word} for word in WORDS], tmp_path)

    assert len(found) == len(WORDS) > 500
    for word, (scenarios, _) in zip(WORDS, found, strict=True):
        assert scenarios == [one.name for one in catalogue.search(SCENARIOS, [word])], word


@needs_node
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=2, max_size=3), min_size=20, max_size=20))
def test_so_do_several_words(site: Site, tmp_path: Path, queries: list[list[str]]) -> None:
    """All of them must occur."""
    found = in_node(site, [{"q": " ".join(words)} for words in queries], tmp_path)
    for words, (scenarios, _) in zip(queries, found, strict=True):
        assert scenarios == [one.name for one in catalogue.search(SCENARIOS, words)], words


@needs_node
def test_filters_choose_as_the_list_does(site: Site, tmp_path: Path) -> None:
    """By topic, by the version that changed something, by what is needed, by what the article is."""
    queries = [{"q": "", "topic": topic} for topic in site.topics]
    queries += [{"q": "", "changed": version} for version in ("3.9", "3.12", "3.14")]
    queries += [{"q": "", "needs": ">=3.11"}, {"q": "", "article": "wrong"}]
    for query, (names, _) in zip(queries, in_node(site, queries, tmp_path), strict=True):
        key, value = list(query.items())[1]
        expected = [
            one.name
            for one in SCENARIOS
            if value
            in {"topic": [one.topic], "changed": one.changes, "needs": [one.needs]}.get(
                key, one.article or ()
            )
        ]
        assert names == expected != [], query


@needs_node
def test_a_message_finds_the_page_that_explain_finds(site: Site, tmp_path: Path) -> None:
    """Every message of every page, as Python prints it, in the middle of a traceback."""
    said = [(name, shown(says.text)) for name, page in book.pages() for says in page.says if not says.beside]
    texts = [f"Traceback (most recent call last):\nError: {message}\n" for _, message in said]
    found = in_node(site, [{"q": text} for text in texts], tmp_path)

    answers = [match.look_up(text).page for text in texts]
    agree = sum(pages[:1] == [answer] for (_, pages), answer in zip(found, answers, strict=True))
    assert agree > 0.9 * len(said)
    for (name, message), (_, pages) in zip(said, found, strict=True):
        assert name in pages[:4], message
