"""What each key does: from one state to the next.  Where there is nothing to go to, all stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from . import help as help_page
from .layout import area_of, areas
from .places import destination
from .scale import LEAST, Kind
from .source import revealing, shown_at
from .state import SPEEDS, THEMES, Pane, Prompt, State
from .subject import Subject
from .tasks import Lanes, lane_here, room_of, shape_of, view_of
from .view import View

NEARER = 0.7
"""How much of the time is still seen after zooming in."""


class Moves:
    """The moves through one run, by the names that `keys` gives them."""

    def __init__(self, subject: Subject, lanes: Lanes) -> None:
        self.subject = subject
        self.lanes = lanes

    def begin(self, width: int, height: int, theme: str = THEMES[0]) -> State:
        """Where the reader is at first: at the event of the verdict."""
        scale, position = self.subject.scale, self.subject.start
        state = State(width=width, height=height, position=position, scale=scale, theme=theme)
        return self.go(state, position)

    def act(self, state: State, name: str) -> State:
        """The state after a move; playing stops at every move but those of playing itself."""
        if name not in ("play", "faster", "slower", "tick"):
            state = replace(state, playing=False)
        place = destination(self.subject, state.position, name)
        if place is not None:
            return self.go(state, place)
        match name:
            case "effect":
                return self.effect(state)
            case "play":
                return self.play(state)
            case "tick":
                return self.tick(state)
            case "faster" | "slower":
                speed = state.speed + (1 if name == "faster" else -1)
                return replace(state, speed=max(0, min(speed, len(SPEEDS) - 1)))
            case "find":
                return replace(state, prompt=Prompt("find", state.last_search))
            case "goTo":
                return replace(state, prompt=Prompt("goto"))
            case "zoomIn" | "zoomOut":
                return self.zoom(state, NEARER if name == "zoomIn" else 1 / NEARER)
            case "panLeft" | "panRight":
                side = 1 if name == "panRight" else -1
                return self.view(state, lambda view: view.panned(side * view.width / 6))
            case "fit":
                return replace(state, seen=None)
            case "focus":
                return self.focus(state)
            case "scale":
                other = Kind.TIME if state.scale is Kind.STEPS else Kind.STEPS
                return replace(state, seen=None, scale=other)
            case "unfold":
                return self.reveal(replace(state, unfolded=not state.unfolded))
            case "theme":
                return replace(state, theme=THEMES[(THEMES.index(state.theme) + 1) % len(THEMES)])
            case "keys":
                return replace(state, help=0)
            case "nextPane" | "previousPane":
                side = 1 if name == "nextPane" else -1
                return self.reveal(replace(state, pane=Pane((state.pane + side) % len(Pane))))
            case "down" | "up":
                return self.scrolled(state, 1 if name == "down" else -1)
            case "alone":
                return self.reveal(replace(state, alone=not state.alone))
            case "back":
                return self.back(state)
        return state

    def go(self, state: State, position: int) -> State:
        """To a position; the panes are scrolled so that it can be seen."""
        subject = self.subject
        state = replace(state, position=max(0, min(position, subject.count)))
        view = view_of(subject, self.lanes, state)
        if state.seen is not None:
            state = _seeing(state, view.revealing(view.unit(subject.moment(state.position))))
        return self.reveal(state)

    def reveal(self, state: State) -> State:
        """The source and the lanes scrolled to where the event is."""
        source, loop, tasks, because = state.scrolls
        area = area_of(Pane.SOURCE, areas(state, len(self.subject.rows)))
        if area is not None:
            source = revealing(self.subject, state.position, area.inner_height, source)
        shape, lanes_area = shape_of(self.subject, self.lanes, state)
        room, here = room_of(self.subject, lanes_area), lane_here(self.subject, state.position)
        line = next(
            (shape.places[row] for row in (here, self.subject.family(here)) if row in shape.places), None
        )
        if line is not None and not tasks <= line < tasks + room:
            tasks = line - room // 2
        tasks = max(0, min(tasks, len(shape.lines) - room))
        return replace(state, scrolls=(source, loop, tasks, because))

    def resized(self, state: State, width: int, height: int) -> State:
        """The same in a terminal of another size."""
        return self.reveal(replace(state, width=width, height=height))

    def scrolled(self, state: State, by: int, pane: Pane | None = None) -> State:
        """A pane, else the chosen one, some lines further down; the list of keys where that is shown."""
        if state.help is not None:
            return replace(state, help=max(0, min(state.help + by, help_page.last(state))))
        pane = state.pane if pane is None else pane
        scrolls = list(state.scrolls)
        scrolls[pane] = max(0, min(scrolls[pane] + by, self._last(state, pane)))
        return replace(state, scrolls=(scrolls[0], scrolls[1], scrolls[2], scrolls[3]))

    def _last(self, state: State, pane: Pane) -> int:
        """How far a pane can be scrolled."""
        area = area_of(pane, areas(state, len(self.subject.rows)))
        if area is None:
            return 0
        if pane is Pane.SOURCE:
            return max(len(shown_at(self.subject, state.position).lines) - area.inner_height, 0)
        if pane is Pane.TASKS:
            shape, _ = shape_of(self.subject, self.lanes, state)
            return max(len(shape.lines) - room_of(self.subject, area), 0)
        if pane is Pane.LOOP:
            world = self.subject.replay.at(state.position)
            counts = (world.running, world.ready, world.timers, world.waiting, world.done)
            return max(sum(max(len(each), 1) for each in counts) - area.inner_height, 0)
        return 0

    def view(self, state: State, change: Callable[[View], View]) -> State:
        """Another part of the time."""
        return _seeing(state, change(view_of(self.subject, self.lanes, state)))

    def zoom(self, state: State, factor: float) -> State:
        """Nearer (`factor` below 1) or farther, round the event if it can be seen, else round the middle."""
        moment = self.subject.moment(state.position)

        def change(view: View) -> View:
            cell = view.cell(view.unit(moment))
            return view.zoomed(factor, cell if 0 <= cell < view.width else view.width // 2)

        return self.view(state, change)

    def focus(self, state: State) -> State:
        """The event in the middle, its cause at its side."""
        subject = self.subject
        view = view_of(subject, self.lanes, state)
        here = view.unit(subject.moment(state.position))
        before = subject.cursor(state.position).cause().position
        if before == state.position:
            before = max(state.position - 1, 0)
        least = max(12.0 if state.scale is Kind.STEPS else subject.trace.end / 1000, LEAST[state.scale])
        size = max(abs(here - view.unit(subject.moment(before))) * 2.4, least)
        centred = replace(view, start=here - size / 2, end=here + size / 2)
        return _seeing(state, centred.zoomed(1.0, view.width // 2))

    def effect(self, state: State) -> State:
        """The first effect; where this key led to and there is none, the next one of the same cause."""
        subject, (source, at) = self.subject, state.origin
        own, siblings = subject.effects(state.position), subject.effects(source)
        if state.position == at and not own and len(siblings) > 1:
            after = siblings[(siblings.index(at) + 1) % len(siblings)]
            return self.go(replace(state, origin=(source, after)), after)
        if not own:
            return state
        return self.go(replace(state, origin=(state.position, own[0])), own[0])

    def play(self, state: State) -> State:
        """Begin to play, from the start when it is at the end; or stop."""
        if not state.playing and state.position == self.subject.count:
            state = self.go(state, 0)
        return replace(state, playing=not state.playing)

    def tick(self, state: State) -> State:
        """One event further, for who plays; at the end playing stops."""
        state = self.go(state, state.position + 1)
        return replace(state, playing=state.playing and state.position < self.subject.count)

    def back(self, state: State) -> State:
        """Out of the list of keys, the prompt, or the one pane."""
        if state.help is not None or state.prompt is not None:
            return replace(state, help=None, prompt=None)
        return self.reveal(replace(state, alone=False))


def _seeing(state: State, view: View) -> State:
    whole = view.zoomed(1e30, 0)
    every = (view.start, view.end) == (whole.start, whole.end)
    return replace(state, seen=None if every else (view.start, view.end))
