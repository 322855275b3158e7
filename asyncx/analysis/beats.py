"""One thing worth telling of a chain of causes, and what all who tell such things say alike."""

from __future__ import annotations

from dataclasses import dataclass

from ..trace.model import Place, Record
from ..trace.records import error_of
from .story import Story
from .words import error_words

WEAK, PLAIN, STRONG = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Beat:
    """One thing worth telling: record `n`, in plain words; `weight` says how much the story needs it."""

    n: int
    t: int
    what: str
    detail: str = ""
    place: Place | None = None
    weight: int = PLAIN


def beat(
    record: Record, what: str, detail: str = "", place: Place | None = None, weight: int = PLAIN
) -> Beat:
    """A beat that happened at `record`."""
    return Beat(record.n, record.t, what, detail, place, weight)


def end_beat(story: Story, end: Record) -> Beat:
    """How a task ended, at its task.end."""
    who, error = story.who(end.data["task"]), error_of(end.data.get("error"))
    if end.data["outcome"] == "raised" and error is not None:
        return beat(end, f"{who} raises {error_words(error)}", "", None, STRONG)
    words = {"returned": "returns", "cancelled": "ends cancelled"}
    return beat(end, f"{who} {words.get(end.data['outcome'], 'ends')}")


def function_at(place: Place | None, otherwise: str) -> str:
    """The function at a place, by a name that its author gave it; the module's own code is the program."""
    if place is None or (place.function.startswith("<") and place.function != "<module>"):
        return otherwise
    if otherwise.endswith(f" {place.function}"):  # "Task-2 fetch": there are more of them
        return otherwise
    return "the program" if place.function == "<module>" else place.function


def code_of(story: Story, record: Record) -> tuple[str, Place | None]:
    """The line of the program at which `record` was written, and its place; ("", None) without one."""
    place = story.place(record)
    return (story.code(place), place) if place is not None else ("", None)
