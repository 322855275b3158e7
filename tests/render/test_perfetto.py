"""Traces for Perfetto: read back with its own classes, they say what the trace says."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncx.render.perfetto.chrome import to_chrome
from asyncx.render.perfetto.protobuf import to_perfetto, varint
from asyncx.trace.model import Trace
from tests.traces import FILE, Script, cancelled, error, wait_for_timeout

pytest.importorskip("perfetto", reason="perfetto is not installed")

from .timelines import BEGIN, END, INSTANT, VALUE, Seen, arrows, check, read_chrome, read_protobuf, slices

HOSTILE = "</script>\x1b[31m\u202e\"'&\0\ud800" + "x" * 1_000_000


def written(trace: Trace, *, internals: bool = False) -> list[Seen]:
    """What a reader has of a trace; both formats say the same."""
    events = read_protobuf(to_perfetto(trace, internals=internals))
    check(events)
    assert told(events) == told(read_chrome(to_chrome(trace, internals=internals)))
    return events


def told(events: Iterable[Seen]) -> list[tuple[object, ...]]:
    """All but what the formats have each in their own way: counters, and how tracks are called."""
    return [
        (each.what, each.uuid, each.t, each.name, each.category, each.args, each.out, each.into)
        for each in events
        if each.what != VALUE
    ]


class TestOneRun:
    """`wait_for(fetch(), 0.1)`, whose clean-up takes 50 ms."""

    events = written(wait_for_timeout().trace())

    def test_tracks_stand_under_their_loop_and_thread(self) -> None:
        paths = {" / ".join(event.path[1:]) for event in self.events}
        loop = "MainThread / loop 1 _UnixSelectorEventLoop"
        assert paths == {
            loop,
            f"{loop} / ready tasks",
            f"{loop} / loop lag",
            f"{loop} / Task-1 main",
            f"{loop} / Task-1 main / awaits",
        }

    def test_a_task_runs_and_waits(self) -> None:
        """The slices are its states; what it waits for is their name."""
        assert slices(self.events, "Task-1 main") == [
            "ready 0..0",
            "runs 0..0",
            "sleep(1) 0..100",
            "being cancelled: sleep(1) 100..100",
            "  ! cancel() 100",
            "ready 100..100",
            "runs 100..100",
            "being cancelled: sleep(0.05) 100..150",
            "ready 150..150",
            "runs 150..150",
        ]

    def test_coroutines_and_deadlines_lie_inside_each_other(self) -> None:
        assert slices(self.events, "awaits") == [
            "wait_for(0.1) 0..150",
            "  fetch 0..150",
            "    ! deadline fires 100",
        ]

    def test_arrows_are_wake_ups_and_cancellations(self) -> None:
        loop = "loop 1 _UnixSelectorEventLoop"
        assert arrows(self.events) == [
            f"{loop} Timeout._on_timeout -> Task-1 main cancel()",
            f"{loop} Timeout._on_timeout -> Task-1 main runs",
            f"{loop} _set_result_unless_cancelled -> Task-1 main runs",
        ]

    def test_each_slice_names_its_record(self) -> None:
        """So that it is found again in the page, or with --events."""
        trace = wait_for_timeout().trace()
        for event in self.events:
            if event.what == BEGIN:
                assert trace.index[event.args["record"]].t == event.t

    def test_waits_say_where(self) -> None:
        (wait,) = (event for event in self.events if event.name == "sleep(1)")
        assert wait.args["where"] == f"{FILE}:12 in fetch"


def test_what_goes_wrong_is_an_instant() -> None:
    """Errors stand where they were raised or reported, cancellations at the task that they are meant for."""
    script = Script()
    first, second = script.task("first"), script.task("second")
    script.step(first)
    script.cancel(second, message="stop", where=[FILE, 3, "first"])
    script.cancel(first, accepted=False)
    script.end(first, "raised", error("ValueError", "too large"))
    script.step(second)
    script.end(second, "cancelled", cancelled())
    lost = "Task exception was never retrieved"
    script.add("handler", message=lost, error=error("ValueError", "too large"), task=first)
    script.add("warning", category="RuntimeWarning", message="coroutine 'x' was never awaited")
    script.add("deadlock", threads=[])
    instants = [event for event in written(script.trace()) if event.what == INSTANT]

    assert [(event.track, event.name, event.category) for event in instants] == [
        ("Task-2 second", "cancel()", "cancel"),
        ("Task-1 first", "cancel(), refused", "cancel"),
        ("Task-1 first", "raised ValueError: too large", "error"),
        ("Task-2 second", "cancelled", "cancel"),
        ("Task-1 first", lost, "error"),
        ("MainThread", "RuntimeWarning: coroutine 'x' was never awaited", "error"),
        (f"asyncx {FILE}, CPython 3.13.0", "deadlock", "error"),
    ]
    assert instants[0].args["where"] == f"{FILE}:3 in first"
    assert "stop" in instants[0].args["says"]


def test_counters_say_how_late_the_loop_is() -> None:
    """How many tasks are ready; and how late a step and a timer are when it is their turn."""
    script = Script()
    first, second = script.task("first"), script.task("second")
    timer = script.timer(1)
    script.step(first)
    script.at(5).end(first)
    script.step(second)
    script.end(second)
    script.at(7).add("timer.fire", handle=timer, loop=1)
    events = written(script.trace())

    ready = [(event.t, event.value) for event in events if event.track == "ready tasks"]
    lag = [(event.t / 1e6, event.value / 1e6) for event in events if event.track == "loop lag"]
    assert ready == [(0, 1), (0, 2), (0, 1), (5_000_000, 0)]
    assert lag == [(0, 0), (5, 5), (7, 6)]


def test_what_never_ends_ends_with_the_trace() -> None:
    """A task that waits, a callback that holds the loop, a job and a blocking call that go on."""
    script = Script()
    task = script.task("main")
    script.step(task)
    script.coro(task, "main")
    script.coro(task, "fetch")
    script.wait(task, "main", "fetch")
    script.add("handle.run", handle=9, loop=1, callback="main.<locals>.spin")
    script.on(2).add("job.new", job=1, function="work")
    script.add("job.run", job=1)
    script.at(8).add("thread.wait", what="time.sleep")
    events = written(script.trace())

    assert slices(events, "Task-1 main") == ["ready 0..0", "runs 0..0", "a future 0..8"]
    assert slices(events, "awaits") == ["fetch 0..8"]
    assert slices(events, "loop 1") == ["spin 0..8"]
    assert slices(events, "thread 2") == ["work 0..8", "  time.sleep 8..8"]


def test_a_deadline_lasts_until_its_scope_is_left() -> None:
    """Also where no coroutine of asyncio was recorded that would tell so, as in a watched program."""
    script = Script()
    task = script.task("main")
    script.step(task)
    timer = script.timer(100, via=("wait_for",), callback="_release_waiter")
    script.wait(task, "main", ("asyncio/tasks.py", "wait_for"))
    script.at(100).wake(task, timer).step(task)
    script.wait(task, "main", ("asyncio/tasks.py", "wait_for"))
    script.at(120).wake(task).step(task)
    script.add("timer.cancel", handle=timer, via=["wait_for"])
    script.at(130).end(task)
    events = written(script.trace(clock="real"))

    assert slices(events, "awaits") == ["wait_for(0.1) 0..120", "  ! deadline fires 100"]


def test_generators_that_overlap_get_tracks_of_their_own() -> None:
    """Two async generators that are used by turns end in an order in which slices cannot."""
    script = Script()
    task = script.task("main")
    script.step(task)
    script.coro(task, "main")
    first = script.coro(task, "first")
    script.wait(task, "main", "first")
    script.at(1).wake(task).step(task)
    second = script.coro(task, "second")
    script.wait(task, "main", "second")
    script.at(2).wake(task).step(task)
    script.returns(first)
    script.wait(task, "main", "second")
    script.at(3).wake(task).step(task)
    script.returns(second)
    events = written(script.trace())

    assert slices(events, "awaits") == ["first 0..2"]
    assert slices(events, "awaits (2)") == ["second 1..3"]


def test_hostile_names_are_text() -> None:
    """Cut, visible, and valid in both formats."""
    script = Script()
    task = script.task(HOSTILE, name=HOSTILE)
    script.step(task)
    script.coro(task, HOSTILE)
    script.coro(task, HOSTILE)
    script.wait(task, HOSTILE, on={"class": HOSTILE, "object": 1})
    script.add("handle.run", handle=1, loop=1, callback=HOSTILE)
    script.cancel(task, message=HOSTILE, via=[HOSTILE], where=[HOSTILE, 1, HOSTILE])
    script.add("thread.new", started=2, name=HOSTILE)
    script.add("handler", message=HOSTILE, error=error(HOSTILE, HOSTILE))
    trace = script.trace(target=HOSTILE, python=HOSTILE)
    for pieces in (to_perfetto(trace), to_chrome(trace)):
        data = b"".join(pieces)
        assert len(data) < 20_000
        assert b"\x1b[31m" not in data
        assert "\u202e".encode() not in data
    events = written(trace)
    assert any(event.track.startswith("</script>\\x1b[31m\\u202e") for event in events)


def test_a_trace_of_nothing() -> None:
    """No records, no events; the files are valid all the same."""
    trace = Script().trace()

    assert written(trace) == []
    assert json.loads(b"".join(to_chrome(trace)))["displayTimeUnit"] == "ns"


def test_pieces_come_one_by_one() -> None:
    """A piece is a packet, or an event; nothing is held back until all are made."""
    trace = wait_for_timeout().trace()
    packets = list(to_perfetto(trace))

    assert len(packets) > len(trace.tasks) + len(trace.records)
    assert max(map(len, packets)) < 400
    for before in range(1, len(packets)):
        read_protobuf(packets[:before])


@given(st.integers(-(2**63), 2**64 - 1))
def test_numbers_are_those_of_protobuf(number: int) -> None:
    """Seven bits a byte, negative ones in ten bytes."""
    encoded = varint(number)
    value = sum((byte & 0x7F) << (7 * place) for place, byte in enumerate(encoded))

    assert value == number % 2**64
    assert [byte >> 7 for byte in encoded] == [1] * (len(encoded) - 1) + [0]


def test_ends_have_no_names() -> None:
    """The reader has them from the beginnings."""
    assert not [event for event in TestOneRun.events if event.what == END and (event.name or event.args)]
