"""`asyncx changes`: what a move from one Python to another means."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asyncx.runs import catalogue

from .conftest import Asyncx


def test_the_changes_between_two_versions_come_by_severity(asyncx: Asyncx) -> None:
    """The worst first, each with the scenario that shows it."""
    result = asyncx("changes", "3.11", "3.12")
    headings = [line for line in result.out.splitlines() if line[:2] in (" ✗", " ≠", " •", " ✓")]

    assert (result.code, result.err) == (0, "")
    assert [line.split("  ")[0][3:] for line in headings] == ["Breaks", "Silently differs", "New", "Fixed"]
    assert "wait_for-timeout   tasks: 2 → 1" in result.out
    assert "gh-96764" in result.out
    assert max(map(len, result.out.splitlines())) <= 100


def test_json_has_each_change_with_its_facts(asyncx: Asyncx) -> None:
    """`before` and `after`, and where it is explained."""
    document = json.loads(asyncx("changes", "3.11", "3.13", "--json").out)
    changes = {change["scenario"]: change for change in document["changes"]}
    timeout = changes["wait_for-timeout"]

    assert document["format"] == {"name": "asyncx-changes", "version": 1}
    assert (document["from"], document["to"]) == ("3.11", "3.13")
    assert timeout["facts"] == [{"name": "tasks", "before": 2, "after": 1}]
    assert (timeout["version"], timeout["issue"]) == ("3.12", "gh-96764")
    assert {change["severity"] for change in document["changes"]} <= {"breaks", "differs", "new", "fixed"}
    assert set(changes) <= set(catalogue.names())
    assert changes["queue-shutdown"]["severity"] == "new"


@pytest.mark.parametrize("suffix", [".md", ".json", ".txt", ".svg"])
def test_it_is_written_to_a_file_and_may_be_written_again(
    asyncx: Asyncx, tmp_path: Path, suffix: str
) -> None:
    """The suffix says as what; a file of somebody else's is left alone."""
    target = tmp_path / f"changes{suffix}"
    command = ("changes", "3.12", "3.13", "-o", str(target))

    assert asyncx(*command).err == f"note: wrote {target}\n"
    assert asyncx(*command).code == 0
    target.write_text("# Mine\n")
    assert asyncx(*command).code == 2
    assert asyncx(*command, "--force").code == 0


def test_the_document_links_to_the_issues(asyncx: Asyncx, tmp_path: Path) -> None:
    """Headings for the severities, a table for the facts."""
    target = tmp_path / "changes.md"
    asyncx("changes", "3.11", "3.12", "-o", str(target))
    text = target.read_text(encoding="utf-8")

    assert text.startswith("# What changes in asyncio's behaviour from 3.11 to 3.12\n")
    assert "](https://github.com/python/cpython/issues/96764)" in text
    assert "| fact | 3.11 | 3.12 |" in text


@pytest.mark.parametrize(
    ("arguments", "what", "following"),
    [
        ([], "asyncx changes needs two versions of Python", "asyncx changes 3.11 3.13"),
        (["3.11"], "asyncx changes needs two versions of Python", "asyncx changes 3.11 3.13"),
        (["3.13", "3.11"], "3.11 is not later than 3.13", "did you mean   asyncx changes 3.11 3.13"),
        (["3.12", "3.12"], "3.12 is not later than 3.12", "asyncx changes 3.11 3.13"),
        (
            ["3.12.1", "3.13"],
            'asyncx changes takes a version such as 3.12, not "3.12.1"',
            "did you mean   3.12",
        ),
        (["2.7", "3.13"], 'takes a version such as 3.12, not "2.7"', "3.8, 3.9, 3.10"),
        (["3.11", "3.12", "-o", "x.doc"], '"x.doc" does not say what to write', ".md"),
    ],
)
def test_a_slip_is_answered(asyncx: Asyncx, arguments: list[str], what: str, following: str) -> None:
    """What was meant, and what to type next; exit code 2."""
    result = asyncx("changes", *arguments)

    assert (result.code, result.out) == (2, "")
    assert what in result.err.splitlines()[0]
    assert following in result.err
