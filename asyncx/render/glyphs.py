"""Every symbol, colour and plural of the screens, once in Unicode and once in ASCII.

Within one group (states, ends, findings) all glyphs differ in shape, so that nothing is lost without colour.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """One complete alphabet.  State glyphs are one cell wide; the others may be longer."""

    ascii: bool
    # what a lane is doing
    running: str
    waiting: str
    cancelling: str
    ready: str
    armed: str
    fired: str
    # how it ended
    returned: str
    raised: str
    cancelled: str
    never_ended: str
    # causes and changes
    caused: str
    changed: str
    differs: str
    # judgements
    problem: str
    warning: str
    note: str
    # the axis
    axis_start: str
    axis: str
    axis_tick: str
    axis_step: str
    axis_end: str
    cut: str
    # typography
    dot: str
    dash: str
    to: str
    ellipsis: str
    bullet: str
    inside: str
    # the stepper
    cursor: str
    origin: str
    leads: str
    just_ran: str
    runs_next: str
    corners: str
    side: str


UNICODE = Glyphs(
    ascii=False,
    running="█",
    waiting="─",
    cancelling="═",
    ready="░",
    armed="╌",
    fired="▼",
    returned="✓",
    raised="✗",
    cancelled="⊘",
    never_ended="◌",
    caused="╰▶",
    changed="◀",
    differs="≠",
    problem="✗",
    warning="!",
    note="·",
    axis_start="├",
    axis="─",
    axis_tick="┼",
    axis_step="┴",
    axis_end="┤",
    cut="⋯",
    dot="·",
    dash="–",
    to="→",
    ellipsis="…",
    bullet="•",
    inside="›",
    cursor="┃",
    origin="◆",
    leads="─▶",
    just_ran="▶",
    runs_next="▷",
    corners="╭╮╰╯",
    side="│",
)

ASCII = Glyphs(
    ascii=True,
    running="#",
    waiting="-",
    cancelling="=",
    ready=":",
    armed=".",
    fired="V",
    returned="ok",
    raised="err",
    cancelled="cxl",
    never_ended="...",
    caused="`>",
    changed="<",
    differs="!=",
    problem="x",
    warning="!",
    note=".",
    axis_start="|",
    axis="-",
    axis_tick="+",
    axis_step="'",
    axis_end="|",
    cut="~",
    dot="|",
    dash="-",
    to="->",
    ellipsis="..",
    bullet="*",
    inside=">",
    cursor="|",
    origin="@",
    leads="->",
    just_ran=">",
    runs_next="}",
    corners="++++",
    side="|",
)

STYLES = {
    "running": "green",
    "waiting": "dim",
    "cancelling": "yellow",
    "ready": "magenta",
    "armed": "blue",
    "fired": "bold red",
    "returned": "green",
    "raised": "red",
    "cancelled": "yellow",
    "never_ended": "yellow",
    "caused": "cyan",
    "changed": "cyan",
    "differs": "cyan",
    "problem": "red",
    "warning": "yellow",
    "note": "dim",
    "heading": "bold",
    "name": "bold",
    "verdict": "bold",
    "mark": "cyan",
    "aside": "dim",
    "command": "cyan",
    "here": "bold",
    "chosen": "cyan",
    "cursor": "bold cyan",
    "just_ran": "bold green",
    "runs_next": "cyan",
}
"""What each meaning looks like in colour; the console drops colours when NO_COLOR is set."""

MEANINGS = {
    "running": "running",
    "waiting": "waiting",
    "cancelling": "waiting, cancel under way",
    "ready": "due, waits its turn",
    "armed": "deadline armed",
    "fired": "it fires",
    "returned": "returned",
    "raised": "raised",
    "cancelled": "cancelled",
    "never_ended": "never ended",
    "cut": "time left out",
    "axis_step": "one step, however long",
}
"""The words of the legend, in the order in which it is printed."""

_IRREGULAR = {"is": "are", "has": "have", "was": "were", "it": "they"}


def plural(amount: int, unit: str) -> str:
    """`1 task`, `2 tasks`, `2 entries`: a count with its unit."""
    return f"{amount} {unit if amount == 1 else plural_of(unit)}"


def plural_of(unit: str) -> str:
    """The plural of an English noun, or of the verbs is, has and was."""
    if unit in _IRREGULAR:
        return _IRREGULAR[unit]
    if unit.endswith("y") and unit[-2:-1] not in "aeiou":
        return unit[:-1] + "ies"
    if unit.endswith(("s", "x", "ch", "sh")):
        return unit + "es"
    return unit + "s"
