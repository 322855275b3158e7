"""What asyncio or Python said of itself: warnings, log messages, reports to the exception handler."""

from __future__ import annotations

from ...trace.records import error_of
from ..story import Story
from ..vocabulary import LOUD, last_part
from ..words import LONGEST, cut, error_words, fits, ms
from .base import Verdict


def never_awaited(story: Story) -> Verdict | None:
    """A coroutine that was made and never run."""
    for record in story.of_kind("warning"):
        message = str(record.data.get("message", ""))
        if message.startswith("coroutine '") and message.endswith("was never awaited"):
            name = last_part(message.split("'")[1])
            sentence = f"{name}() was never awaited: the coroutine was made, and none of its code ran."
            return Verdict(
                fits(sentence), "The only sign is a RuntimeWarning at the moment when it is freed.", record.n
            )
    return None


def reported(story: Story) -> Verdict | None:
    """Any other report to the loop's exception handler."""
    for record in story.of_kind("handler"):
        message = " ".join(str(record.data.get("message", "")).split()).rstrip(".")
        error = error_of(record.data.get("error"))
        if message:
            sentence = f"The loop's exception handler was told at {ms(record.t)}: {message}."
            short = f"The loop's exception handler was told of an error at {ms(record.t)}."
            what = f"It was {error_words(error, 60)}." if error is not None else ""
            long = f"{cut(message, 120)}. {what}".strip()
            return Verdict(fits(sentence, short), what if len(sentence) <= LONGEST else long, record.n)
    return None


def warned(story: Story) -> Verdict | None:
    """Any other warning."""
    for record in story.of_kind("warning"):
        category, message = str(record.data.get("category")), str(record.data.get("message", ""))
        code = story.code(story.place(record))
        if message.startswith("unclosed event loop"):
            sentence = f"An event loop was freed at {ms(record.t)} without having been closed."
            return Verdict(
                sentence,
                "It closes itself then, with a ResourceWarning that Python hides by default.",
                record.n,
            )
        text = message.rstrip(".")
        at = f" It came from: {code}" if code else ""
        sentence = f"{category} at {ms(record.t)}: {text}."
        if len(sentence) <= 90:
            return Verdict(sentence, at.strip(), record.n)
        return Verdict(f"Python gave a {category} at {ms(record.t)}.", cut(f"{text}.{at}", 200), record.n)
    return None


def logged(story: Story) -> Verdict | None:
    """A message of asyncio's logger that was not a report to the loop's exception handler."""
    reported = {str(record.data.get("message", "")) for record in story.of_kind("handler")}
    for record in story.of_kind("log"):
        level, message = str(record.data.get("level")), " ".join(str(record.data.get("message", "")).split())
        if level not in LOUD or any(text and message.startswith(text) for text in reported):
            continue
        sentence = f"asyncio's logger said at {ms(record.t)}: {message.rstrip('.')}."
        if len(sentence) > LONGEST:
            sentence = f"asyncio's logger had {_article(level.lower())} at {ms(record.t)}."
            return Verdict(sentence, cut(message, 200), record.n)
        return Verdict(sentence, "", record.n)
    return None


def _article(level: str) -> str:
    return f"an {level}" if level[0] in "aeiou" else f"a {level}"
