"""Small test suites, as text: what the tests here give to a pytest of their own."""

from __future__ import annotations

import re
import textwrap

import pytest

_LAST = re.compile(r"\d+ (passed|failed)")

HEAD = """
    import asyncio
    import time

    import pytest


    async def refresh():
        await asyncio.sleep(3600)


    async def leak():
        task = asyncio.create_task(refresh(), name="refresh")
        await asyncio.sleep(0)
        del task


    async def tidy():
        task = asyncio.create_task(refresh(), name="refresh")
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
"""

ASYNCIO_MODE = "-oasyncio_default_fixture_loop_scope=function"
"""Without it pytest-asyncio warns, whatever the tests do."""


def run(pytester: pytest.Pytester, suite: str, *arguments: str, name: str = "test_shop") -> pytest.RunResult:
    """Run a suite, with HEAD before it, in a pytest and a process of its own."""
    pytester.makepyfile(**{name: textwrap.dedent(HEAD) + textwrap.dedent(suite)})
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", *arguments, timeout=120)


def section(result: pytest.RunResult) -> list[str]:
    """The lines of the section that asyncx has written; [] when there is none."""
    lines = [line.rstrip() for line in result.outlines]
    starts = [at for at, line in enumerate(lines) if line.strip("=") == " asyncx "]
    if not starts:
        return []
    after = lines[starts[0] + 1 :]
    end = next(at for at, line in enumerate(after) if line.startswith(("==", "!!")) or _LAST.search(line))
    return [line for line in after[:end] if line]


def found_in(result: pytest.RunResult) -> list[str]:
    """The names of the tests that have a section, in order."""
    return [line.partition("::")[2] for line in section(result) if line[:1].strip()]


def line_of(pytester: pytest.Pytester, text: str, name: str = "test_shop") -> str:
    """`test_shop.py:12`: the line of a suite that has `text` in it."""
    lines = (pytester.path / f"{name}.py").read_text().splitlines()
    return f"{name}.py:{next(number for number, line in enumerate(lines, 1) if text in line)}"
