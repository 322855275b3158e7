"""The code on the pages, run on every Python: what fails prints the page's message, what works does not."""

from __future__ import annotations

import pytest

from asyncx.explain import book, match
from asyncx.explain.match import By
from asyncx.runs import versions

from .pythons import answer, each_python, version

PLAIN = (
    "import asyncio\nasync def main():\n    {}['x']\nasyncio.run(main())",
    "import asyncio\nasync def f():\n    {}['x']\nasync def main():\n    await asyncio.gather(f(), f())\n"
    "asyncio.run(main())",
    "import asyncio\nasync def f():\n    {}['x']\nasync def main():\n    await asyncio.wait_for(f(), 1)\n"
    "asyncio.run(main())",
    "import asyncio\nasync def f():\n    {}['x']\nasync def main():\n    await asyncio.create_task(f())\n"
    "asyncio.run(main())",
    "import asyncio\nasync def main():\n    loop = asyncio.get_running_loop()\n"
    "    await loop.run_in_executor(None, int, 'x')\nasyncio.run(main())",
    "import asyncio\nasync def g():\n    yield 1\n    {}['x']\nasync def main():\n"
    "    async for x in g(): pass\nasyncio.run(main())",
    "import asyncio\nasync def main():\n    await asyncio.open_connection('127.0.0.1', 'no such service')\n"
    "asyncio.run(main())",
    "import asyncio\nasync def main():\n    await asyncio.create_subprocess_exec('/no/such/program')\n"
    "asyncio.run(main())",
    "import asyncio\nasync def main():\n    None.text\nasyncio.run(main())",
    "import asyncio\nasync def main():\n    raise SystemExit('bye')\nasyncio.run(main())",
    "import asyncio\nasync def main():\n    open('/no/such/file')\nasyncio.run(main())",
    "import threading\nthreading.Lock().release()",
    "import threading\nthreading.Condition().wait()",
    "import threading\nthreading.Condition().notify()",
    "import queue\nqueue.Queue().task_done()",
    "import queue\nqueue.Queue().get_nowait()",
    "from concurrent.futures import Future\nfuture = Future()\nfuture.set_result(1)\nfuture.set_result(2)",
)
"""Ordinary errors, most of them on their way through asyncio."""


@each_python
def test_the_code_on_the_pages_does_what_they_say(python: str) -> None:
    """Each piece in a process of its own, to the end of its interpreter."""
    here = version(python)
    pieces = [
        (name, kind, code)
        for name, page in book.pages()
        for kind, code in (("fails", page.fails), ("works", page.works))
        if code and versions.includes(page.runs_on, here)
    ]
    results = answer(python, "examples.py", [code for _, _, code in pieces])

    for (name, kind, _), (status, output) in zip(pieces, results, strict=True):
        found = match.look_up(output) if output.strip() else None
        page = found.page if found and found.by is By.MESSAGE else ""
        assert page == (name if kind == "fails" else ""), f"{name} {kind} on {here} printed:\n{output}"
        assert status == 0 or kind == "fails", f"{name} {kind} on {here} printed:\n{output}"


@each_python
def test_ordinary_errors_that_pass_through_asyncio_find_no_page(python: str) -> None:
    """Their tracebacks are full of asyncio's own lines."""
    for source, (_, output) in zip(PLAIN, answer(python, "examples.py", list(PLAIN)), strict=True):
        found = match.look_up(output)

        assert found.by is By.GUESS, f"{source}\ngave {found}:\n{output}"


@pytest.mark.parametrize("name", [name for name, page in book.pages() if page.by == "Python" and page.says])
def test_a_message_of_python_itself_is_shown_to_appear(name: str) -> None:
    """Only what needs a network, another program's error, or an old Python has no code that fails."""
    assert book.page(name).fails or name in {"policy-deprecated", "ssl-failed", "executor-outlives"}
