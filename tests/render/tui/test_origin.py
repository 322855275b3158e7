"""Where an event came from: a sign in the lane of its cause, and a line from there."""

from __future__ import annotations

import pytest

from asyncx.analysis.report import judge
from asyncx.render.glyphs import STYLES, UNICODE
from asyncx.render.tui.origin import gutter, origin_of
from asyncx.render.tui.subject import Subject
from asyncx.trace.model import Trace
from tests.traces import Script

from .stepping import Walk, timeout


def shop(between: int = 0) -> Trace:
    """One task makes job, which sleeps twice, and cancels it; `between` others have lanes between them."""
    script = Script()
    main = script.task("main")
    made = script.step(main)
    for number in range(between):
        script.step(script.task(f"other{number}"))
    job = script.task("job", because=made)
    first = script.sleep(main, 0.1, "main")
    begun = script.step(job)
    nap = script.sleep(job, 0.05, "job")
    script.records[-2]["because"] = begun
    fired = script.at(50).add("timer.fire", handle=nap, loop=1)
    again = script.ready(job, because=fired)
    second = script.add("task.step", task=job, loop=1, because=again)
    script.add("out", stream="stdout", text="hi", because=second)
    script.sleep(job, 1, "job")
    script.at(100).wake(main, first)
    step = script.add("task.step", task=main, loop=1)
    asked = script.cancel(job, because=step)
    due = script.ready(job, because=asked)
    script.add("task.step", task=job, loop=1, because=due)
    script.end(job, "cancelled")
    script.end(main)
    return script.trace()


def places(subject: Subject, kind: str) -> list[int]:
    return [at for at, record in enumerate(subject.trace.records, 1) if record.kind == kind]


class TestOrigin:
    def test_who_cancelled(self) -> None:
        """From the request on, and in the step that it leads to, it is the step that asked."""
        subject = Subject(judge(shop(), None))
        asked = places(subject, "task.cancel")[0]
        for at in (asked, asked + 1, asked + 2):
            origin = origin_of(subject, at)
            assert origin is not None
            assert subject.rows[origin.row - 1].title == "Task-1 main"
            assert origin.position == asked - 1
            assert origin.cancels is True
            assert origin.style == STYLES["cancelling"]

    def test_who_woke_itself(self) -> None:
        """A task that slept was woken by its own timer: its way goes no further back."""
        subject = Subject(judge(shop(), None))
        woken = places(subject, "timer.fire")[0]

        assert [origin_of(subject, at) for at in range(woken, woken + 4)] == [None] * 4

    def test_a_deadline(self) -> None:
        """The lane of a deadline is another one than that of its task."""
        subject = Subject(timeout())
        asked = places(subject, "task.cancel")[0]
        origin = origin_of(subject, asked)

        assert origin is not None
        assert subject.rows[origin.row - 1].title == "wait_for(0.1)"

    def test_what_has_no_cause(self) -> None:
        """Before the first event, and beyond the last, there is none."""
        subject = Subject(judge(shop(), None))

        assert origin_of(subject, 0) is origin_of(subject, 1) is None
        assert origin_of(subject, subject.count + 1) is None


@pytest.mark.parametrize(
    ("here", "order", "drawn"),
    [
        (0, 3, "›││╰ "),
        (3, 1, " ╭│› "),
        (2, 2, "  ›  "),
        (2, -1, "││›  "),
        (2, 5, "  ›││"),
        (-1, 3, "     "),
    ],
)
def test_the_way_between_two_lanes(here: int, order: int, drawn: str) -> None:
    """Up or down, and out of sight."""
    assert "".join(gutter([1, 2, 3, 4, 5], here, order, UNICODE)) == drawn


def lanes(walk: Walk) -> list[str]:
    """The lines of the pane of the tasks, without its border, the ruler and the numbers."""
    lines = walk.text.split("\n")
    first = next(number for number, line in enumerate(lines) if line.startswith("╭ Tasks"))
    last = next(number for number, line in enumerate(lines) if number > first and line.startswith("╰"))
    return [line[2:-2] for line in lines[first + 3 : last - 1]]


class TestScreen:
    def test_the_sign_and_the_way(self) -> None:
        """Both are seen, and the pane says what the sign is."""
        walk = Walk(judge(shop(between=2), None), 80, 30)
        walk.to(places(walk.subject, "task.cancel")[0])
        shown = lanes(walk)

        assert "◆ its cause" in walk.text
        assert [line.split()[0] for line in shown] == ["╭Task-1", "│Task-2", "│Task-3", "›Task-4"]
        assert ["◆" in line for line in shown] == [True, False, False, False]

    def test_without_another_lane_there_is_none(self) -> None:
        """A task that woke itself."""
        walk = Walk(judge(shop(), None), 80, 30)
        walk.to(places(walk.subject, "timer.fire")[0])

        assert "◆" not in walk.text

    def test_a_cause_that_scrolled_away(self) -> None:
        """The line goes on to the edge."""
        walk = Walk(judge(shop(between=40), None), 80, 24).act("unfold")
        walk.to(places(walk.subject, "task.cancel")[0])
        shown = lanes(walk)

        assert [line[:5] for line in shown if line.strip()] == ["│Task"] * (len(shown) - 1) + ["›Task"]
        assert not any("Task-1 main" in line for line in shown)
