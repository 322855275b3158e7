"""Of random programs nothing goes missing, whatever of them is merged."""

from __future__ import annotations

import pytest

from asyncx.trace.build import build
from asyncx.trace.model import TaskState
from asyncx.trace.slots.merging import LONGEST
from tests.trace.slots.condensing import Records, all_of, few, kinds, steps_of
from tests.trace.slots.randoms import Program
from tests.traces import run

SEEDS = range(6)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("most", [50, 400, 1500])
class TestEveryProgram:
    def test_nothing_goes_missing(self, seed: int, most: int) -> None:
        """Every record is there, or counted; and so is every step, and the time that it took."""
        data = Program(seed).made.bytes()
        before, (after, made) = all_of(data), few(data, most)

        assert len(after) + made.merged == len(before)
        assert steps_of(build(run(), after)) == steps_of(build(run(), before))
        assert busy(after) == busy(before)

    def test_what_matters_is_kept(self, seed: int, most: int) -> None:
        """Tasks, their ends, cancellations, and steps that take long."""
        data = Program(seed).made.bytes()
        before, after = all_of(data), few(data, most)[0]

        for kind in ("task.new", "task.end", "task.cancel", "loop.run", "loop.stop", "run.start"):
            assert kinds(after)[kind] == kinds(before)[kind]
        assert held(after) == held(before)

    def test_causes_are_connected(self, seed: int, most: int) -> None:
        """What had a cause has one, and it is not later."""
        data = Program(seed).made.bytes()
        before, after = all_of(data), few(data, most)[0]
        caused = {
            (record["kind"], record["t"], record.get("task")) for record in before if "because" in record
        }

        for record in after:
            if (record["kind"], record["t"], record.get("task")) in caused and record["kind"] != "handle.end":
                assert "because" in record, record
                assert after[record["because"] - 1]["t"] <= record["t"]

    def test_the_states_of_tasks_stay_true(self, seed: int, most: int) -> None:
        """Outcomes and lengths of life are those of the whole trace."""
        data = Program(seed).made.bytes()
        before, after = build(run(), all_of(data)), build(run(), few(data, most)[0])

        assert [(task.outcome, task.start, task.end, task.maker) for task in after.tasks] == [
            (task.outcome, task.start, task.end, task.maker) for task in before.tasks
        ]


def busy(records: Records) -> int:
    """How long all steps and callbacks took together."""
    total, begun = 0, 0
    for record in records:
        match record["kind"]:
            case "task.step" | "handle.run" | "timer.fire":
                begun = record["t"]
                if "busy" in record:
                    total, begun = total + record["busy"], -1
            case "task.wait" | "task.end" | "handle.end" | "timer.end" if begun >= 0:
                total, begun = total + record["t"] - begun, -1
    return total


def held(records: Records) -> list[tuple[int, int]]:
    """When some step took as long as nothing does that is merged."""
    spans = [span for task in build(run(), records).tasks for span in task.spans]
    return sorted(
        (span.start, span.end)
        for span in spans
        if span.state is TaskState.RUNNING and span.end - span.start >= LONGEST
    )
