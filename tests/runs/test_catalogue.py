"""The catalogue: every scenario file is found, read, and can be searched."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from asyncx.errors import UserError
from asyncx.runs import catalogue


def test_every_scenario_file_can_be_read() -> None:
    """No file of the catalogue is malformed, and each states at least one fact."""
    scenarios = [catalogue.find(name) for name in catalogue.names()]

    assert [scenario.name for scenario in scenarios if not scenario.facts] == []
    assert len(scenarios) == len(list(catalogue.folder().glob("*/*.py")))


def test_a_list_says_of_each_what_its_whole_file_says() -> None:
    """Reading only the heads of the files is quicker, and not otherwise."""
    assert catalogue.load_all() == [catalogue.find(name) for name in catalogue.names()]


def test_names_are_unique() -> None:
    """The folder is a topic, the file's name alone names the scenario."""
    assert [name for name, count in Counter(catalogue.names()).items() if count > 1] == []


def test_claims_are_read_without_parsing() -> None:
    """What completion shows is what the docstring's first line says."""
    assert list(catalogue.claims()) == [(scenario.name, scenario.claim) for scenario in catalogue.load_all()]


def test_every_scenario_parses_as_the_oldest_python() -> None:
    """A scenario is handed to each interpreter as it is."""
    for path in catalogue.folder().glob("*/*.py"):
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_a_scenario_is_found_by_name_and_by_file() -> None:
    """`find` takes either, and reads the same thing."""
    by_name = catalogue.find("wait_for-timeout")
    by_file = catalogue.find(str(by_name.path))

    assert by_file.source == by_name.source
    assert by_name.topic == "timeouts"


def test_an_unknown_name_is_answered_with_a_near_one() -> None:
    """The error of a typing slip, word for word."""
    with pytest.raises(UserError) as caught:
        catalogue.find("waitfor-timout")

    lines = str(caught.value).splitlines()
    assert lines[0] == 'there is no scenario "waitfor-timout"'
    assert lines[1].split() == ["did", "you", "mean", "wait_for-timeout"]
    assert lines[-1].split() == ["see", "them", "all", "asyncx", "list"]


@pytest.mark.parametrize("name", ["", " ", "nosuchfile.py", "/", "./x", "\x1b[31m"])
def test_what_cannot_be_a_scenario_is_a_plain_error(name: str) -> None:
    """Empty names, missing files and folders: one UserError, no other exception."""
    with pytest.raises(UserError):
        catalogue.find(name)


def test_the_best_match_comes_first() -> None:
    """A word in the name weighs more than one in the explanation; all words must occur."""
    scenarios = catalogue.load_all()
    found = catalogue.search(scenarios, ["wait_for-timeout"])

    assert found[0].name == "wait_for-timeout"
    assert catalogue.search(scenarios, ["TIMEOUTS", "wait_for"])[0].name.startswith("wait_for")
    assert catalogue.search(scenarios, ["wait_for", "zebra"]) == []
    assert catalogue.search(scenarios, []) == scenarios


def test_a_missing_catalogue_says_how_to_mend_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installation without its scenarios is not taken for an empty one."""
    monkeypatch.setattr(catalogue, "__file__", str(tmp_path / "asyncx" / "runs" / "catalogue.py"))

    with pytest.raises(UserError, match="scenarios are missing"):
        catalogue.load_all()


def test_a_version_changes_something_only_where_a_fact_is_asked_and_differs() -> None:
    """Of a minor version the last release counts; where nothing is asked, nothing changes."""
    source = '"""A."""\nFACTS = {{"a": ("end", {cases})}}\nprint()\n'

    def changes(cases: str) -> tuple[str, ...]:
        return catalogue.parse("x", source.format(cases=cases)).changes

    assert changes('{"<3.10": 1, ">=3.10": 2}') == ("3.10",)
    assert changes('{"<3.10": 1, ">=3.10": 1}') == ()
    assert changes('{">=3.12": 1}') == ()
    assert changes('{"<3.9": 1, ">=3.12": 2}') == ("3.12",)
    assert changes('{"<3.10": 1, ">=3.10.10,<3.11": 1, ">=3.11": 2}') == ("3.11",)


def test_topics_come_in_the_order_of_the_list() -> None:
    """Each once."""
    assert catalogue.topics()[:2] == ["timeouts", "cancellation"]
    assert len(set(catalogue.topics())) == len(catalogue.topics())
