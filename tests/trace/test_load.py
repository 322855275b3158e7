"""The door for saved traces: what is behind it, whatever the file is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncx.errors import UserError
from asyncx.kernel import slots as kernel
from asyncx.trace import codec
from asyncx.trace.load import load
from tests.trace.fuzz import tried
from tests.trace.slots.made import FILE, Made
from tests.trace.slots.randoms import Program
from tests.traces import run, wait_for_timeout


def read_or_refused(data: bytes) -> str:
    """The sentence with which a file is refused, "" when it is a trace."""
    try:
        load(data)
    except UserError as error:
        return error.what
    return ""


class TestForms:
    def test_json(self) -> None:
        """A document, and the form with a record a line."""
        trace = wait_for_timeout().trace()

        assert load(codec.dumps(trace).encode()).trace == trace
        assert load("\n".join(codec.dump_lines(trace)).encode()).trace == trace

    def test_slots(self) -> None:
        """The file of a watched program can be saved as JSON, and is the same trace then."""
        trace = load(Program(1).made.bytes()).trace

        assert codec.loads(codec.dumps(trace)) == trace

    def test_memory(self) -> None:
        """A mapped file will do."""
        data = Program(2).made.bytes()

        assert load(memoryview(data)).trace == load(data).trace

    def test_nothing(self) -> None:
        """An empty file is refused."""
        with pytest.raises(UserError, match="it is empty"):
            load(b"")


class TestWatched:
    def test_what_was_run(self) -> None:
        """The header says on what, and the records how it ended."""
        made = Made()
        made.json("run.end", how="raised", code=1, error={"type": "OSError", "module": "builtins"})
        what = made.loaded().trace.run

        assert (what.target, what.python, what.loop, what.clock) == (FILE, "3.13.0", "asyncio", "real")
        assert (what.end, what.code, what.error and what.error.type) == ("raised", 1, "OSError")

    def test_who_knows_better(self) -> None:
        """Whoever ran it is asked with the header and the records."""
        made = Made(pid=99)
        made.task(1)
        seen = []

        def ask(header, records):
            seen.append((header["pid"], [record["kind"] for record in records]))
            return run(end="crashed", code=None)

        assert load(made.bytes(), run=ask).trace.run.end == "crashed"
        assert seen == [(99, ["task.new"])]

    def test_full(self) -> None:
        """Asked for all, it merges nothing, and without that says how much was merged."""
        made = Made()
        made.task(1)
        for number in range(6000):
            made.at(number).step(1)
        made.loop_stop()
        loaded, full = load(made.bytes()), load(made.bytes(), full=True)

        assert full.merged == 0
        assert loaded.merged + len(loaded.trace.records) == len(full.trace.records)
        assert loaded.trace.tasks[0].steps == full.trace.tasks[0].steps == 6000

    def test_what_is_lost_is_said(self) -> None:
        """In the words of the run, for every screen."""
        made = Made()
        made.put(99, 1)
        made.put(99, 1)
        loaded = made.loaded()

        assert loaded.lost == ((2, "slots that make no sense"),)
        assert "2 slots that make no sense" in loaded.trace.run.detail


def test_no_damage_gives_a_traceback() -> None:
    """Two thousand damaged traces, the same each time, are read or refused with one clear sentence.

    `python -m tests.trace.fuzz 100000` tries a hundred thousand.
    """
    outcomes = tried(range(2000))

    assert outcomes["read"] > 500
    assert sum(outcomes.values()) - outcomes["read"] > 300


@given(st.binary(max_size=400), st.integers(0, 40))
def test_any_bytes_after_a_header(noise: bytes, slots: int) -> None:
    """Slots of noise are left out, or a clean error."""
    made = Made()
    made.task(1)
    for number in range(slots):
        made.at(number).step(1)

    assert read_or_refused(made.bytes(cut=True) + noise).isprintable()


NAMES = st.text(max_size=8).filter(lambda name: name not in ("chunk", "slot"))
"""Of what may be in a header, but for how the rest of the file is laid out."""


@given(st.dictionaries(NAMES, st.none() | st.integers() | st.text(max_size=8), max_size=4))
def test_any_header(values: dict[str, int | str | None]) -> None:
    """What a header says of the program is text, or not there."""
    line = json.dumps({**values, "target": values.get("target", 7), "origin": values.get("origin", -3)})
    data = (kernel.MAGIC + line.encode()).ljust(kernel.HEADER, b"\0")

    assert isinstance(load(data).trace.run.target, str)
