"""The JSON of `asyncx explain`."""

from __future__ import annotations

import json
from typing import Any

from .. import __version__
from ..explain import book
from ..explain.match import Answer
from ..explain.page import Page, shown, unmarked

FORMAT = {"name": "asyncx-explain", "version": 1}


def document(answer: Answer, page: Page | None) -> str:
    """An answer: the page with all its parts, or null and the guesses."""
    return _text(
        {
            "format": FORMAT,
            "asyncx": __version__,
            "by": str(answer.by),
            "line": answer.line,
            "page": None if page is None else described(answer.page, page),
            "others": [] if page is None else list(answer.others),
            "guesses": [_entry(name) for name in answer.others] if page is None else [],
        }
    )


def index() -> str:
    """All pages by name and title."""
    return _text({"format": FORMAT, "asyncx": __version__, "pages": [_entry(name) for name in book.names()]})


def described(name: str, found: Page) -> dict[str, Any]:
    """One page; marks of versions are put into words, and each statement under `when` has its proof."""
    return {
        "name": name,
        "title": found.title,
        "by": found.by,
        "messages": [{"text": shown(says.text), "kind": says.kind} for says in found.says],
        "findings": list(found.findings),
        "happened": [unmarked(words) for words in found.happened],
        "when": [
            {"text": when.text, "on": when.on, "scenario": when.scenario, "fact": when.fact}
            for when in found.when
        ],
        "fixes": [unmarked(words) for words in found.fixes],
        "wrong": [{"cure": unmarked(wrong.cure), "why": unmarked(wrong.why)} for wrong in found.wrong],
        "code": {"fails": found.fails.strip("\n"), "works": found.works.strip("\n"), "on": found.runs_on},
        "picture": found.picture,
        "scenarios": list(found.scenarios),
        "related": list(found.related),
    }


def _entry(name: str) -> dict[str, str]:
    return {"name": name, "title": book.page(name).title}


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
