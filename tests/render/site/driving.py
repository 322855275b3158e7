"""What a reader does in a browser, and a host to read from."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.render.chromium import PATIENCE, Page


def go(page: Page, whole: Path, name: str) -> None:
    """Open another page of the site."""
    page.open("about:blank")
    address, _, fragment = name.partition("#")
    page.open(f"{(whole / address).as_uri()}#{fragment}" if fragment else (whole / address).as_uri())


def seen(page: Page, selector: str = ".rows a") -> list[str]:
    """The texts of the elements that can be seen."""
    every = f"[...document.querySelectorAll({selector!r})].filter((one) => one.offsetParent)"
    return list(page.run(f"{every}.map((one) => one.innerText)"))


def text(page: Page, selector: str) -> str:
    return str(page.run(f"document.querySelector({selector!r}).innerText"))


def arrive(page: Page, condition: str, way: str = "") -> None:
    """Wait until a condition holds on another page; `way` is a script that leads there."""
    if way:
        page.run(f"void setTimeout(() => {way})")
    until = time.monotonic() + PATIENCE
    while True:
        assert time.monotonic() < until, f"never: {condition}"
        try:
            if page.run(f"document.readyState === 'complete' && ({condition})"):
                return
        except AssertionError as error:
            if "navigated" not in str(error) and "context" not in str(error):
                raise


def choose(page: Page, key: str, value: str) -> None:
    page.run(
        f"(() => {{ const one = document.getElementById('by-{key}'); one.value = {value!r};"
        " one.dispatchEvent(new Event('change')); })()"
    )


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a host that has the folder."""

    class Silent(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def hit(page: Page, key: str) -> None:
    """Press a key that moves the focus."""
    for kind in ("keyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key=key, code=key)
