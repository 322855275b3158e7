"""A run as one page that needs nothing else: words and data by Python, the viewer's modules put inside.

All text of the run is escaped where it is put into the page, and the data are JSON in an element that is
never run.  The page's policy lets the browser run our own script alone, by its hash, and load nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from .. import __version__
from ..analysis.causes import WhyStep
from ..analysis.facts import FactStatus
from ..analysis.finding import Finding
from ..analysis.report import Report
from ..trace.model import Run
from . import markup, sections
from .glyphs import MEANINGS, UNICODE, plural
from .markup import embedded, filled, policy, safe
from .page import page_data
from .page_findings import findings_list
from .stepping import Files
from .words import duration

VIEWER = markup.VIEWER
MODULES = (
    *("bars", "data", "replay", "moves", "scale", "axis", "layout"),
    *("scene", "brush", "arrows", "draw", "lanes"),
    *("keys", "brief", "panes", "source", "side", "listen", "viewer"),
    *("align", "compare", "main"),
)
"""The modules of the viewer, each after those that it imports."""

_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=class|function|const)", re.MULTILINE)
_LEGEND = (
    *("running", "waiting", "cancelling", "ready", "armed", "fired"),
    *("returned", "raised", "cancelled", "never_ended"),
)
_HOLDS = {FactStatus.HOLDS: "✓", FactStatus.FAILS: "✗"}


def to_html(
    report: Report,
    *,
    findings: Sequence[Finding] = (),
    internals: bool = False,
    files: Files | None = None,
) -> str:
    """The whole page, as text; with what was found, and with asyncio's own coroutines if `internals`.

    `files` has the source of a program that is not in its trace.
    """
    trace = report.trace
    parts = {
        "version": __version__,
        "name": safe(report.name),
        "claim": safe(report.claim),
        "circumstances": safe(sections.circumstances(trace, 10_000, UNICODE)[0].plain.strip()),
        "verdict": safe(report.verdict.sentence),
        "detail": safe(report.verdict.detail),
        "findings": findings_list(findings, trace),
        "stepper": stepper(report),
        "facts": _facts(report),
        "explanation": _explanation(report),
    }
    title = f"{report.name}: {report.verdict.sentence}"
    data = data_text(report, internals=internals, files=files)
    return framed(title, filled("page.html", parts), data)


def framed(title: str, body: str, data: str, kind: str = "") -> str:
    """A page of the viewer round its body, with the data that are stepped through; `kind` is a class."""
    script, style = script_text(), (VIEWER / "style.css").read_text(encoding="utf-8")
    parts = {
        "version": __version__,
        "policy": policy(script, style),
        "title": safe(title),
        "style": style,
        "kind": f' class="{kind}"' if kind else "",
        "body": body,
        "data": data,
        "script": script,
    }
    return filled("frame.html", parts)


def stepper(report: Report, *, source: str = "") -> str:
    """What is stepped through, as a part of some page: the panes, and what moves them.

    Such a page has the data in `<script type="application/json" id="data">`, and after it the script.
    `source` is the markup that stands in the pane of the source until the script has filled it.
    """
    trace = report.trace
    parts = {
        "toolbar": toolbar(),
        "file": safe(trace.run.file or "source"),
        "source": source,
        "loops": "The loop" if len(trace.loops) < 2 else "The loops",
        "why": why_list(report),
        "legend": legend(),
        "tables": filled("tables.html", {}),
    }
    return filled("stepper.html", parts)


def toolbar() -> str:
    """The buttons that go from event to event."""
    return filled("toolbar.html", {})


def why_list(report: Report, prefix: str = "") -> str:
    """The chain of causes of the verdict as items of a list; `prefix` is that of the addresses of events."""
    return "".join(_step(step, report.trace.run, prefix) for step in report.why) or "<li></li>"


def legend() -> str:
    """What the signs in the lanes mean."""
    return " ".join(_meaning(name) for name in _LEGEND)


def script_text(folder: Path = VIEWER, modules: Sequence[str] = MODULES) -> str:
    """The modules as one: without the lines by which they import each other."""
    texts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in modules]
    return "\n" + "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts)


def data_text(report: Report, *, internals: bool = False, files: Files | None = None) -> str:
    """The data of the page as JSON that may stand in a script element."""
    return embedded(page_data(report, internals=internals, files=files))


def _step(step: WhyStep, run: Run, prefix: str) -> str:
    place = sections.place_words(step.place, run)
    stem = f'<span class="stem">{UNICODE.caused}</span> ' if step.depth else ""
    detail = f' <span class="detail">{safe(step.detail)}</span>' if step.detail else ""
    return (
        f'<li data-n="{step.n}"><span class="index">{step.index}</span>'
        f'<span class="when">{duration(step.t)}</span>'
        f'<span class="text">{stem}<a href="#e={prefix}{step.n}">{safe(step.what)}</a>{detail}</span>'
        f'<span class="where">{safe(place)}</span></li>'
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
        f'<tr><td>{_HOLDS[fact.status]}</td><th scope="row">{safe(fact.name)}</th>'
        f"<td>{safe(sections.value_words(fact.seen))}</td></tr>"
        for fact in shown
    )
    opened = " open" if failing else ""
    return f"<details{opened}><summary>{title}</summary><table><tbody>{rows}</tbody></table></details>"


def _explanation(report: Report) -> str:
    if not report.explanation:
        return ""
    words = safe(" ".join(report.explanation.split()), limit=10_000)
    return f"<details><summary>Explanation</summary><p>{words}</p></details>"
