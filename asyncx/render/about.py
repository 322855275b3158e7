"""What the scenario itself says about its lesson: as much of the explanation as there is room for."""

from __future__ import annotations

from rich.text import Text

from ..analysis.report import Report
from ..analysis.since import about_versions
from .glyphs import STYLES, Glyphs
from .sections import LABEL, labelled
from .words import plain, wrap

MOST = 8
"""Lines; explanations have three to six."""


def about(report: Report, width: int, glyphs: Glyphs, limit: int) -> list[Text]:
    """The whole explanation in at most `limit` lines, else what it says of versions, else nothing."""
    for text in (report.explanation, " ".join(about_versions(report.explanation))):
        lines = _wrapped(text, width, glyphs)
        if lines and len(lines) <= limit:
            return labelled("About", [Text.styled(line, STYLES["aside"]) for line in lines])
    return []


def needed(report: Report, width: int, glyphs: Glyphs) -> int:
    """Lines that must be there: where the article is not right, what has changed since when."""
    if report.article is None or report.article[0] == "right":
        return 0
    return min(MOST, len(_wrapped(" ".join(about_versions(report.explanation)), width, glyphs)))


def _wrapped(text: str, width: int, glyphs: Glyphs) -> list[str]:
    words = plain(" ".join(text.split()), glyphs)
    return wrap(words, max(width - LABEL - 1, 8)) if words else []
