"""Traces for Perfetto, of every scenario and of random programs: as much is told as the trace has."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings

from asyncx.render.words import plain
from asyncx.trace.model import TaskState, Trace
from tests.scenarios.runs import PYTHONS, all_traces, each_of
from tests.spread import some
from tests.trace.programs import programs
from tests.traces import Script

pytest.importorskip("perfetto", reason="perfetto is not installed")

from .test_perfetto import written
from .timelines import BEGIN, INSTANT, Seen


@each_of(some(PYTHONS), "path")
def test_every_scenario_is_told_in_full(path: str) -> None:
    """As many steps, waits, cancellations, callbacks and errors as the trace has; each wait by its name."""
    for name, trace in all_traces(path).items():
        events = written(trace, internals=True)
        begun = [event for event in events if event.what == BEGIN]
        assert_states(trace, begun, name)
        kinds = Counter(record.kind for record in trace.records)
        categories = Counter(event.category for event in begun)
        assert categories["timer"] == kinds["timer.fire"], name
        assert categories["callback"] == kinds["handle.run"], name
        assert categories["job"] == kinds["job.run"], name
        instants = Counter(event.name for event in events if event.what == INSTANT)
        asked = instants["cancel()"] + instants["cancel(), refused"]
        assert asked == sum(len(task.cancels) for task in trace.tasks), name
        assert instants["cancelled"] == sum(str(task.outcome) == "cancelled" for task in trace.tasks), name
        awaited = categories["await"]
        assert awaited == sum(coro.depth > 0 for task in trace.tasks for coro in task.coros), name
        assert categories["deadline"] == sum(bool(timer.scope) for timer in trace.timers), name


def assert_states(trace: Trace, begun: list[Seen], name: str) -> None:
    """The slices of each task are its spans: when, what, and what it waits for."""
    own: dict[int, list[Seen]] = {}
    for event in begun:
        if event.category in ("ready", "step", "wait", "cancel"):
            own.setdefault(event.uuid, []).append(event)
    assert len(own) == sum(bool(task.spans) for task in trace.tasks), name
    found = {tuple(event.args["record"] for event in each): each for each in own.values()}
    for task in trace.tasks:
        if task.spans:
            each = found[tuple(span.first for span in task.spans)]
            assert {event.track for event in each} == {plain(task.title, limit=200)}
            assert [event.t for event in each] == [span.start for span in task.spans], name
            for event, span in zip(each, task.spans, strict=True):
                assert (event.category == "step") == (span.state is TaskState.RUNNING), name
                if span.state is TaskState.WAITING and not span.cancelling and span.label:
                    assert event.name == plain(span.label, limit=200), name


@settings(max_examples=50)
@given(programs())
def test_so_is_every_random_program(script: Script) -> None:
    """Whatever tasks do to each other."""
    trace = script.trace()
    events = written(trace, internals=True)

    assert_states(trace, [event for event in events if event.what == BEGIN], "random")
