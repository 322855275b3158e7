"""What is typed into the last line: words to find, or the number of an event."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .moves import Moves
from .scale import position_of
from .state import State

MOST = 200
"""Characters that can be typed."""


@dataclass(frozen=True, slots=True)
class Search:
    """Words to look for, from here on or back."""

    text: str
    forwards: bool = True


def typed(moves: Moves, state: State, key: str, character: str | None) -> tuple[State, Search | None]:
    """What a key does in the last line; a search takes its time, so it is left to whoever has that."""
    prompt = state.prompt
    if prompt is None or key == "escape":
        return replace(state, prompt=None), None
    if key in ("enter", "up", "down"):
        if prompt.kind == "find":
            searched = replace(state, last_search=prompt.text, prompt=replace(prompt, answer=""))
            return searched, Search(prompt.text, key != "up") if prompt.text.strip() else None
        return (_gone(moves, state, prompt.text), None) if key == "enter" else (state, None)
    text = prompt.text
    if key == "backspace":
        text = text[:-1]
    elif key == "ctrl+u":
        text = ""
    elif character and character.isprintable():
        text = (text + character)[:MOST]
    return replace(state, prompt=replace(prompt, text=text, answer="")), None


def pasted(state: State, text: str) -> State:
    """Text from the clipboard: its first line, as far as it can be typed."""
    if state.prompt is None:
        return state
    first = "".join(filter(str.isprintable, (text.splitlines() or [""])[0][:MOST]))
    return replace(state, prompt=replace(state.prompt, text=(state.prompt.text + first)[:MOST], answer=""))


def answered(moves: Moves, state: State, position: int) -> State:
    """What a search came to: a position, or 0 for none."""
    if position:
        return moves.go(state, position)
    if state.prompt is None:
        return state
    return replace(state, prompt=replace(state.prompt, answer="no event says that"))


def _gone(moves: Moves, state: State, text: str) -> State:
    digits = text.strip()
    if digits.isascii() and digits.isdigit() and len(digits) < 19:
        position = position_of(moves.subject.trace, int(digits))
        return moves.go(replace(state, prompt=None), position)
    again = replace(state.prompt, answer="that is no number") if digits and state.prompt else None
    return replace(state, prompt=again)
