"""Every message that asyncio itself can raise, warn, log or report has a page, or a reason why not."""

from __future__ import annotations

import sys
from functools import cache

from asyncx.explain import match
from asyncx.explain.text import clean, squeeze

from .not_needed import FILLED, NOT_NEEDED
from .pythons import PYTHONS, answer, each_python

REASONS = {message: reason for reason, messages in NOT_NEEDED.items() for message in messages}


@cache
def messages(python: str, whose: str = "asyncio") -> dict[str, str]:
    """The messages of an interpreter's asyncio with their files; "log: " or a type stands before the text."""
    found = {}
    for kind, error, text, file in answer(python, "messages.py", whose):
        found[": ".join(filter(None, (error or kind, text)))] = file
    return found


def as_printed(message: str) -> str:
    """A message with something in each of its holes."""
    text = FILLED.get(message, message).replace("{}", "7").replace("%r", "7")
    return text.removeprefix("log: ").removeprefix("handle: ")


def has_page(message: str) -> bool:
    return bool(match.messages(squeeze(clean(as_printed(message)))))


@each_python
def test_every_message_of_asyncio_has_a_page_or_needs_none(python: str) -> None:
    """Read off the sources of this interpreter's asyncio."""
    found = messages(python)

    assert len(found) > 200
    assert {m: file for m, file in found.items() if not has_page(m) and m not in REASONS} == {}


@each_python
def test_every_message_of_asyncios_c_part_has_a_page(python: str) -> None:
    """Read off its strings; what has a page is named, so that a string which goes away is noticed."""
    strings = "\n".join(answer(python, "strings.py"))
    if not strings:
        return  # built into the interpreter: not to be told from the rest
    for text in IN_C:
        assert text in strings, text
        assert has_page(f"RuntimeError: {text.replace('%R', '<Task …>').replace('%s', 'Task')}"), text


IN_C = (
    "no running event loop",
    "Result is not set.",
    "Exception is not set.",
    "Future object is not initialized.",
    "await wasn't used with future",
    "Task %R got Future %R attached to a different loop",
    "Task cannot await on itself: %R",
    "Task got bad yield: %R",
    "yield was used instead of yield from in task %R with %R",
    "yield was used instead of yield from for generator in task %R with %R",
    "Task does not support set_result operation",
    "Task does not support set_exception operation",
    "Task was destroyed but it is pending!",
    "%s exception was never retrieved",
    "a coroutine was expected, got %R",
)


def test_no_reason_is_given_twice_or_for_nothing() -> None:
    """What is listed as not needing a page exists, in some Python, and has none."""
    found = {message for python in PYTHONS for message in messages(python)}

    assert sum(map(len, NOT_NEEDED.values())) == len(REASONS)
    assert [message for message in REASONS if has_page(message)] == []
    if len(PYTHONS) == 8:
        assert [message for message in (*REASONS, *FILLED) if message not in found] == []


SAME_WORDS = {
    "contextlib.py": "generator-context",
    "queue.py": "lock-not-held",
    "socket.py": "connection-failed",
    "threading.py": "lock-not-held",
}
"""Modules some of whose messages are those of a page, to the letter, with the page."""


def test_no_message_of_the_rest_of_the_standard_library_finds_a_page() -> None:
    """Hundreds of errors that have nothing to do with asyncio."""
    others = messages(sys.executable, "others")
    found = {message: file for message, file in others.items() if has_page(message)}

    assert len(others) > 1000
    assert {m: file for m, file in found.items() if match.look_up(m).page != SAME_WORDS.get(file)} == {}
