"""The pane of the loop: it has what the page's has, at every event, and something of each in few lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from asyncx.analysis.report import Report, judge
from asyncx.render.glyphs import UNICODE
from asyncx.render.html import to_html
from asyncx.render.tui.loop import Entry, Place, loop_lines, places
from asyncx.render.tui.subject import Subject
from asyncx.runs import catalogue
from asyncx.trace.cursor import Replay
from tests.render import chromium
from tests.render.chromium import Page
from tests.scenarios import runs
from tests.traces import Script, frames

from .stepping import Walk, queue, timeout

SCENARIOS = ("gather-first-error", "loop-different", "call_soon-thread", "loop-blocked", "eager-start")

LISTED = 12
"""Things of one kind that the page lists."""

_READ = """
(() => {
  const found = [];
  for (let at = 0; at <= Number(document.getElementById("slider").max); at++) {
    asyncx.go(at, false);
    found.push([...document.querySelectorAll("#loop dd")].map((place) =>
      [...place.querySelectorAll("li:not(.aside)")].map((each) => each.innerText)));
  }
  return JSON.stringify(found);
})()
"""


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    """One browser for all runs."""
    with chromium.browser() as page:
        yield page


def scenario(name: str) -> Report:
    """A scenario as this Python runs it."""
    return judge(runs.run(catalogue.find(name), sys.executable), None)


@pytest.mark.skipif(chromium.PROGRAM is None, reason="chromium is not installed")
@pytest.mark.parametrize("name", ["timeout", "queue", *SCENARIOS])
def test_it_is_that_of_the_page(tab: Page, tmp_path: Path, name: str) -> None:
    """The same things in the same places in the same order and words, at every event."""
    made = {"timeout": timeout, "queue": queue}
    if name not in made and not runs.fits(catalogue.find(name), sys.executable):
        pytest.skip(f"this Python cannot run {name}")
    report = made[name]() if name in made else scenario(name)
    path = tmp_path / "page.html"
    path.write_text(to_html(report), encoding="utf-8")
    tab.open(path.as_uri())
    subject = Subject(report)
    shown = json.loads(tab.run(_READ))

    assert len(shown) == subject.count + 1
    for position, page in enumerate(shown):
        found = places(subject, subject.replay.at(position), UNICODE)
        for place, listed in zip(found, page, strict=True):
            items = ["".join(item.split()) for item in listed]
            own = ["".join(f"{each.name}{each.rest}".split()) for each in place.all()[:LISTED]]
            if place.name == "waiting":  # the terminal adds who could end the wait, where that is known
                own = [words[: len(item)] for words, item in zip(own, items, strict=True)]
            assert items == own, (position, place.name)


def test_it_is_the_world_of_the_cursor() -> None:
    """Five places, in the order of the cursor's world."""
    report = queue()
    subject = Subject(report)
    world = Replay(report.trace).at(18)
    found = {place.name: [each.name for each in place.all()] for place in places(subject, world, UNICODE)}

    assert found["ready"] == [
        subject.names.task(item.task) if item.task else subject.callbacks.title(item.handle or 0)
        for item in world.ready
    ]
    assert found["ready"] == ["two", "three", "main.<locals>.tick".rpartition(".")[2]]
    assert found["running"] == ["one"]


def test_who_holds_the_lock_is_said() -> None:
    """What a task waits for, and who could end it, as far as it was known at that event."""
    script = Script()
    one, two = script.task("worker", "one"), script.task("worker", "two")
    script.step(one)
    script.add("lock.taken", object=1, task=one, where=["shop.py", 31, "worker"])
    script.sleep(one, 1, "worker")
    script.step(two)
    stack = frames("worker", ("asyncio/locks.py", "Lock.acquire"))
    script.add("task.wait", task=two, on={"future": 7, "class": "Lock", "object": 1}, stack=stack)
    trace = script.trace()
    subject = Subject(judge(trace, None))
    found = places(subject, subject.replay.at(subject.count), UNICODE)[3].all()

    assert [each.name + each.rest for each in found] == [
        "one for sleep(1)",
        "two for Lock.acquire, held by one since shop.py:31",
    ]


def place(name: str, count: int) -> Place:
    return Place(name, count, lambda index: Entry(f"{name}-{index}"))


class TestInFewLines:
    def test_all_of_it_where_there_is_room(self) -> None:
        """One thing a line."""
        lines = loop_lines([place("ready", 3), place("done", 0)], 40, 4, 0, UNICODE)
        assert [line.plain for line in lines] == [
            "ready    1 ready-0",
            "         2 ready-1",
            "         3 ready-2",
            "done     –",
        ]

    def test_something_of_each_where_there_is_not(self) -> None:
        """The last line of each place counts the rest."""
        found = [
            place("running", 1),
            place("ready", 30),
            place("timers", 1),
            place("waiting", 9),
            place("done", 9),
        ]
        lines = [line.plain for line in loop_lines(found, 48, 7, 0, UNICODE)]
        assert lines == [
            "running  running-0",
            "ready    1 ready-0",
            "         2 ready-1, 3 ready-2, + 27 more",
            "timers   timers-0",
            "waiting  waiting-0",
            "         waiting-1, waiting-2, + 6 more",
            "done     done-0, done-1, done-2, + 6 more",
        ]

    @pytest.mark.parametrize("height", range(1, 40))
    def test_scrolled_it_has_everything(self, height: int) -> None:
        """From the first thing to the last, none left out."""
        found = [place("ready", 9), place("waiting", 9), place("done", 9)]
        seen = [line.plain for top in range(1, 30) for line in loop_lines(found, 40, height, top, UNICODE)]
        text = "\n".join(seen)
        assert all(f"{name}-{index}" in text for name in ("waiting", "done") for index in range(9))

    def test_it_is_scrolled_with_the_arrows(self) -> None:
        """In the stepper, too."""
        walk = Walk(queue(), 40, 9).to(18)
        before = walk.text
        assert walk.act("down").text != before
        assert walk.act("up").text == before
