"""Errors that left a task, a callback, a thread's job or the program: what rules about messages look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...trace.model import Place, Record
from ...trace.records import place_of
from ..story import Story


@dataclass(frozen=True, slots=True)
class Raised:
    """An error where it first came out; `by` is the library's function that raised it, or ""."""

    type: str
    module: str
    message: str
    by: str
    place: Place | None
    task: int | None
    record: Record


def raised(story: Story) -> list[Raised]:
    """All errors that somebody let go, each once and in order, where they came out first."""
    found: list[Raised] | None = story.memo.get("raised")
    if found is None:
        first: dict[tuple[object, ...], Raised] = {}
        for each in _all(story):
            first.setdefault(_key(each), each)
        found = story.memo["raised"] = list(first.values())
    return found


def matching(story: Story, pattern: re.Pattern[str]) -> Iterator[Raised]:
    """The errors whose message matches."""
    return (each for each in raised(story) if pattern.search(each.message))


def _key(each: Raised) -> tuple[object, ...]:
    return each.type, each.module, each.message, each.place


def _all(story: Story) -> list[Raised]:
    every = []
    for record in story.of_kind("task.end", "job.end", "handler", "log", "run.end"):
        error: Mapping[str, Any] | None = record.data.get("error")
        if error is None:
            continue
        task = record.data.get("task") or story.actor(record)
        place = place_of(error.get("where"))
        message, by = str(error.get("message") or ""), str(error.get("by") or "")
        every.append(Raised(str(error["type"]), str(error["module"]), message, by, place, task, record))
    return every
