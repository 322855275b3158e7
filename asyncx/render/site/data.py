"""The data files: each is a script that hands over JSON, because a page on a disk may not fetch a file."""

from __future__ import annotations

import json
from typing import Any

from ...explain.page import Page, shown
from ...explain.pattern import Pattern
from .markup import file_of, one_line
from .model import EXPLANATIONS, SCENARIOS, Site, topic_of


def trace_script(data: str) -> str:
    """`data`, the JSON of the viewer, put where the viewer looks for it."""
    return f'document.getElementById("data").textContent={_quoted(data)};\n'


def index_script(site: Site) -> str:
    """What the lists are searched in."""
    content = {
        "scenarios": [
            {
                "name": scenario.name,
                "topic": topic_of(scenario),
                "claim": scenario.claim,
                "explanation": one_line(scenario.explanation),
                "needs": scenario.needs,
                "changed": scenario.changes,
                "article": scenario.article[0] if scenario.article else "",
                "address": file_of(SCENARIOS, scenario.name),
            }
            for scenario in site.scenarios
        ],
        "pages": [_described(name, found) for name, found in site.pages.items()],
    }
    text = json.dumps(content, separators=(",", ":"))
    return f"globalThis.asyncxIndex=JSON.parse({_quoted(text)});\n"


def _described(name: str, found: Page) -> dict[str, Any]:
    """`says` are the parts of each message that never change, without white space and capitals."""
    return {
        "name": name,
        "title": found.title,
        "messages": " ".join(dict.fromkeys(shown(says.text) for says in found.says)),
        "says": [list(Pattern(says).parts[::2]) for says in found.says],
        "findings": list(found.findings),
        "address": file_of(EXPLANATIONS, name),
    }


def _quoted(text: str) -> str:
    """ASCII text as a literal of JavaScript; JSON is full of double quotes, so it stands in single ones."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
