"""A scenario file is read with ast; whatever it lacks is one error that says how to write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from asyncx.errors import UserError
from asyncx.runs import reader
from asyncx.runs.catalogue import parse

GOOD = '''"""A claim.

Words, and
more words.
"""
import asyncio

FACTS = {
    "same everywhere": ("len(tasks)", 1),
    "changed": ('task("main").error', {"<3.11": "asyncio.TimeoutError", ">=3.11": "TimeoutError"}),
    "a list": ("printed", ["a", "b"]),
}
ARTICLE = ("wrong", "It "
                    "is so")
NEEDS = ">=3.9"

async def main():
    pass

asyncio.run(main())
'''


def test_a_scenario_is_read_whole() -> None:
    """Claim, explanation, facts with their cases, the article's statement, what it needs."""
    scenario = parse("x", GOOD)

    assert scenario.claim == "A claim."
    assert scenario.explanation == "Words, and\nmore words."
    assert scenario.article == ("wrong", "It is so")
    assert [fact.cases for fact in scenario.facts] == [
        (("", 1),),
        (("<3.11", "asyncio.TimeoutError"), (">=3.11", "TimeoutError")),
        (("", ["a", "b"]),),
    ]


def test_the_versions_that_change_follow_from_the_facts() -> None:
    """Only a version at which an expected value differs from the one before is marked."""
    scenario = parse("x", GOOD)

    assert scenario.runs_on[0] == "3.9"
    assert scenario.changes == ("3.11",)


def test_a_fact_may_be_asked_on_some_versions_only() -> None:
    """A version that no range holds expects nothing."""
    fact = parse("x", GOOD).facts[1]

    assert fact.expected("3.13.0") == ("TimeoutError",)
    assert reader.Fact("f", "r", ((">=3.11", None),)).expected("3.10.1") == ()


@pytest.mark.parametrize(
    ("source", "says", "next_step"),
    [
        ('"""A."""\nasync def main(:\n    pass\n', "syntax error on line 2", "async def main(:"),
        ("", "has no docstring", "One sentence"),
        ("import asyncio\nasyncio.run(None)\n", "has no docstring", "One sentence"),
        ('"""A."""\n', "only defines things", "asyncio.run(main())"),
        ('"""A."""\nasync def main():\n    pass\nX = 1\n', "only defines things", "asyncio.run(main())"),
        (
            '"""A."""\nFACTS = {"a": f()}\nf()\n',
            "FACTS on line 2 is not a literal",
            "without running the file",
        ),
        ('"""A."""\nFACTS = []\nf()\n', "FACTS is not a dictionary", "in plain words"),
        ('"""A."""\nFACTS = {"a": "b"}\nf()\n', "'a' is not a pair", "in plain words"),
        ('"""A."""\nFACTS = {"a": ("b", {"3.x": 1})}\nf()\n', "'3.x', which is no range", ">=3.9,<3.12"),
        ('"""A."""\nFACTS = {"a": ("b", {"<3.9": {}})}\nf()\n', "which JSON cannot hold", "a list of these"),
        ('"""A."""\nFACTS = {"a": ("b", b"")}\nf()\n', "which JSON cannot hold", "a list of these"),
        ('"""A."""\nARTICLE = "so"\nf()\n', "ARTICLE is not", "outdated"),
        ('"""A."""\nNEEDS = "3.11"\nf()\n', "no range of versions", ">=3.11"),
        ("\0", "", ""),
        ("(" * 10_000, "", ""),
    ],
)
def test_what_a_scenario_lacks_is_said(source: str, says: str, next_step: str) -> None:
    """One UserError each, with how to write it; never another exception."""
    with pytest.raises(UserError) as caught:
        parse("x", source)

    assert "scenario x" in caught.value.what
    assert says in caught.value.what
    assert next_step in str(caught.value)


@pytest.mark.parametrize(
    "code",
    [
        "def f():\n    pass\nf()\n",
        'TEXT = """\ndef in a text:\n"""\nf()\n',
        'def f():\n    pass\nNEEDS = ">=3.12"\nf()\n',
        "if True:\n    pass\n",
        "f()\n",
    ],
)
def test_the_head_of_a_file_says_what_the_whole_file_says(code: str) -> None:
    """Also where a text looks like code, and where a literal stands below the code."""
    source = f'"""A."""\nFACTS = {{"a": ("b", 1)}}\n{code}'

    assert reader.read("x", source, whole=False) == reader.read("x", source)


def test_the_head_of_a_file_does_not_need_the_rest() -> None:
    """What is wrong below it is said when the scenario itself is asked for."""
    source = '"""A."""\ndef f(:\n'

    assert reader.read("x", source, whole=False).claim == "A."
    with pytest.raises(UserError, match="syntax error on line 2"):
        reader.read("x", source)


def test_a_strange_escape_in_a_scenario_warns_nobody(recwarn: pytest.WarningsRecorder) -> None:
    """The reader of a list is not the author of the file."""
    parse("x", '"""A."""\nprint("\\d")\n')

    assert not recwarn.list


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"\xff\xfe\x00", "not UTF-8"), (b"#" * (reader.LARGEST + 1), "too large")],
)
def test_a_file_that_is_no_scenario_is_refused(tmp_path: Path, data: bytes, says: str) -> None:
    """Binary files and huge ones are told apart before anything parses them."""
    path = tmp_path / "x.py"
    path.write_bytes(data)

    with pytest.raises(UserError, match=says):
        reader.text_of(path)


def test_a_file_that_is_not_there_is_an_error_with_a_way_on(tmp_path: Path) -> None:
    """A folder, too, is not a file."""
    with pytest.raises(UserError, match="there is no file"):
        reader.text_of(tmp_path / "none.py")
    with pytest.raises(UserError, match="cannot be read: is a directory"):
        reader.text_of(tmp_path)


def test_what_a_change_means_can_be_said_beside_its_version() -> None:
    """Where nothing is said, it follows from the facts."""
    said = '"""A."""\nSEVERITY = {"3.9": "new", "3.12": "breaks"}\nprint()\n'

    assert parse("x", said).severity == (("3.9", "new"), ("3.12", "breaks"))
    assert parse("x", '"""A."""\nprint()\n').severity == ()


@pytest.mark.parametrize(
    "value", ['{"3.12": "worse"}', '{"3": "new"}', '{">=3.12": "new"}', '"new"', '["new"]']
)
def test_another_word_for_a_change_is_refused_with_those_there_are(value: str) -> None:
    """One word for each minor version."""
    with pytest.raises(UserError, match="SEVERITY is not a word for each version") as caught:
        parse("x", f'"""A."""\nSEVERITY = {value}\nprint()\n')
    assert "breaks, differs, new, fixed" in str(caught.value)


def test_the_code_of_a_scenario_is_what_runs() -> None:
    """Neither its words nor what it expects; comments stand where they are."""
    source = '"""A.\n\nB.\n"""\nimport x\nFACTS = {\n    "a": ("end", 1),\n}\nNEEDS = ""\n\nx.run()  # now\n'

    assert reader.code_of(source) == "import x\nx.run()  # now"
    assert reader.code_of('"""A."""\nfacts = 1\nprint()\n') == "facts = 1\nprint()"
