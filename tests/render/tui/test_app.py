"""The stepper in Textual: driven by its pilot, every key, pane and size; what it shows is what was made."""

from __future__ import annotations

import pytest

from asyncx.render.glyphs import UNICODE
from asyncx.render.tui.keys import KEYS, OWN
from asyncx.render.tui.scale import Kind
from asyncx.render.tui.state import Pane, Prompt
from asyncx.render.tui.subject import Subject

from .stepping import HOSTILE, hostile, many, timeout

pytest.importorskip("textual", reason="Textual (the extra asyncx-explorer[step]) is not installed")

from textual.events import MouseScrollDown, MouseScrollUp, Paste
from textual.pilot import Pilot

from asyncx.render.tui import app as app_module
from asyncx.render.tui.app import Stepper, step_through

from .driving import drive, made, on_screen, papers

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["80x24", "160x50"])
EVERY = [key for key in (*KEYS, *OWN) if key.does != "quit"]


@SIZES
def test_every_key(size: tuple[int, int]) -> None:
    """Pressed in a terminal, each by all its names, does what its move does."""

    async def body(stepper: Stepper, pilot: Pilot[None]) -> None:
        for key in EVERY:
            for name in key.keys:
                before = stepper.state
                await pilot.press(name)
                assert stepper.state == stepper.moves.act(before, key.does), name
                stepper.change(stepper.moves.back(before))

    drive(body, size)


def test_from_the_first_event_to_the_last_and_back() -> None:
    """Each world that is shown is that of the cursor."""

    async def body(stepper: Stepper, pilot: Pilot[None]) -> None:
        count = stepper.subject.count
        await pilot.press("home", "left")
        for position in range(1, count + 1):
            await pilot.press("right")
            assert stepper.state.position == position
            assert any(f"at event {position} of {count}" in line for line in on_screen(stepper))
        await pilot.press("right")
        assert stepper.state.position == count
        await pilot.press(*["left"] * 9)
        assert stepper.state.position == count - 9

    drive(body)


@SIZES
@pytest.mark.parametrize("pane", list(Pane), ids=lambda pane: pane.name.lower())
def test_every_pane_alone(pane: Pane, size: tuple[int, int]) -> None:
    """Chosen with tab, alone with enter, scrolled, and back with escape."""

    async def body(stepper: Stepper, pilot: Pilot[None]) -> None:
        while stepper.state.pane is not pane:
            await pilot.press("tab")
        await pilot.press("enter", "down", "right", "up")
        assert stepper.state.alone
        titles = {Pane.SOURCE: "wait_for-timeout.py", Pane.LOOP: "The loop at event 52", Pane.TASKS: "Tasks"}
        assert titles.get(pane, "Because") in on_screen(stepper)[2]
        assert on_screen(stepper) == made(stepper)
        await pilot.press("escape")
        assert not stepper.state.alone

    drive(body, size)


def test_it_follows_the_size_of_the_terminal() -> None:
    """Larger, smaller, and too small for anything."""

    async def body(stepper: Stepper, pilot: Pilot[None]) -> None:
        for size in ((160, 50), (40, 12), (10, 3), (1, 1), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("left")
            assert (stepper.state.width, stepper.state.height) == size
            assert on_screen(stepper) == made(stepper)

    drive(body)


def test_find_and_go_to() -> None:
    """Typed, looked for, found, and left; letters are not keys meanwhile."""

    async def body(stepper: Stepper, pilot: Pilot[None]) -> None:
        await pilot.press("home", "slash", *"timer", "full_stop", *"fire", "enter")
        await stepper.workers.wait_for_complete()
        assert stepper.state.position == 21
        await pilot.press("enter")
        await stepper.workers.wait_for_complete()
        assert stepper.state.position == 39
        await pilot.press("x", "enter")
        await stepper.workers.wait_for_complete()
        await pilot.pause()
        assert "no event says that" in on_screen(stepper)[-1]
        await pilot.press("escape", "g", *"12", "enter")
        assert stepper.state.position == 12

    drive(body)


def test_a_long_search_can_be_broken_off() -> None:
    """While it looks through many events, keys are heard."""
    stepper = Stepper(Subject(many(1000)), UNICODE)

    async def body(stepper: Stepper, pilot: Pilot[None]) -> None:
        await pilot.press("home", "slash", *"nobody", "enter", "escape", "right")
        assert stepper.state.prompt is None
        assert stepper.state.position == 1
        await stepper.workers.wait_for_complete()
        assert stepper.state.prompt is None

    drive(body, stepper=stepper)


def test_pasted_text_is_typed() -> None:
    async def body(stepper: Stepper, pilot: Pilot[None]) -> None:
        await pilot.press("slash")
        stepper.post_message(Paste("task.cancel\nand more"))
        await pilot.press("enter")
        await stepper.workers.wait_for_complete()
        assert stepper.state.prompt == Prompt("find", "task.cancel")
        assert stepper.state.position == 22

    drive(body)


def test_it_plays_until_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Event after event without a key, and then no more."""
    monkeypatch.setattr(app_module, "SPEEDS", (500.0,) * 7)

    async def body(stepper: Stepper, pilot: Pilot[None]) -> None:
        await pilot.press("home", "space")
        while stepper.state.playing:
            await pilot.pause()
        assert stepper.state.position == stepper.subject.count

    drive(body)


def test_playing_stops_at_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """And its timer with it."""

    async def body(stepper: Stepper, pilot: Pilot[None]) -> None:
        await pilot.press("home", "space", "plus")
        assert stepper.state.playing
        assert stepper.state.speed == 3
        stepper.tick()
        assert stepper.state.position >= 1
        await pilot.press("home")
        assert not stepper.state.playing
        stepper.tick()
        assert stepper.state.position == 0

    drive(body)


def test_the_mouse() -> None:
    """A click goes to an event of a lane, or chooses a pane; the wheel scrolls what it is over, or zooms."""

    async def body(stepper: Stepper, pilot: Pilot[None]) -> None:
        lane = next(y for y, line in enumerate(on_screen(stepper)) if "sleep(1)" in line and "fetch" in line)
        await pilot.click(offset=(on_screen(stepper)[lane].index("═"), lane))
        assert stepper.state.pane.name == "TASKS"
        assert stepper.subject.moment(stepper.state.position).t == 100_000_000
        await pilot.click(offset=(50, 5))
        assert stepper.state.pane.name == "LOOP"
        top = stepper.state.scrolls[Pane.SOURCE]
        await pilot._post_mouse_events([MouseScrollUp], offset=(5, 5))
        assert stepper.state.scrolls[Pane.SOURCE] == top - 3
        await pilot._post_mouse_events([MouseScrollUp], offset=(5, 5), control=True)
        assert stepper.state.seen is not None
        await pilot._post_mouse_events([MouseScrollDown], offset=(5, 5), control=True)
        assert stepper.state.seen is None

    drive(body)


def test_themes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal's own colours, ours on dark and ours on light."""
    monkeypatch.delenv("NO_COLOR", raising=False)

    async def body(stepper: Stepper, pilot: Pilot[None]) -> None:
        seen = [papers(stepper)]
        for _ in range(3):
            await pilot.press("t")
            await pilot.pause()
            seen.append(papers(stepper))
        (terminal,), (dark,), (light,), (again,) = seen
        assert terminal == again == "default"
        assert max(dark) < 60 < 200 < min(light)

    drive(body)


def test_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only grey is left; nothing is lost with it, as all that differs in colour differs in shape."""
    monkeypatch.setenv("NO_COLOR", "1")

    async def body(stepper: Stepper, pilot: Pilot[None]) -> None:
        await pilot.press("t")
        await pilot.pause()
        for strip in stepper.screen._compositor.render_strips():
            for segment in strip:
                colours = [segment.style.color, segment.style.bgcolor] if segment.style else []
                for colour in filter(None, colours):
                    assert colour.is_default or len({*colour.get_truecolor()}) == 1

    drive(body)


def test_hostile_text_is_text() -> None:
    """No markup of it is taken for markup, and nothing of it reaches the terminal as it is."""
    assert HOSTILE.startswith("[red]x[/] [link=")

    async def body(stepper: Stepper, pilot: Pilot[None]) -> None:
        shown = ""
        for _ in range(stepper.subject.count):
            await pilot.press("left")
            shown += "\n".join(on_screen(stepper))
        assert "[red]x[/] [link=file:///]\\x1b[31m" in shown
        assert not {"\x1b", "\x07", "\u202e", "\u2066", "\x9b"} & set(shown)

    drive(body, (160, 50), Stepper(Subject(hostile()), UNICODE))


def test_a_thousand_tasks() -> None:
    """Stepped through, zoomed and unfolded."""

    async def body(stepper: Stepper, pilot: Pilot[None]) -> None:
        await pilot.press("home", "right", "end", "left", "c", "u", "w", "w", "f", "x", "0", "v")
        assert stepper.state.unfolded
        assert stepper.state.scale is Kind.STEPS

    drive(body, (160, 50), Stepper(Subject(many(1000)), UNICODE))


@pytest.mark.parametrize("key", ["q", "ctrl+c", "ctrl+q"])
def test_ways_out(key: str) -> None:
    """Also while something is typed, or the keys are listed."""

    async def body(stepper: Stepper, pilot: Pilot[None]) -> None:
        await pilot.press(*(["slash"] if key != "q" else ["question_mark"]), key)
        await pilot.pause()
        assert not stepper.is_running

    assert drive(body).return_code == 0


def test_an_error_of_ours_leaves_the_terminal_and_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is for the command line to say what to do about it."""

    def fail(*arguments: object) -> None:
        raise ZeroDivisionError("here")

    monkeypatch.setattr(app_module, "screen", fail)
    run = Stepper.run
    monkeypatch.setattr(Stepper, "run", lambda self: run(self, headless=True))
    monkeypatch.setattr(Stepper, "is_headless", False)

    with pytest.raises(ZeroDivisionError, match="here"):
        step_through(Subject(timeout()), UNICODE)
