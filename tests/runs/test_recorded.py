"""Recorded facts: written and read back, and not used for other code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncx.errors import ExitCode, UserError
from asyncx.runs import catalogue, recorded, versions
from asyncx.runs.recorded import Entry, Records

SOURCE = '"""A claim."""\nFACTS = {"ends at": ("end", 10)}\nprint()\n'

plain = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5)
seen = st.dictionaries(st.sampled_from(["end", "printed", "len(tasks)"]), plain | st.lists(plain, max_size=2))
entries = st.builds(
    Entry, st.just("0123456789ab"), st.dictionaries(st.sampled_from(versions.SUPPORTED), seen)
)
names = st.sampled_from(["wait_for-timeout", "queue-shutdown"])


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for records of one's own."""
    monkeypatch.setattr(recorded, "FILE", tmp_path / "recorded.json")
    recorded.load.cache_clear()
    yield recorded.FILE
    recorded.load.cache_clear()


def scenario(source: str = SOURCE) -> catalogue.Scenario:
    return catalogue.parse("mine", source)


def write(file: Path, made_of: catalogue.Scenario) -> None:
    seen = {"3.10": {"end": 10}, "3.9": {"end": 12}}
    entry = Entry(recorded.fingerprint(made_of), seen)
    file.write_text(recorded.dumps(Records({"3.9": "3.9.18", "3.10": "3.10.13"}, {"mine": entry})))


@given(st.dictionaries(names, entries))
def test_what_is_written_is_read_back(made: dict[str, Entry]) -> None:
    records = Records({version: f"{version}.1" for version in versions.SUPPORTED}, made)
    text = recorded.dumps(records)

    assert recorded.loads(text) == records
    assert text.count("\n") == 3 + max(len(made), 1)


def test_neighbours_with_equal_values_stand_there_once() -> None:
    seen: dict[str, dict[str, object]] = {
        "3.8": {"end": 1}, "3.9": {"end": 1}, "3.10": {"end": 2}, "3.12": {"end": 1}, "3.11": {},
    }  # fmt: skip
    text = recorded.dumps(Records({}, {"mine": Entry("0", seen)}))

    assert '"on": "3.8-3.12", "seen": {"end": [["3.8-3.9 3.12", 1], ["3.10", 2]]}' in text


def test_records_come_oldest_first_with_their_exact_version(file: Path) -> None:
    write(file, scenario())

    assert [(one.python, dict(one.values)) for one in recorded.of(scenario())] == [
        ("3.9.18", {"end": 12}),
        ("3.10.13", {"end": 10}),
    ]


@pytest.mark.parametrize(
    ("source", "used"),
    [
        (SOURCE.replace("A claim", "Other words"), True),
        (SOURCE.replace("10)", '{"<3.9": 3})'), True),
        (SOURCE.replace("print()", "\n\nprint()"), True),
        (SOURCE.replace("print()", "print(1)"), False),
        (SOURCE + "import asyncio\n", False),
    ],
    ids=["docstring", "facts", "blank lines", "code", "more code"],
)
def test_records_of_other_code_are_not_used(file: Path, source: str, used: bool) -> None:
    write(file, scenario())

    assert bool(recorded.of(scenario(source))) is used


def test_no_file_is_no_records(file: Path) -> None:
    assert recorded.of(scenario()) == ()


@pytest.mark.parametrize(
    "text", ["", "{}", '{"format": 1}', '{"format": {"name": "asyncx-recorded", "version": 9}}']
)
def test_a_damaged_file_is_said_to_be_damaged(file: Path, text: str) -> None:
    file.write_text(text)

    with pytest.raises(UserError, match="are damaged") as caught:
        recorded.of(scenario())
    assert caught.value.exit_code is ExitCode.CANNOT_RUN
