"""What is done while a file is being written is what would be done at its end, or it does not count."""

from __future__ import annotations

import io
from typing import Any

import pytest

from asyncx.kernel import slots as kernel
from asyncx.trace.records import TraceError
from asyncx.trace.slots import ahead as aheads
from asyncx.trace.slots import file as files
from asyncx.trace.slots.ahead import Ahead
from asyncx.trace.slots.condense import condense
from asyncx.trace.slots.passes import FINEST
from asyncx.trace.slots.records import records_of
from tests.trace.slots.condensing import all_of, yields
from tests.trace.slots.made import Made
from tests.trace.slots.randoms import Program

MOST = 400


def pages(data: bytes, count: int) -> bytes:
    """A file of which so many pages are written."""
    return data[: kernel.HEADER + count * kernel.CHUNK]


def records(data: bytes, ahead: Ahead | None) -> list[dict[str, Any]]:
    file = files.read(data)
    return records_of(file, condense(file, MOST, ahead))


def followed(data: bytes, *counts: int) -> Ahead:
    """Looked at when so many pages were there, one time after the other."""
    ahead = Ahead()
    for count in counts:
        ahead.look(io.BytesIO(pages(data, count)))
    return ahead


@pytest.fixture(scope="module")
def long() -> bytes:
    """A file of eight pages."""
    return yields(7 * kernel.SLOTS + 100).bytes()


def done(ahead: Ahead) -> int:
    return ahead.begun.done if ahead.begun is not None else 0


def test_the_same_comes_of_it(long: bytes) -> None:
    ahead = followed(long, 0, 2, 4, 7)

    assert done(ahead) == 5
    assert records(long, ahead) == records(long, None)


@pytest.mark.parametrize("seed", range(3))
def test_of_any_program(seed: int) -> None:
    data = Program(seed, 6_000).made.bytes()
    count = (len(data) - kernel.HEADER) // kernel.CHUNK
    ahead = followed(data, *range(count))

    assert count > 4
    assert done(ahead) == count - 3
    assert records(data, ahead) == records(data, None)


def test_nothing_is_done_too_early(long: bytes) -> None:
    """What is on the last page, and the one before, may still change."""
    assert done(followed(long, 2)) == 0
    assert done(followed(long, 3)) == 1


def test_a_page_that_was_changed_spoils_all(long: bytes) -> None:
    """As when a step that began long ago says how it ended."""
    ahead = followed(long, 7)
    changed = bytearray(long)
    place = kernel.HEADER + 20 * kernel.SIZE + kernel.OUTCOME_AT
    changed[place] = kernel.RETURNED

    assert done(ahead)
    assert records(bytes(changed), ahead) == records(bytes(changed), None)
    assert ahead.begun is None


def test_a_page_that_was_changed_meanwhile_ends_it(long: bytes) -> None:
    ahead = followed(long, 4)
    changed = bytearray(long)
    changed[kernel.HEADER + 20 * kernel.SIZE + kernel.OUTCOME_AT] = kernel.RETURNED
    ahead.look(io.BytesIO(pages(bytes(changed), 6)))

    assert ahead.over
    assert ahead.begun is None


def test_a_page_that_is_not_full_is_waited_for() -> None:
    """Another thread may still be writing it."""
    made = Made()
    for number in range(kernel.SLOTS + 10):
        made.at(number).step(1)
        if number == kernel.SLOTS:
            made.on(2).json("thread.run")
            made.on(1)
    for number in range(4 * kernel.SLOTS):
        made.at(9_000 + number).step(1)
    ahead = followed(made.bytes(), 6)

    assert done(ahead) == 1
    assert records(made.bytes(), ahead) == records(made.bytes(), None)


def test_it_stops_when_it_is_told_to(long: bytes) -> None:
    ahead = Ahead(lambda: True)
    ahead.look(io.BytesIO(long))

    assert done(ahead) == 0


def test_what_is_no_file_yet_is_an_error() -> None:
    """Who follows it takes that as it likes."""
    with pytest.raises(TraceError):
        Ahead().look(io.BytesIO(b""))


def test_what_gets_too_much_is_merged_more_coarsely(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the beginning; nothing goes missing."""
    monkeypatch.setattr(aheads, "MOST", 50)
    data = Program(1, 6_000).made.bytes()
    count = (len(data) - kernel.HEADER) // kernel.CHUNK
    ahead = followed(data, *range(count))
    file = files.read(data)
    grain = ahead.begun.grain if ahead.begun is not None else 0
    made = condense(file, MOST, ahead)

    assert grain > FINEST
    assert done(ahead) == 0, "it was taken"
    assert len(records_of(file, made)) + made.merged == len(all_of(data))
