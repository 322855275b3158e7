"""`--html`: the page in a browser."""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import ExitCode, UserError
from . import console


def page(file: Path | None, name: str) -> Path:
    """Where the page is to be written: the file of `-o`, else one that only the reader can open.

    `name` becomes part of its name.  UserError when `-o` names something else than a page, or there is no
    room for one.
    """
    if file is not None:
        if file.suffix != ".html":
            raise UserError(f"--html opens a page, and {file} will be none", [("either", "-o page.html")])
        return file
    import tempfile

    try:
        folder = Path(tempfile.mkdtemp(prefix="asyncx-"))
    except OSError as error:
        what = f"there is no place for the page: {(error.strerror or str(error)).lower()}"
        raise UserError(what, [("say where", "--html -o page.html")], ExitCode.USAGE) from None
    return folder / f"{re.sub(r'[^A-Za-z0-9_.-]+', '-', name).strip('.-')[:80] or 'page'}.html"


def show(file: Path) -> None:
    """Open a page that was written; where there is no browser, say what to open."""
    import webbrowser

    if not webbrowser.open(file.resolve().as_uri()):
        console.note(f"no browser was found here; open {file.resolve()} in one")
