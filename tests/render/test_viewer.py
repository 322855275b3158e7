"""The viewer's logic, apart from a browser: equal to the Python cursor, at every record of every scenario."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from asyncx.analysis.report import Report, judge
from asyncx.render.html import VIEWER, data_text
from asyncx.render.tui.brief import brief
from asyncx.render.tui.subject import Subject
from asyncx.render.words import plain
from asyncx.trace.cursor import Cursor, Item, Replay, World
from asyncx.trace.model import Trace
from tests.scenarios.runs import PYTHONS, all_traces, each_of
from tests.trace.programs import programs
from tests.traces import Script, wait_for_timeout

BRIEF = 60
"""Cells of an event in a chain of causes."""

HERE = Path(__file__).parent / "viewer"
NODE, TSC = shutil.which("node"), shutil.which("tsc")


def spread(every: Sequence[str], most: int) -> list[str]:
    """At most so many of them: the first, the last, and some between."""
    if len(every) <= most:
        return list(every)
    return [every[round(place * (len(every) - 1) / (most - 1))] for place in range(most)]


needs_node = pytest.mark.skipif(NODE is None, reason="node is not installed")


@needs_node
def test_the_modules_pass_their_own_tests() -> None:
    """`node --test tests/render/viewer/`."""
    tests = sorted(str(path) for path in HERE.glob("*.test.mjs"))
    done = subprocess.run([NODE or "", "--test", *tests], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(TSC is None, reason="tsc (of the npm package typescript) is not installed")
def test_the_types_in_the_comments_are_right() -> None:
    """`tsc -p asyncx/render/viewer`."""
    done = subprocess.run([TSC or "", "-p", str(VIEWER)], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


@needs_node
@each_of(spread(PYTHONS, 3))
def test_the_world_is_that_of_the_cursor(tmp_path: Path, python: str) -> None:
    """For each scenario, the same world, moves and effects at each record; however one got there."""
    traces = all_traces(python)
    replayed = in_node([judge(trace, None) for trace in traces.values()], tmp_path)

    assert len(traces) == len(replayed) > 0
    for (name, trace), found in zip(traces.items(), replayed, strict=True):
        assert_equal(trace, found, name)


@needs_node
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(programs())
def test_so_it_is_for_random_programs(tmp_path: Path, script: Script) -> None:
    """Traces that no scenario has."""
    trace = script.trace()
    assert_equal(trace, in_node([judge(trace, None)], tmp_path)[0], "random")


@needs_node
def test_what_a_trace_need_not_have(tmp_path: Path) -> None:
    """Nothing at all, numbers left out, timers that are due at once or were cancelled."""
    gaps = wait_for_timeout()
    for record in gaps.records[20:]:
        record["n"] += 7
    timers = Script()
    for milliseconds in (10, 5, 10):
        timers.timer(milliseconds)
    timers.add("timer.cancel", handle=2)
    timers.at(5).add("loop.turn", loop=1)
    timers.add("timer.cancel", handle=1)
    timers.at(10).add("loop.idle", loop=1)
    for script in (Script(), gaps, timers):
        trace = script.trace()
        assert_equal(trace, in_node([judge(trace, None)], tmp_path)[0], "made by hand")


def in_node(reports: Sequence[Report], folder: Path) -> list[dict[str, Any]]:
    """What the viewer's modules make of the data of some pages."""
    data = folder / "data.jsonl"
    data.write_text("\n".join(data_text(report) for report in reports), encoding="ascii")
    done = subprocess.run(
        [NODE or "", str(HERE / "worlds.mjs"), str(data)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line, parse_int=float) for line in done.stdout.splitlines()]


def assert_equal(trace: Trace, found: Mapping[str, Any], name: str) -> None:
    replay = Replay(trace)
    positions = range(len(trace.records) + 1)
    assert found["same"], name
    for position in positions:
        assert found["worlds"][position] == plain_world(replay.at(position)), (name, position)
    assert found["moves"] == [moves(Cursor(replay, position)) for position in positions], name
    subject = Subject(judge(trace, None))
    for position in positions[1:]:
        words = plain(brief(subject, position), limit=BRIEF).strip()
        assert found["briefs"][position - 1] == words, (name, position)


def plain_world(world: World) -> list[Any]:
    """A world as lists; what is None is 0.  A timer due in a hundred years is due to the nearest double."""
    return [
        world.n,
        world.t,
        [[each.thread, *plain_item(each.item)] for each in world.running],
        [plain_item(item) for item in world.ready],
        [[alarm.handle, float(alarm.due), alarm.cancelled] for alarm in world.timers],
        list(world.waiting),
        list(world.done),
    ]


def plain_item(item: Item) -> list[int]:
    return [item.loop or 0, item.task or 0, item.handle or 0]


def moves(cursor: Cursor) -> list[Any]:
    found = (
        cursor.same_task(),
        cursor.same_task(forwards=False),
        cursor.same_loop_turn(),
        cursor.same_loop_turn(forwards=False),
        cursor.cause(),
    )
    return [*(each.position for each in found), list(cursor.effects())]
