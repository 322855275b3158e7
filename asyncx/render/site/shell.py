"""What every page of the site has: its head, the way to the other pages, and its foot."""

from __future__ import annotations

from urllib.parse import quote

from ... import __version__
from .markup import Html, Part, el, html, link

PLACES = (
    ("index.html", "Scenarios"),
    ("explanations.html", "Explanations"),
    ("about.html", "About"),
)

POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
"""`file:` is for a site that lies on a disk; from a host, nothing can come from there."""

_ICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
    "<rect width='16' height='16' rx='4' fill='#0b5cad'/>"
    "<path d='M3 5h4m2 0h4M3 8h7M5 11h8' stroke='#fff' stroke-width='1.6' stroke-linecap='round'/></svg>"
)


def page(
    title: str,
    about: str,
    *content: Part,
    up: str,
    here: str,
    scripts: tuple[str, ...] = (),
    data: bool = False,
) -> str:
    """A whole page; `up` leads to the root of the site, `here` is the one of PLACES that it belongs to.

    `about` is a sentence for who lists pages; `scripts` are addresses from the root; with `data` there is an
    element for the data of the viewer.
    """
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="generator", content=f"asyncx {__version__}"),
        el("meta", http_equiv="Content-Security-Policy", content=POLICY),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="description", content=about),
        el("title", title),
        el("link", rel="icon", href=f"data:image/svg+xml,{quote(_ICON)}"),
        el("link", rel="stylesheet", href=f"{up}site.css"),
        el("script", src=f"{up}site.js"),
        *(el("script", src=f"{up}{script}", defer=True) for script in scripts),
    )
    body = el(
        "body",
        link("#content", "Skip to the content", class_="skip"),
        _top(up, here),
        el("main", *content, id="content"),
        _foot(),
        el("script", type="application/json", id="data") if data else None,
    )
    return f"<!doctype html>\n{html(el('html', head, body, lang='en', data_theme='light'))}"


def _top(up: str, here: str) -> Html:
    ways = [
        link(f"{up}{address}", words, aria_current="true" if address == here else None)
        for address, words in PLACES
    ]
    return el(
        "header",
        link(f"{up}index.html", "asyncx", class_="home"),
        el("nav", *ways, aria_label="site"),
        el("button", "dark", id="site-theme", data_does="theme", title="dark or light (t)", type="button"),
        class_="top",
    )


def _foot() -> Html:
    words = (
        f"Made by asyncx {__version__}, from runs that were recorded. This site asks no other for anything."
    )
    return el("footer", el("p", words, class_="aside"), class_="foot")
