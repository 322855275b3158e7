"""The pages of tests with findings: one file a test, in a folder of their own."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ..analysis.finding import Finding
from ..trace.model import Trace

MOST = 20_000
"""Records in a page; what has more is saved as a bare trace, which `asyncx show` draws."""

LONGEST = 100
"""Characters in a part of a file's name."""

_UNSAFE = re.compile(r"[^A-Za-z0-9_.\[\]=,+-]+")
_IGNORE = "# Made by pytest --asyncx.\n*\n"


def save(trace: Trace, found: Sequence[Finding], folder: Path, nodeid: str, root: Path) -> Path:
    """Write the page of a test and of what was found in it; returns where it is.

    `root` is the folder to which names of files in the trace are relative.
    OSError when that cannot be done.
    """
    path = folder / name(nodeid)
    large = len(trace.records) > MOST
    path = path.with_name(path.name + (".jsonl" if large else ".html"))
    text = _lines(trace) if large else _page(trace, found, root)
    with suppress(FileExistsError):  # then it may hold what is to be in version control
        folder.mkdir(parents=True)
        (folder / ".gitignore").write_text(_IGNORE, encoding="utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}")
    with open(part, "w", encoding="utf-8", opener=_private) as file:
        file.write(text)
    part.replace(path)
    return path


def name(nodeid: str) -> Path:
    """`tests/test_shop/test_checkout` for "tests/test_shop.py::test_checkout": one name for each test.

    A part that had to be changed or cut has a few digits of the whole name behind it.
    """
    file, _, test = nodeid.partition("::")
    parts = [*file.removesuffix(".py").split("/"), test.replace("::", ".")]
    safe = [_safe(part) for part in parts if part]
    if safe != [part for part in parts if part]:
        safe[-1] += "-" + hashlib.sha256(nodeid.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return Path(*safe)


def _safe(part: str) -> str:
    return _UNSAFE.sub("_", part).strip(".")[:LONGEST] or "_"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


def _page(trace: Trace, found: Sequence[Finding], root: Path) -> str:
    from ..analysis.report import judge
    from ..render.html import to_html
    from ..runs.sources import reader

    return to_html(judge(trace, None), findings=found, files=reader(str(root)))


def _lines(trace: Trace) -> str:
    from ..trace.codec import dump_lines

    return "".join(f"{line}\n" for line in dump_lines(trace))
