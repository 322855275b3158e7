"""Without the flag: nothing is imported, nothing is otherwise, and the markers are known."""

from __future__ import annotations

import json

import pytest

from .suites import run

pytest_plugins = ["pytester"]

LIST = """
    import json, sys
    from pathlib import Path

    def test_list():
        Path("modules.json").write_text(json.dumps(sorted(sys.modules)))
"""


def modules(pytester: pytest.Pytester, *arguments: str) -> set[str]:
    pytester.makepyfile(test_list=LIST)
    assert pytester.runpytest_subprocess(*arguments).ret == 0
    return set(json.loads((pytester.path / "modules.json").read_text()))


def test_nothing_is_imported(pytester: pytest.Pytester) -> None:
    """Only the plugin's own small module; with it there is no other module in the process than without it."""
    blocked = modules(pytester, "-p", "no:asyncx")

    found = modules(pytester)

    assert found - blocked <= {"asyncx", "asyncx.pytest_plugin"}
    assert not [name for name in blocked if name.startswith("asyncx")]


def test_with_the_flag_it_is_all_there(pytester: pytest.Pytester) -> None:
    """The test above can fail."""
    assert "asyncx.pytest_plugin.watcher" in modules(pytester, "--asyncx")


def test_markers_are_known(pytester: pytest.Pytester) -> None:
    """--strict-markers passes; a marker with a slip in it is nobody's business without the flag."""
    suite = """
        @pytest.mark.asyncx(fail_on=["task-leaked"])
        def test_strict():
            asyncio.run(leak())
    """

    run(pytester, suite, "--strict-markers").assert_outcomes(passed=1)
    listed = pytester.runpytest_subprocess("--markers")
    listed.stdout.fnmatch_lines(["@pytest.mark.asyncx(fail_on=*"])


def test_output_is_the_same(pytester: pytest.Pytester) -> None:
    """With the plugin installed pytest prints what it prints without it, but for the list of plugins."""
    suite = """
        def test_leak():
            asyncio.run(leak())

        def test_fails():
            assert 0
    """

    def printed(*arguments: str) -> list[str]:
        lines = run(pytester, suite, *arguments).outlines
        return [line.partition(" in ")[0] for line in lines if not line.startswith("plugins:")]

    assert printed() == printed("-p", "no:asyncx")
