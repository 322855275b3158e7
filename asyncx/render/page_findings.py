"""The findings as a part of a page: each is a link to its event."""

from __future__ import annotations

from collections.abc import Sequence

from ..analysis.finding import Finding, Severity
from ..trace.model import Trace
from .glyphs import UNICODE, plural
from .markup import safe
from .sections import place_words

SHOWN = 5
"""Findings that are seen at once; the others are folded."""

_SIGNS = {Severity.PROBLEM: UNICODE.problem, Severity.WARNING: UNICODE.warning, Severity.NOTE: UNICODE.dot}


def findings_list(findings: Sequence[Finding], trace: Trace) -> str:
    """The findings as lists, the first ones open; empty when there are none."""
    if not findings:
        return ""
    items = [_item(number, finding, trace) for number, finding in enumerate(findings, 1)]
    first, rest = "".join(items[:SHOWN]), "".join(items[SHOWN:])
    more = plural(len(items) - SHOWN, "more finding")
    folded = f"<details><summary>{more}</summary><ol>{rest}</ol></details>"
    return (
        f'<section class="findings" aria-label="{plural(len(items), "finding")}"><ol>{first}</ol>'
        f"{folded if rest else ''}</section>"
    )


def _item(number: int, finding: Finding, trace: Trace) -> str:
    known = finding.record in trace.index
    words = safe(finding.sentence)
    sentence = f'<a href="#e={finding.record}">{words}</a>' if known else words
    place = f"<code>{safe(place_words(finding.place, trace.run))}</code> " if finding.place else ""
    said = f'<span class="detail">{place}{safe(finding.fix)}</span>' if place or finding.fix else ""
    return (
        f'<li data-n="{finding.record}" class="{finding.severity}"><span class="index">{number}</span>'
        f'<b title="{finding.severity}">{_SIGNS[finding.severity]}</b>'
        f'<span class="rule">{safe(finding.rule)}</span><span class="text">{sentence}{said}</span></li>'
    )
