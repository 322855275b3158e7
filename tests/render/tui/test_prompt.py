"""What is typed into the last line: words to find, and numbers to go to."""

from __future__ import annotations

from asyncx.render.tui.prompt import Search, answered, pasted, typed
from asyncx.render.tui.state import Prompt

from .stepping import Walk, timeout


class TestPrompt:
    def test_find(self) -> None:
        """What is typed is looked for, forwards from here and round the end, or back."""
        walk = Walk(timeout()).to(40).act("find")
        for letter in "timer.fire":
            walk.state, wanted = typed(walk.moves, walk.state, letter, letter)
            assert wanted is None
        walk.state, search = typed(walk.moves, walk.state, "enter", None)
        assert search == Search("timer.fire", True)
        assert next(filter(None, walk.subject.found("timer.fire", 40))) == 21
        assert next(filter(None, walk.subject.found("timer.fire", 20))) == 21
        assert next(filter(None, walk.subject.found("TIMER.FIRE", 21))) == 39
        assert next(filter(None, walk.subject.found("timer.fire", 39, forwards=False))) == 21
        walk.state = answered(walk.moves, walk.state, 21)
        assert walk.position == 21
        assert walk.state.prompt is not None
        assert typed(walk.moves, walk.state, "up", None)[1] == Search("timer.fire", False)
        walk.state, _ = typed(walk.moves, walk.state, "escape", None)
        assert walk.state.prompt is None
        assert walk.act("find").state.prompt == Prompt("find", "timer.fire")

    def test_what_nobody_says(self) -> None:
        walk = Walk(timeout()).act("find")
        assert list(walk.subject.found("nobody says that", 3)) == [0]
        assert list(walk.subject.found("  ", 3)) == [0]
        walk.state = answered(walk.moves, walk.state, 0)
        assert "no event says that" in walk.text

    def test_places_and_functions_are_found(self) -> None:
        """The words of an event are its kind, who, what, and where."""
        subject = Walk(timeout()).subject
        found = next(filter(None, subject.found(":27", 1)))
        assert subject.where(found or 0) == (":27", "fetch")

    def test_go_to(self) -> None:
        walk = Walk(timeout()).act("goTo")
        for key in "1x7":
            walk.state, _ = typed(walk.moves, walk.state, key, key)
        walk.state, _ = typed(walk.moves, walk.state, "enter", None)
        assert "that is no number" in walk.text
        for key in ("backspace", "backspace", "7"):
            walk.state, _ = typed(walk.moves, walk.state, key, key if len(key) == 1 else None)
        walk.state, _ = typed(walk.moves, walk.state, "enter", None)
        assert (walk.position, walk.state.prompt) == (17, None)

    def test_go_to_what_is_not_there(self) -> None:
        """Beyond the end is the end; nothing typed is nowhere."""
        walk = Walk(timeout()).act("goTo")
        walk.state = pasted(walk.state, "999999999\nsecond line")
        assert typed(walk.moves, walk.state, "enter", None)[0].position == walk.subject.count
        walk.state, _ = typed(walk.moves, walk.state, "ctrl+u", "\x15")
        gone, _ = typed(walk.moves, walk.state, "enter", None)
        assert (gone.position, gone.prompt) == (51, None)

    def test_pasting_adds_only_what_can_be_typed(self) -> None:
        walk = Walk(timeout()).act("find")
        walk.state = pasted(walk.state, "\x1b[31m" + "x" * 1_000_000)
        assert walk.state.prompt is not None
        assert walk.state.prompt.text.startswith("[31mxxx")
        assert len(walk.state.prompt.text) <= 200
        assert pasted(Walk(timeout()).state, "x") == Walk(timeout()).state
