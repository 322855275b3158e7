"""The terminal: keys, mouse, size and time in, lines out.  The only module that imports Textual."""

from __future__ import annotations

import asyncio
import gc
from dataclasses import replace

from rich.style import Style
from textual import events, work
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from ..glyphs import Glyphs
from .keys import ACTIONS
from .layout import area_at, areas
from .mouse import clicked
from .moves import Moves
from .prompt import Search, answered, pasted, typed
from .screen import screen
from .state import SPEEDS, State
from .subject import Subject
from .tasks import Lanes

_THEMES = {"terminal": "ansi-dark", "dark": "textual-dark", "light": "textual-light"}
_PLAIN = Style()
_WHEEL = 3
"""Lines for each notch of the wheel."""


class Sheet(Widget, can_focus=True):
    """All of the screen: lines that were made elsewhere."""

    DEFAULT_CSS = "Sheet { width: 100%; height: 100%; }"

    def __init__(self) -> None:
        super().__init__()
        self._strips: list[Strip] = []

    def show(self, strips: list[Strip]) -> None:
        """Show these lines; those that have changed are drawn."""
        before, self._strips = self._strips, strips
        if len(before) != len(strips):
            self.refresh()
            return
        changed = [y for y, strip in enumerate(strips) if strip != before[y]]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """One line, for Textual, on the theme's background."""
        strip = self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, _PLAIN)
        return strip.apply_style(self.rich_style)


class Stepper(App[None]):
    """The stepper; `state` is where the reader is."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    CSS = "Screen { background: $background; color: $foreground; }"

    def __init__(self, subject: Subject, glyphs: Glyphs) -> None:
        super().__init__()
        self.title = "asyncx"
        self.subject = subject
        self.lanes = Lanes(self.subject)
        self.moves = Moves(self.subject, self.lanes)
        self.glyphs = glyphs
        self.state = self.moves.begin(80, 24)
        self._sheet = Sheet()
        self._player: Timer | None = None
        self.failure: Exception | None = None
        """What went wrong, if it did."""

    def compose(self) -> ComposeResult:
        """The one widget."""
        yield self._sheet

    def on_mount(self) -> None:
        """Begin with the terminal's own colours."""
        self.theme = _THEMES[self.state.theme]
        self._sheet.focus()
        self.change(self.moves.resized(self.state, *self.size))

    def on_resize(self, event: events.Resize) -> None:
        """Draw it all anew."""
        self.change(self.moves.resized(self.state, *event.size))

    def change(self, state: State) -> None:
        """From now on `state`: show it, and let time go on if it plays."""
        before, self.state = self.state, state
        if (state.playing, state.speed) != (before.playing, before.speed):
            if self._player is not None:
                self._player.stop()
            self._player = self.set_interval(1 / SPEEDS[state.speed], self.tick) if state.playing else None
        if state.theme != before.theme:
            self.theme = _THEMES[state.theme]
        lines = screen(self.subject, self.lanes, state, self.glyphs)
        self._sheet.show(
            [
                Strip(line.render(self.console), line.cell_len).extend_cell_length(state.width, _PLAIN)
                for line in lines
            ]
        )

    def tick(self) -> None:
        """One event further, while it plays."""
        if self.state.playing:
            self.change(self.moves.act(self.state, "tick"))

    def on_key(self, event: events.Key) -> None:
        """Every key, whatever has the focus."""
        event.stop()
        event.prevent_default()
        self.workers.cancel_group(self, "find")
        if self.state.prompt is not None and event.key != "ctrl+c":
            state, search = typed(self.moves, self.state, event.key, event.character)
            self.change(state)
            if search is not None:
                self.find(search)
            return
        name = ACTIONS.get(event.key) or ACTIONS.get(event.character or "", "")
        if self.state.help is not None and name not in ("up", "down", "quit"):
            self.change(self.moves.back(self.state))
        elif name == "quit":
            self.exit()
        elif name:
            self.change(self.moves.act(self.state, name))

    @work(group="find", exclusive=True)
    async def find(self, search: Search) -> None:
        """Look through all events; keys are heard meanwhile, and end it."""
        for position in self.subject.found(search.text, self.state.position, search.forwards):
            if position is not None:
                self.change(answered(self.moves, self.state, position))
                return
            if self.state.prompt is not None:
                self.change(replace(self.state, prompt=replace(self.state.prompt, answer="looking")))
            await asyncio.sleep(0)

    def _handle_exception(self, error: Exception) -> None:
        """Leave the terminal as it was; what is said about the error is not Textual's to say."""
        self.failure = self.failure or error
        super()._handle_exception(error) if self.is_headless else self.exit(return_code=1)

    def on_paste(self, event: events.Paste) -> None:
        """Text from the clipboard, for the last line."""
        self.change(pasted(self.state, event.text))

    def on_click(self, event: events.Click) -> None:
        """Choose a pane, or an event in the lanes."""
        self.change(clicked(self.moves, self.state, event.screen_x, event.screen_y))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the pane under the mouse; with the control key held, see more of the time."""
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back; with the control key held, see the time nearer."""
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseScrollDown | events.MouseScrollUp, way: int) -> None:
        if event.ctrl:
            self.change(self.moves.act(self.state, "zoomOut" if way > 0 else "zoomIn"))
            return
        area = area_at(event.screen_x, event.screen_y, areas(self.state, len(self.subject.rows)))
        if area is not None:
            self.change(self.moves.scrolled(self.state, way * _WHEEL, area.pane))


def step_through(subject: Subject, glyphs: Glyphs) -> None:
    """Let the reader step through a run until they quit; an error of ours is raised after that."""
    app = Stepper(subject, glyphs)
    gc.freeze()  # a trace is millions of objects that stay: to look through them takes a second each time
    app.run()
    if app.failure is not None:
        raise app.failure
