"""The page of one explanation: the messages, what happened, since when, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...analysis.report import Report
from ...explain.page import Page, Says, pieces, shown, versions_in_words
from ..glyphs import UNICODE
from ..lanes import picture
from .markup import Html, Part, block, el, link
from .model import Site
from .shell import page
from .steps import lanes_text

UP = "../"
FIRST = 3
"""Messages that are seen at once; the others are folded."""

ROWS = 8
WIDTH = 92


@dataclass(frozen=True, slots=True)
class Picture:
    """The lanes of a run, and what they show."""

    lanes: Html
    words: str


def picture_of(report: Report) -> Picture:
    """What an explanation shows of a run."""
    run = report.trace.run
    drawn = picture(report.trace, WIDTH, UNICODE, rows=ROWS)
    lanes = el("pre", *lanes_text(drawn), class_="lanes-text")
    return Picture(lanes, f" on {run.implementation} {run.python}: {report.verdict.sentence}")


def explanation_page(site: Site, name: str, pictures: Mapping[str, Picture]) -> str:
    """The whole page; `pictures` are those of the scenarios that were run, by name."""
    found = site.pages[name]
    return page(
        f"{found.title} · asyncx",
        found.title,
        el(
            "article",
            el("nav", link(f"{UP}explanations.html", "explanations"), class_="place-in", aria_label="place"),
            el("h1", found.title, class_="title"),
            el("p", el("code", name), *_findings(found, name), class_="tags"),
            _messages(found),
            _happened(site, found, pictures),
            _when(site, found),
            _fixes(site, found),
            _wrong(site, found),
            _code(found),
            _scenarios(site, found),
            _related(site, found),
        ),
        up=UP,
        here="explanations.html",
    )


def _findings(found: Page, name: str) -> list[Part]:
    others = [finding for finding in found.findings if finding != name]
    return [part for finding in others for part in (" · ", el("code", finding))]


def _messages(found: Page) -> Html | None:
    if not found.says:
        return None
    lines = [el("li", el("code", _said(says))) for says in found.says]
    more = lines[FIRST:]
    folded = el("details", el("summary", f"{len(more)} more that mean the same"), el("ul", *more))
    return el(
        "section",
        el("h2", f"{found.by} says"),
        el("ul", *lines[:FIRST]),
        folded if more else None,
        class_="messages",
    )


def _said(says: Says) -> str:
    words = shown(says.text)
    typed = says.kind.replace(".", "").isalnum() and says.kind[:1].isupper() and says.kind not in words
    return f"{says.kind}: {words}" if typed else words


def _happened(site: Site, found: Page, pictures: Mapping[str, Picture]) -> Html:
    drawn = pictures.get(found.picture)
    figure = None
    if drawn is not None:
        caption = el("figcaption", site.to_scenario(found.picture, UP), drawn.words)
        figure = el("figure", el("div", drawn.lanes, class_="wide", tabindex="0"), caption, class_="picture")
    paragraphs = [el("p", *_with_proofs(site, words)) for words in found.happened]
    return el("section", el("h2", "What happened"), figure, el("div", *paragraphs, class_="prose"))


def _with_proofs(site: Site, sentence: str) -> Sequence[Part]:
    """The sentence; each range of versions in it leads to the scenario that shows it."""
    parts: list[Part] = []
    for piece in pieces(sentence):
        if isinstance(piece, str):
            parts.append(piece)
        else:
            parts += ["(", site.to_scenario(piece.scenario, UP, versions_in_words(piece.on)), ")"]
    return parts


def _when(site: Site, found: Page) -> Html | None:
    if not found.when:
        return None
    rows = [
        el(
            "tr",
            el("th", when.text, scope="row"),
            el("td", versions_in_words(when.on)),
            el("td", site.to_scenario(when.scenario, UP)),
        )
        for when in found.when
    ]
    heads = [el("th", words, scope="col") for words in ("what", "on", "seen in")]
    table = el("table", el("thead", el("tr", *heads)), el("tbody", *rows))
    return el("section", el("h2", found.asked), el("div", table, class_="wide"), class_="sheet")


def _fixes(site: Site, found: Page) -> Html | None:
    if not found.fixes:
        return None
    items = [el("li", *_with_proofs(site, words)) for words in found.fixes]
    return el("section", el("h2", "Fix, best first"), el("ol", *items, class_="prose"))


def _wrong(site: Site, found: Page) -> Html | None:
    if not found.wrong:
        return None
    rows: list[Part] = []
    for wrong in found.wrong:
        rows += [
            el("dt", *_with_proofs(site, wrong.cure)),
            el("dd", *_with_proofs(site, wrong.why)),
        ]
    return el("section", el("h2", "Does not help"), el("dl", *rows, class_="wrong"))


def _code(found: Page) -> Html | None:
    on = f", {versions_in_words(found.runs_on)}" if found.runs_on else ""
    columns = [
        el("div", el("h2", f"{title}{on}"), el("pre", block(code.strip("\n")), class_="code"))
        for title, code in (("This fails", found.fails), ("This works", found.works))
        if code
    ]
    return el("section", *columns, class_="examples") if columns else None


def _scenarios(site: Site, found: Page) -> Html | None:
    if not found.scenarios:
        return None
    items = []
    for name in found.scenarios:
        claim = site.named[name].claim if name in site.named else ""
        items.append(el("li", site.to_scenario(name, UP), " ", el("span", claim, class_="aside")))
    return el("section", el("h2", "See it"), el("ul", *items, class_="rows"))


def _related(site: Site, found: Page) -> Html | None:
    items = [el("li", site.to_page(name, UP, site.pages[name].title)) for name in found.related]
    return el("section", el("h2", "Related"), el("ul", *items, class_="plain-list")) if items else None
