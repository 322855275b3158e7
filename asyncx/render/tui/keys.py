"""What each key does, and how the list of keys says it: the keys of the page, and a few of a terminal's."""

from __future__ import annotations

from dataclasses import dataclass

from ..glyphs import Glyphs


@dataclass(frozen=True, slots=True)
class Key:
    """`keys` as a terminal names them, `shown` as people do, `does` is the name of a move."""

    keys: tuple[str, ...]
    shown: str
    says: str
    does: str


KEYS = (
    Key(("right",), "→", "next event", "next"),
    Key(("left",), "←", "previous event", "previous"),
    Key(("shift+right", ">"), "⇧ →", "next event of the same task", "nextOfTask"),
    Key(("shift+left", "<"), "⇧ ←", "previous event of the same task", "previousOfTask"),
    Key((".",), ".", "next event on the same lane", "nextOnLane"),
    Key((",",), ",", "previous event on the same lane", "previousOnLane"),
    Key(("n",), "n", "next step of any task", "nextStep"),
    Key(("p",), "p", "previous step of any task", "previousStep"),
    Key(("]", "pagedown"), "]", "next turn of a loop", "nextTurn"),
    Key(("[", "pageup"), "[", "previous turn of a loop", "previousTurn"),
    Key(("home",), "Home", "before the first event", "first"),
    Key(("end",), "End", "the last event", "last"),
    Key(("c",), "c", "its cause", "cause"),
    Key(("e",), "e", "its effect; again for the next one", "effect"),
    Key(("v",), "v", "the event of the verdict", "verdict"),
    Key(("space",), "Space", "play, and stop", "play"),
    Key(("+", "="), "+", "play faster", "faster"),
    Key(("-",), "−", "play slower", "slower"),
    Key(("/",), "/", "find words in an event; Enter for the next one", "find"),
    Key(("g",), "g", "go to an event by its number", "goTo"),
    Key(("s",), "s", "zoom out", "zoomOut"),
    Key(("w",), "w", "zoom in", "zoomIn"),
    Key(("a",), "a", "pan to the left", "panLeft"),
    Key(("d",), "d", "pan to the right", "panRight"),
    Key(("0",), "0", "fit all of the trace", "fit"),
    Key(("f",), "f", "focus on the selected event", "focus"),
    Key(("u", "S"), "u or ⇧ S", "steps scale: each event equally wide, or time", "scale"),
    Key(("x",), "x", "show the folded lanes", "unfold"),
    Key(("t",), "t", "dark or light", "theme"),
    Key(("?",), "?", "these keys", "keys"),
)
"""The keys of the page, in its order."""

OWN = (
    Key(("tab",), "Tab", "the next pane", "nextPane"),
    Key(("shift+tab",), "⇧ Tab", "the previous pane", "previousPane"),
    Key(("down",), "↓", "scroll the pane down", "down"),
    Key(("up",), "↑", "scroll the pane up", "up"),
    Key(("enter",), "Enter", "this pane alone, and back", "alone"),
    Key(("escape",), "Esc", "back", "back"),
    Key(("q", "ctrl+c"), "q", "quit", "quit"),
)
"""Those that only a terminal needs."""

ACTIONS = {name: key.does for key in (*KEYS, *OWN) for name in key.keys}
"""What each key does."""

_ASCII = {"→": "Right", "←": "Left", "⇧ ": "Shift-", "↓": "Down", "↑": "Up", "−": "-"}


def shown(key: Key, glyphs: Glyphs) -> str:
    """The name of a key for people, in ASCII where nothing else can be shown."""
    words = key.shown
    for glyph, name in _ASCII.items() if glyphs.ascii else ():
        words = words.replace(glyph, name)
    return words


_HINTS = (
    (2, "→", "event"),
    (9, "⇧ →", "same task"),
    (5, "n p", "step"),
    (6, "[ ]", "turn"),
    (3, "c", "cause"),
    (4, "e", "effect"),
    (8, "Space", "play"),
    (7, "/", "find"),
    (10, "g", "go to"),
    (12, "w s", "zoom"),
    (13, "u", "scale"),
    (11, "Tab", "pane"),
    (0, "?", "keys"),
    (1, "q", "quit"),
)
"""What the last line of the screen says: rank, key, words; the lowest ranks stay on a narrow one."""


def hints(width: int, glyphs: Glyphs) -> list[tuple[str, str]]:
    """The keys, and what they do, for a last line of `width` cells."""
    arrows = "Left/Right" if glyphs.ascii else "←→"
    names = {"→": arrows, "⇧ →": f"Shift-{arrows}" if glyphs.ascii else f"⇧{arrows}"}
    kept = [(rank, names.get(key, key), words) for rank, key, words in _HINTS]
    while kept and sum(len(key) + len(words) + 3 for _, key, words in kept) - 2 > width:
        kept.remove(max(kept))
    return [(key, words) for _, key, words in kept]
