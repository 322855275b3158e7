"""A run as one page that needs nothing else: words and data by Python, the viewer's modules put inside.

All text of the run is escaped where it is put into the page, and the data are JSON in an element that is
never run.  The page's policy lets the browser run our own script alone, by its hash, and load nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from .. import __version__
from ..analysis.causes import WhyStep
from ..analysis.facts import FactStatus
from ..analysis.report import Report
from ..trace.model import Run
from . import sections
from .glyphs import MEANINGS, UNICODE, plural
from .page import page_data
from .words import duration, plain

VIEWER = Path(__file__).parent / "viewer"
MODULES = (
    *("bars", "data", "replay", "moves", "scale", "axis", "layout"),
    *("scene", "brush", "arrows", "draw", "lanes"),
    *("keys", "panes", "main"),
)
"""The modules of the viewer, each after those that it imports."""

_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=class|function|const)", re.MULTILINE)
_LEGEND = (
    *("running", "waiting", "cancelling", "ready", "armed", "fired"),
    *("returned", "raised", "cancelled", "never_ended"),
)
_HOLDS = {FactStatus.HOLDS: "✓", FactStatus.FAILS: "✗"}


def to_html(report: Report, *, internals: bool = False) -> str:
    """The whole page, as text; with asyncio's own coroutines and tasks if `internals`."""
    script, style = script_text(), (VIEWER / "style.css").read_text(encoding="utf-8")
    trace = report.trace
    parts = {
        "version": __version__,
        "policy": _policy(script, style),
        "title": _text(f"{report.name}: {report.verdict.sentence}"),
        "style": style,
        "name": _text(report.name),
        "claim": _text(report.claim),
        "circumstances": _text(sections.circumstances(trace, 10_000, UNICODE)[0].plain.strip()),
        "verdict": _text(report.verdict.sentence),
        "detail": _text(report.verdict.detail),
        "stepper": stepper(report),
        "facts": _facts(report),
        "explanation": _explanation(report),
        "data": data_text(report, internals=internals),
        "script": script,
    }
    return _filled("page.html", parts)


def stepper(report: Report, *, source: str = "") -> str:
    """What is stepped through, as a part of some page: the panes, and what moves them.

    Such a page has the data in `<script type="application/json" id="data">`, and after it the script.
    `source` is the markup that stands in the pane of the source until the script has filled it.
    """
    trace = report.trace
    parts = {
        "file": _text(trace.run.file or "source"),
        "source": source,
        "loops": "The loop" if len(trace.loops) < 2 else "The loops",
        "why": "".join(_step(step, trace.run) for step in report.why) or "<li></li>",
        "legend": " ".join(_meaning(name) for name in _LEGEND),
    }
    return _filled("stepper.html", parts)


def _filled(template: str, parts: Mapping[str, str]) -> str:
    """A template of the viewer with its holes filled; what fills them is not looked at again."""
    text = (VIEWER / template).read_text(encoding="utf-8")
    return re.sub(r"\{(\w+)\}", lambda found: parts[found[1]], text)


def script_text(folder: Path = VIEWER, modules: Sequence[str] = MODULES) -> str:
    """The modules as one: without the lines by which they import each other."""
    texts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in modules]
    return "\n" + "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts)


def data_text(report: Report, *, internals: bool = False) -> str:
    """The data of the page as JSON that may stand in a script element: it has no `<` and only ASCII."""
    text = json.dumps(page_data(report, internals=internals), separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _policy(script: str, style: str) -> str:
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (script, style)]
    return (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _text(text: str, limit: int = 1000) -> str:
    """Text of a run as it may stand in the page: what is invisible made visible, markup made text."""
    return escape(plain(text, limit=limit))


def _step(step: WhyStep, run: Run) -> str:
    place = sections.place_words(step.place, run)
    stem = f'<span class="stem">{UNICODE.caused}</span> ' if step.depth else ""
    detail = f' <span class="detail">{_text(step.detail)}</span>' if step.detail else ""
    return (
        f'<li data-n="{step.n}"><span class="index">{step.index}</span>'
        f'<span class="when">{duration(step.t)}</span>'
        f'<span class="text">{stem}<a href="#e={step.n}">{_text(step.what)}</a>{detail}</span>'
        f'<span class="where">{_text(place)}</span></li>'
    )


def _meaning(name: str) -> str:
    glyph = escape(getattr(UNICODE, name))
    return f'<span><b class="of-{name}">{glyph}</b> {MEANINGS[name]}</span>'


def _facts(report: Report) -> str:
    shown = [fact for fact in report.facts if fact.status in _HOLDS]
    if not shown:
        return ""
    failing = sum(fact.status is FactStatus.FAILS for fact in shown)
    holding = plural(len(shown) - failing, "fact") + (" holds" if len(shown) - failing == 1 else " hold")
    title = (
        f"{failing} of {plural(len(shown), 'fact')} {'do' if failing > 1 else 'does'} not hold"
        if failing
        else holding
    )
    rows = "".join(
        f'<tr><td>{_HOLDS[fact.status]}</td><th scope="row">{_text(fact.name)}</th>'
        f"<td>{_text(sections.value_words(fact.seen))}</td></tr>"
        for fact in shown
    )
    opened = " open" if failing else ""
    return f"<details{opened}><summary>{title}</summary><table><tbody>{rows}</tbody></table></details>"


def _explanation(report: Report) -> str:
    if not report.explanation:
        return ""
    words = _text(" ".join(report.explanation.split()), limit=10_000)
    return f"<details><summary>Explanation</summary><p>{words}</p></details>"
