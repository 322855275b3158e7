"""`asyncx list` for pipes, programs and people."""

from __future__ import annotations

import json
import sys

import pytest

from asyncx.runs import catalogue

from .conftest import Asyncx


def test_in_a_pipe_bare_names_come_out(asyncx: Asyncx) -> None:
    """One a line, all of them, nothing else."""
    assert asyncx("list").out.splitlines() == catalogue.names()


def test_words_filter_and_the_best_match_comes_first(asyncx: Asyncx) -> None:
    """All words must occur, in any case."""
    assert asyncx("list", "WAIT_FOR", "timeout").out.splitlines()[0] == "wait_for-timeout"
    assert set(asyncx("list", "gather").out.splitlines()) < set(catalogue.names())


def test_what_changed_in_a_version_can_be_asked(asyncx: Asyncx) -> None:
    """wait_for was rewritten in 3.12."""
    changed = asyncx("list", "--changed-in", "3.12").out.splitlines()

    assert "wait_for-timeout" in changed
    assert all("3.12" in catalogue.find(name).changes for name in changed)


def test_what_is_new_or_otherwise_since_a_version_can_be_asked(asyncx: Asyncx) -> None:
    """Whatever changed in it or later, and what did not exist before."""
    since = asyncx("list", "--since", "3.13").out.splitlines()

    assert {"queue-shutdown", "task-names"} <= set(since)
    assert "loop-different" not in since
    assert set(asyncx("list", "--changed-in", "3.14").out.splitlines()) < set(since)
    assert asyncx("list", "--since", "3.8").out.splitlines().count("taskgroup-first-error") == 1


def test_a_topic_can_be_asked_together_with_all_else(asyncx: Asyncx) -> None:
    """In any case; a slip is answered with what was meant."""
    queues = asyncx("list", "--topic", "Queues").out.splitlines()

    assert "queue-shutdown" in queues
    assert {catalogue.find(name).topic for name in queues} == {"queues"}
    both = asyncx("list", "--topic", "queues", "shutdown", "--since", "3.13").out.splitlines()
    assert both[0] == "queue-shutdown"
    assert set(both) < set(queues)
    slip = asyncx("list", "--topic", "quees")
    assert (slip.code, "did you mean   queues" in slip.err) == (2, True)


def test_nothing_that_fits_is_said_in_all_its_words(asyncx: Asyncx) -> None:
    """What was asked for, and the way back."""
    result = asyncx("list", "zzz", "--topic", "queues", "--changed-in", "3.9", "--since", "3.9")

    assert result.code == 2
    words = (
        'there is no scenario about "zzz" in queues that changed in 3.9 that is new or otherwise since 3.9'
    )
    assert words in result.err


def test_json_says_everything_about_each(asyncx: Asyncx) -> None:
    """Its first bytes name the format; the facts come with their versions."""
    result = asyncx("list", "wait_for-timeout", "--json")

    document = json.loads(result.out)
    first = document["scenarios"][0]
    assert next(iter(document)) == "format"
    assert document["format"] == {"name": "asyncx-list", "version": 1}
    assert (first["name"], first["topic"]) == ("wait_for-timeout", "timeouts")
    assert first["claim"] == catalogue.find("wait_for-timeout").claim
    assert all({"name", "read", "cases"} <= set(fact) for fact in first["facts"])


def test_on_a_terminal_claims_are_shown_by_topic(asyncx: Asyncx, monkeypatch: pytest.MonkeyPatch) -> None:
    """Topics are headings, each scenario has its claim, the last lines say what to type."""
    monkeypatch.setattr(sys.stdout.__class__, "isatty", lambda self: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")

    lines = asyncx("list").out.splitlines()

    assert " timeouts" in lines
    assert any("wait_for-timeout" in line and "timeout" in line for line in lines)
    assert max(map(len, lines)) <= 100
    assert any(line.startswith(" Run     asyncx scenario ") for line in lines)


def test_a_broken_scenario_file_is_named(
    asyncx: Asyncx, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Its author is probably the one who lists."""
    folder = tmp_path_factory.mktemp("scenarios")
    (folder / "tasks").mkdir()
    (folder / "tasks" / "mine.py").write_text('"""A claim."""\nFACTS = {"a": print()}\n')
    monkeypatch.setattr(catalogue, "folder", lambda: folder)

    result = asyncx("list", "claim")

    assert result.code == 2
    assert result.err.startswith("error: scenario mine: FACTS on line 2 is not a literal")


def test_words_in_quotes_are_words(asyncx: Asyncx) -> None:
    """A topic typed in quotes finds what it finds without them."""
    quoted, apart = asyncx("list", "different loop"), asyncx("list", "different", "loop")

    assert quoted.out.splitlines()[0] == "loop-different"
    assert quoted == apart
