"""Records off the wire are checked, each error is one clear message, and what is read cannot change."""

from typing import Any

import pytest

from asyncx.kernel import wire
from asyncx.trace.fields import OVERRIDES, REQUIRED, SHAPES
from asyncx.trace.records import TraceError, freeze, is_cancelled, read, thaw


def line(n: Any = 1, **changes: Any) -> dict[str, Any]:
    return {"n": n, "t": 0, "thread": 1, "kind": "task.step", "task": 1, **changes}


class TestRead:
    def test_fields(self) -> None:
        """What all records have becomes attributes, the rest is data; null is as good as absent."""
        (record,) = read([line(t=5, thread=2, loop=1, future=None)])

        assert (
            record.n,
            record.t,
            record.thread,
            record.kind,
            record.because,
        ) == (1, 5, 2, "task.step", None)
        assert record.data == {"task": 1, "loop": 1}

    def test_unknown_kinds_and_fields_are_kept(self) -> None:
        """A newer asyncx may write more than this one knows."""
        new = [line(1, extra=[1]), line(2, kind="task.teleported", to="mars")]

        first, second = read(new)

        assert first.data["extra"] == (1,)
        assert second.data["to"] == "mars"

    def test_data_is_frozen(self) -> None:
        """Nobody can change what was recorded."""
        (record,) = read([line(kind="task.wait", on={"task": 1}, stack=[["a.py", 1, "f"]])])

        with pytest.raises(TypeError):
            record.data["on"] = 1  # type: ignore[index]
        with pytest.raises(TypeError):
            record.data["on"]["task"] = 2
        assert record.data["stack"] == (("a.py", 1, "f"),)

    @pytest.mark.parametrize(
        ("lines", "says"),
        [
            ([[1]], "record 1 of the trace is broken: it is not an object"),
            ([line(n="1")], '"n" is not a number'),
            ([line(n=True)], '"n" is not a number'),
            ([line(n=0)], '"n" is not a number'),
            ([line(n=1.0)], '"n" is not a number'),
            ([line(n=10**30)], '"n" is not a number'),
            ([line(t=-1)], '"t" is not a number of nanoseconds'),
            ([line(t=10**30)], '"t" is not a number of nanoseconds'),
            ([line(kind=7)], '"kind" is not a string'),
            ([line(kind=None)], '"kind" is not a string'),
            ([line(thread="main")], '"thread" is not a number'),
            ([line(because=1)], '"because" is not the number of an earlier record'),
            ([line(because=0)], '"because" is not the number of an earlier record'),
            ([line(task="main")], '"task" of task.step has the wrong type'),
            ([line(task=None)], 'task.step without "task"'),
            ([line(2), line(1)], "its number is 1; records are out of order"),
            ([line(1), line(1)], "its number is 1; records are out of order"),
            ([line(1, t=5), line(2, t=4)], "it is older than the record before it"),
            (
                [line(kind="task.wait", stack=[["a.py", "one", "f"]])],
                '"stack" of task.wait has the wrong type',
            ),
            ([line(kind="task.wait", on={"gather": 3})], '"on" of task.wait has the wrong type'),
            ([line(kind="coro.throw", coro=1, error="boom")], '"error" of coro.throw has the wrong type'),
            (
                [line(kind="coro.throw", coro=1, error={"type": "OSError", "module": None})],
                '"error" of coro.throw has the wrong type',
            ),
            ([line(kind="task.cancel", accepted=1)], '"accepted" of task.cancel has the wrong type'),
        ],
    )
    def test_broken(self, lines: list[Any], says: str) -> None:
        """Each way in which a record can be broken has its message, which names the record."""
        with pytest.raises(TraceError) as caught:
            list(read(lines))

        assert says in caught.value.what
        assert "\n" not in caught.value.what


class TestFields:
    def test_every_field_of_the_wire_has_a_shape(self) -> None:
        """A new field in wire.KINDS must be described here, too."""
        fields = {(kind, name) for kind, names in wire.KINDS.items() for name in names}

        assert {
            (kind, name) for kind, name in fields if (kind, name) not in OVERRIDES and name not in SHAPES
        } == set()

    def test_nothing_else_has(self) -> None:
        """What the wire has given up must go from here."""
        names = {name for names in wire.KINDS.values() for name in names}

        assert set(SHAPES) <= names
        assert all(name in wire.KINDS[kind] for kind, name in OVERRIDES)
        assert all(set(fields) <= set(wire.KINDS[kind]) for kind, fields in REQUIRED.items())


def test_thaw_undoes_freeze() -> None:
    """What was frozen can be written as JSON again."""
    value = {"a": [1, [2, {"b": None}]], "c": "d"}

    assert value == thaw(freeze(value))


@pytest.mark.parametrize(
    ("error", "is_one"),
    [
        ({"type": "CancelledError", "module": "asyncio.exceptions"}, True),
        ({"type": "CancelledError", "module": "concurrent.futures._base"}, False),
        ({"type": "TimeoutError", "module": "asyncio.exceptions"}, False),
        (None, False),
    ],
)
def test_is_cancelled(error: dict[str, str] | None, is_one: bool) -> None:
    """Only asyncio's own CancelledError cancels a task."""
    assert is_one is is_cancelled(error)
