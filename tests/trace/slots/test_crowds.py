"""Tasks that are alike become one that says how many it stands for; who matters by itself stays."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from asyncx.analysis.watched import judge
from asyncx.kernel.slots import CANCELLED, LONG, TASK
from asyncx.trace.build import build
from asyncx.trace.load import load
from asyncx.trace.model import Outcome, Trace, how_many
from asyncx.trace.records import read as read_records
from asyncx.trace.slots.crowds import Crowds
from tests.trace.slots.condensing import all_of, few, kinds
from tests.trace.slots.made import Made
from tests.traces import run

MOST = 20
COUNT = 300
APART = 5.0
"""Microseconds from one task to the next."""


def gathered(count: int = COUNT, *, flagged: bool = True, apart: float = APART, **odd: Any) -> Made:
    """A task makes so many that run once and return; `odd` is a change to task 150."""
    made = Made()
    first = made.at(0).task(1, "main")
    main = made.at(1).step(1, cause=first)
    for number in range(2, count + 2):
        name = odd.get("name") if number == 150 else None
        task(made.at(number * apart), number, name, main)
        if number == 150 and "told" in odd:
            made.json(odd["told"], cause=main, task=number, **odd["fields"])
    begin = (count + 10) * apart
    made.at(begin).call(7, "tick", cause=main)
    last = 0
    for number in range(2, count + 2):
        begin += apart
        returned = not (number == 150 and "flag" in odd)
        if number == 150 and "sets" in odd:
            last = made.at(begin).step(number, cause=main)
            made.at(begin + 1).timer(3, begin + 9_000_000, cause=last)
            made.at(begin + 2).end(number, cause=last)
        elif flagged and returned:
            last = made.at(begin).step(number, cause=main, returned=True)
        else:
            last = made.at(begin).step(number, cause=main)
            made.at(begin + 2).end(number, odd.get("flag", 1) if number == 150 else 1, cause=last)
    made.at(begin + apart).step(1, cause=last, returned=True)
    made.at(begin + 2 * apart).loop_stop()
    return made


def task(made: Made, number: int, name: str | None, cause: int, *, eager: bool = False) -> None:
    """A task of the same coroutine as all others, made in the same line."""
    called = LONG | number if name is None else made.text(name)
    site, coro = made.site(9, "create_task"), made.text("one")
    made.put(TASK, number, flag=int(eager), cause=cause, a=site, b=coro, c=called)


def merged(made: Made) -> Trace:
    return build(run(), few(made.bytes(), MOST)[0])


@pytest.mark.parametrize("flagged", [True, False])
class TestMerged:
    """Whether a step says that its task has returned, or another slot does."""

    def test_a_few_stand_for_all(self, flagged: bool) -> None:
        """In the numbers that are told nothing has changed."""
        data = gathered(flagged=flagged).bytes()
        before, (after, made) = all_of(data), few(data, MOST)
        trace = build(run(), after)

        assert len(trace.tasks) < 10
        assert how_many(trace.tasks) == COUNT + 1
        assert len(after) + made.merged == len(before)
        assert all(task.outcome is Outcome.RETURNED and task.steps == 1 for task in trace.tasks[1:])

    def test_the_first_of_them_is_as_it_was(self, flagged: bool) -> None:
        data = gathered(flagged=flagged).bytes()
        before, after = build(run(), all_of(data)), merged(gathered(flagged=flagged))
        whole = {task.number: task for task in before.tasks}

        for task in after.tasks[1:]:
            same = whole[task.number]
            assert (task.start, task.end, task.place, task.maker) == (
                same.start,
                same.end,
                same.place,
                same.maker,
            )

    def test_what_a_left_out_one_made_happen_has_a_cause(self, flagged: bool) -> None:
        trace = merged(gathered(flagged=flagged))
        ready = [record for record in trace.records if record.kind == "task.ready"][-1]

        assert ready.data["task"] == 1
        assert trace.index[ready.because or 0].kind == "task.step"

    def test_the_time_is_not_lost(self, flagged: bool) -> None:
        """The loop was as busy as it was."""
        made = gathered(flagged=flagged)
        made.at(0).json("loop.run", loop=1)
        before, after = judge(build(run(), all_of(made.bytes()))), judge(merged(made))

        assert [load.busy for load in after.loads] == [load.busy for load in before.loads]


class TestKept:
    @pytest.mark.parametrize(
        "odd",
        [
            {"name": "checkout"},
            {"flag": CANCELLED},
            {"sets": True},
            {"told": "task.cancel", "fields": {"accepted": False}},
            {"told": "handler", "fields": {"message": "m"}},
        ],
    )
    def test_one_that_is_not_like_the_others(self, odd: dict[str, Any]) -> None:
        """It has a name, ended otherwise, did something, or something is said of it."""
        task = next((task for task in merged(gathered(**odd)).tasks if task.number == 150), None)

        assert task is not None
        assert task.count == 1

    def test_those_that_ran_much_later(self) -> None:
        """None is shown ten milliseconds from where it was."""
        spread = gathered(100, apart=400.0)
        starts = [task.start for task in merged(spread).tasks]

        assert len(starts) > 3
        assert max(later - one for one, later in pairwise(starts)) <= 11_000_000

    def test_one_that_never_ran(self) -> None:
        made = gathered()
        made.at(9000).task(900, "one")

        assert merged(made).tasks[-1].number == 900

    @pytest.mark.parametrize("eager", [True, False])
    def test_those_that_waited(self, eager: bool) -> None:
        """They have another step, inside the one of their maker, or one that only says that they wait."""
        made = Made()
        made.at(0).task(1, "main")
        main = made.at(1).step(1)
        numbers = range(2, 202)
        for number in numbers:
            task(made.at(10 * number), number, None, main, eager=eager)
            made.at(10 * number + 1).step(number, cause=main if eager else 0, took=0.001)
        for number in numbers:
            made.at(3000 + 10 * number).step(number, cause=main if eager else 0, returned=eager)
            if not eager:
                made.at(3001 + 10 * number).end(number)
        made.at(6000).loop_stop()
        loaded = load(made.bytes())
        records, condensed = few(made.bytes(), MOST)
        trace = build(run(), records)

        assert how_many(trace.tasks) == how_many(loaded.trace.tasks) == 201
        assert [each.steps for each in trace.tasks[1:]] == [2] * 200
        assert all(each.outcome is Outcome.RETURNED for each in trace.tasks[1:])
        assert len(records) + condensed.merged == len(loaded.trace.records)


class TestFindings:
    def test_they_are_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Who makes so many at once holds the loop, and all of them suffer."""
        made = gathered(400, apart=400.0)
        found = judge(merged(made)).findings
        monkeypatch.setattr(Crowds, "made", lambda *_: False)
        trace = merged(made)

        assert len(trace.tasks) == 401
        assert found
        assert [each.sentence for each in found] == [each.sentence for each in judge(trace).findings]


def test_a_record_says_how_many() -> None:
    """As any reader of the trace expects it."""
    records, _ = few(gathered().bytes(), MOST)
    new = [record for record in records if record.get("tasks")]

    assert kinds(new) == {"task.new": len(new)}
    assert sum(record["tasks"] for record in new) == COUNT
    assert [record.n for record in read_records(new)] == [record["n"] for record in new]
