"""Every key: where it leads to, and what it changes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest

from asyncx.analysis.report import judge
from asyncx.render.glyphs import ASCII, UNICODE
from asyncx.render.html import VIEWER
from asyncx.render.tui.keys import ACTIONS, KEYS, OWN, Key, hints, shown
from asyncx.render.tui.mouse import clicked
from asyncx.render.tui.scale import Kind
from asyncx.render.tui.state import SPEEDS, THEMES, Pane
from asyncx.trace.cursor import Cursor, Replay
from tests.traces import Script

from .stepping import Walk, many, queue, timeout

NODE = shutil.which("node")
EVERY = [key for key in (*KEYS, *OWN) if key.does != "quit"]


class TestKeys:
    @pytest.mark.skipif(NODE is None, reason="node is not installed")
    def test_they_are_those_of_the_page(self) -> None:
        """In the same order, with the same words and doing the same; but for those of compared runs."""
        module = (VIEWER / "keys.js").as_uri()
        program = f'import {{ KEYS }} from "{module}"; console.log(JSON.stringify(KEYS));'
        command = [NODE or "", "--input-type=module", "-e", program]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        own = [key for key in json.loads(done.stdout) if not key.get("several")]
        page = [(key["shown"], key["says"], key["does"]) for key in own]

        assert [(key.shown, key.says, key.does) for key in KEYS] == page

    def test_no_key_does_two_things(self) -> None:
        assert len(ACTIONS) == sum(len(key.keys) for key in (*KEYS, *OWN))

    @pytest.mark.parametrize("key", EVERY, ids=[key.does for key in EVERY])
    def test_each_does_something(self, key: Key) -> None:
        """At some event, zoomed in, with a pane that can be scrolled and lanes that are folded."""
        for report in (timeout(), many(50)):
            for position in (16, 39, 44, 51):
                walk = Walk(report, 80, 24, pane=Pane.SOURCE, alone=key.does == "back").to(position)
                walk.act("up", "up", "zoomIn", "zoomIn")
                before = walk.state
                if walk.act(key.does).state != before:
                    return
        pytest.fail(f"{key.does} does nothing")

    def test_in_ascii_they_are_called_by_their_names(self) -> None:
        assert all(shown(key, ASCII).isascii() for key in (*KEYS, *OWN))
        assert shown(KEYS[2], ASCII) == "Shift-Right"

    @pytest.mark.parametrize("width", [20, 40, 80, 160])
    def test_the_last_line_has_the_most_needed_keys(self, width: int) -> None:
        """How to get help and how to get out, however narrow it is."""
        for glyphs in (UNICODE, ASCII):
            found = hints(width, glyphs)
            assert {"?", "q"} <= {key for key, _ in found}
            assert sum(len(key) + len(words) + 3 for key, words in found) - 2 <= width


class TestPlaces:
    def test_they_are_those_of_the_cursor(self) -> None:
        """At every event, by event, task, step, turn and cause."""
        trace = timeout().trace
        replay = Replay(trace)
        walk = Walk(timeout())
        for position in range(len(trace.records) + 1):
            cursor = Cursor(replay, position)
            wanted = {
                "next": cursor.move(1),
                "previous": cursor.move(-1),
                "nextOfTask": cursor.same_task(),
                "previousOfTask": cursor.same_task(forwards=False),
                "nextTurn": cursor.same_loop_turn(),
                "previousTurn": cursor.same_loop_turn(forwards=False),
                "nextStep": cursor.seek(lambda record: record.kind == "task.step"),
                "previousStep": cursor.seek(lambda record: record.kind == "task.step", forwards=False),
                "cause": cursor.cause(),
                "first": Cursor(replay),
                "last": Cursor(replay, len(replay)),
            }
            for name, there in wanted.items():
                assert walk.to(position).act(name).position == there.position, (position, name)

    def test_along_a_lane(self) -> None:
        """Events of one lane, its coroutines apart; there and back again."""
        walk = Walk(timeout()).to(16)
        lane = walk.subject.row_of(walk.subject.trace.records[15])
        seen = [16]
        while walk.act("nextOnLane").position != seen[-1]:
            seen.append(walk.position)
        assert {walk.subject.row_of(walk.subject.trace.records[at - 1]) for at in seen} == {lane}
        assert len(seen) > 3
        assert walk.act("previousOnLane").position == seen[-2]

    def test_the_verdict(self) -> None:
        """There it begins, and `v` comes back to it."""
        walk = Walk(timeout())
        assert walk.position == 51
        assert walk.act("first", "verdict").position == 51

    def test_to_the_effects_one_after_the_other(self) -> None:
        """The first effect; where that has none, the next one of the same cause, and round again."""
        script = Script()
        cause = script.add("timer.fire", handle=1)
        effects = [script.add("future.done", future=n, outcome="returned", because=cause) for n in (1, 2)]
        last = script.add("out", stream="stdout", text="done", because=effects[1])
        walk = Walk(judge(script.trace(), None)).to(cause)

        assert walk.act("effect").position == effects[0]
        assert walk.act("effect").position == effects[1]
        assert walk.act("effect").position == last
        assert walk.act("cause", "cause", "effect").position == effects[0]
        assert walk.to(last).act("effect").position == last


class TestPlaying:
    def test_it_goes_on_until_the_end(self) -> None:
        """Event by event; at the end it stops, and begins anew when asked to."""
        walk = Walk(timeout()).act("first", "play")
        for position in range(1, walk.subject.count + 1):
            assert walk.state.playing
            assert walk.act("tick").position == position
        assert not walk.state.playing
        assert walk.act("play").state.playing
        assert walk.position == 0

    def test_every_other_key_stops_it(self) -> None:
        assert not Walk(timeout()).act("first", "play", "next").state.playing
        assert not Walk(timeout()).act("first", "play", "play").state.playing
        assert Walk(timeout()).act("first", "play", "faster", "slower").state.playing

    def test_how_fast(self) -> None:
        """Between the slowest and the fastest, and said while it plays."""
        walk = Walk(timeout()).act("first", "play")
        assert "▶ 2/s" in walk.text
        assert walk.act(*["faster"] * 20).state.speed == len(SPEEDS) - 1
        assert "▶ 32/s" in walk.text
        assert walk.act(*["slower"] * 20).state.speed == 0
        assert "▶ 0.5/s" in walk.text
        assert "/s" not in walk.act("play").text


class TestLanes:
    def test_zoom_pan_and_fit(self) -> None:
        """What is seen changes, and `0` shows all of it again; the event stays in sight while one steps."""
        walk = Walk(timeout()).act("scale")
        assert walk.state.scale is Kind.STEPS
        walk.act("zoomIn", "zoomIn", "zoomIn")
        start, end = walk.state.seen or (0, 0)
        assert end - start == pytest.approx(walk.subject.count * 0.7**3)
        assert (walk.act("panLeft").state.seen or (start, end)) < (start, end)
        assert "zoomed (0)" in walk.text
        for _ in range(60):
            walk.act("previous")
            seen = walk.state.seen or (0, 0)
            assert seen[0] <= walk.position <= seen[1]
        assert walk.act("fit").state.seen is None

    def test_zooming_out_as_far_as_it_goes_is_all_of_it(self) -> None:
        assert Walk(timeout()).act("zoomIn", "zoomOut", "zoomOut").state.seen is None

    def test_focus(self) -> None:
        """The event in the middle, its cause in sight."""
        walk = Walk(timeout()).act("scale").to(51).act("focus")
        start, end = walk.state.seen or (0, 0)
        assert (start + end) / 2 == pytest.approx(51, abs=1)
        assert start < 44 < 51 < end

    def test_many_are_folded(self) -> None:
        """The unusual ones stay; the one of the event comes for a visit; `x` shows them all, scrolled."""
        walk = Walk(many(50))
        assert "more lanes (x)" in walk.text
        assert "worker 48" in walk.text
        worker = next(
            at
            for at, record in enumerate(walk.subject.trace.records, 1)
            if walk.subject.names.who(record) == "worker 30"
        )
        assert "worker 30" in walk.to(worker).text
        assert re.search(r"^│ ›worker 30", walk.text, re.MULTILINE)
        walk.act("unfold")
        assert "of 51" in walk.text
        assert re.search(r"^│ ›worker 30", walk.text, re.MULTILINE)
        assert "worker 29" in walk.text
        assert walk.act("unfold").state.unfolded is False

    def test_a_click_goes_to_the_nearest_event_of_the_lane(self) -> None:
        """On the lane where there is one near, else to the nearest at all; elsewhere it chooses a pane."""
        walk = Walk(timeout())
        lines = walk.text.split("\n")
        row = next(y for y, line in enumerate(lines) if "fetch  " in line and "sleep(1)" in line)
        state = clicked(walk.moves, walk.state, lines[row].index("═"), row)
        record = walk.subject.trace.records[state.position - 1]
        assert state.pane is Pane.TASKS
        assert record.t == 100_000_000
        assert walk.subject.names.coro(record.data.get("coro")) in ("fetch", "sleep")
        assert clicked(walk.moves, walk.state, 3, 4).pane is Pane.SOURCE
        assert clicked(walk.moves, walk.state, 3, 4).position == walk.position
        assert clicked(walk.moves, walk.state, 3, 0) == walk.state


class TestPanes:
    def test_tab_goes_through_them(self) -> None:
        walk = Walk(timeout())
        panes = [walk.act("nextPane").state.pane for _ in range(4)]
        assert panes == [Pane.TASKS, Pane.BECAUSE, Pane.SOURCE, Pane.LOOP]
        assert walk.act("previousPane").state.pane is Pane.SOURCE

    def test_one_alone_and_back(self) -> None:
        """Enter, and Enter or Esc."""
        walk = Walk(timeout()).act("alone")
        assert "Tasks" not in walk.text
        assert "Tasks" in walk.act("back").text
        assert "Tasks" in walk.act("alone", "alone").text

    def test_scrolling_stays_inside(self) -> None:
        """Each pane, down to its last line and up to its first."""
        for pane in Pane:
            walk = Walk(queue(), 80, 24, pane=pane)
            walk.act(*["down"] * 100)
            assert walk.act("up").state.scrolls[pane] <= max(walk.state.scrolls[pane], 40)
            assert walk.act(*["up"] * 100).state.scrolls[pane] == 0

    def test_a_long_list_can_be_scrolled_to_its_end(self) -> None:
        """All that waits, one a line."""
        walk = Walk(many(50), pane=Pane.LOOP).to(250)
        count = len(walk.subject.replay.at(250).waiting)
        assert count > 20
        walk.act(*["down"] * 200)
        assert "done     –" in walk.text
        assert "more" not in walk.text.split("Tasks")[0]

    def test_the_source_follows_the_event(self) -> None:
        """Wherever it was scrolled to."""
        walk = Walk(timeout(), pane=Pane.SOURCE).act(*["up"] * 50)
        assert "▶" not in "\n".join(line[:40] for line in walk.text.split("\n")[3:9])
        walk.act("previous", "next")
        assert "33 ▶" in walk.text

    def test_themes_come_round(self) -> None:
        walk = Walk(timeout())
        assert [walk.act("theme").state.theme for _ in THEMES] == [*THEMES[1:], THEMES[0]]

    def test_any_key_leaves_the_list_of_keys_where_it_was(self) -> None:
        walk = Walk(timeout()).act("keys")
        assert "Keys" in walk.text
        assert walk.act(*["down"] * 99).state.help == 15
        assert walk.act("back").state.help is None
