"""What pages are made of: text that is made safe, templates, data, and a policy that forbids the rest."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from .words import plain

VIEWER = Path(__file__).parent / "viewer"


def safe(text: str, limit: int = 1000) -> str:
    """Text of a run as it may stand in a page: what is invisible made visible, markup made text."""
    return escape(plain(text, limit=limit))


def filled(template: str, parts: Mapping[str, str]) -> str:
    """A template of the viewer with its holes filled; what fills them is not looked at again."""
    text = (VIEWER / template).read_text(encoding="utf-8")
    return re.sub(r"\{(\w+)\}", lambda found: parts[found[1]], text)


def embedded(data: Any) -> str:
    """JSON that may stand in a script element: it has no `<` and only ASCII."""
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")


def policy(script: str, style: str) -> str:
    """Only this script and this style may be used, and nothing may be loaded."""
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (script, style)]
    return (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
