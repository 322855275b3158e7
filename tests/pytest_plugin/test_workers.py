"""pytest-xdist: tests run in worker processes, sections are printed by the first one."""

from __future__ import annotations

import pytest

from .suites import found_in, run, section

pytest_plugins = ["pytester"]

SUITE = """
    def test_leak():
        asyncio.run(leak())

    def test_tidy():
        asyncio.run(tidy())

    @pytest.mark.asyncx(fail_on="task-leaked")
    def test_strict():
        asyncio.run(leak())

    @pytest.mark.asyncx(fail_on="task-leked")
    def test_wrong():
        pass
"""


def test_workers(pytester: pytest.Pytester) -> None:
    """Sections, files, counts and failures are what they are in one process."""
    pytest.importorskip("xdist")

    result = run(pytester, SUITE, "--asyncx", "-n2")

    result.assert_outcomes(passed=3, errors=2)
    assert sorted(found_in(result)) == ["test_leak", "test_strict"]
    assert "2 tasks leaked" in result.outlines[-1]
    assert sum("trace  " in line for line in section(result)) == 2
    assert (pytester.path / ".asyncx/test_shop/test_leak.html").is_file()
