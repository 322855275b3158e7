"""Every rule, in tests: its faulty programs have a section each, all others have none.

So nothing that a rule finds is taken for harmless before it is looked at.
"""

from __future__ import annotations

import json
import sys

import pytest

from asyncx.runs import versions
from tests.analysis.rules.harness import Program, interpreter, programs

from .suites import run

pytest_plugins = ["pytester"]

SUITE = """
    import json
    import runpy
    from pathlib import Path

    PROGRAMS = json.loads(Path("programs.json").read_text())

    @pytest.mark.filterwarnings("always")
    @pytest.mark.parametrize("name", PROGRAMS)
    def test(name):
        try:
            runpy.run_path(PROGRAMS[name], run_name="__main__")
        except (Exception, SystemExit, KeyboardInterrupt):
            pass
"""

REPORTS = """
    import json
    from pathlib import Path

    FOUND = {}

    def pytest_runtest_logreport(report):
        result = getattr(report, "asyncx", None)
        if result is not None:
            FOUND[report.nodeid] = [result.get("trouble", "")] + [each["rule"] for each in result["findings"]]

    def pytest_sessionfinish():
        Path("found.json").write_text(json.dumps(FOUND))
"""


def _runs_here(program: Program) -> bool:
    version = interpreter(sys.executable).version
    return "real" in program.clocks and versions.includes(program.needs, version)


def test_what_the_rules_find_in_tests(pytester: pytest.Pytester) -> None:
    """A fault is found, and told by its rule; a mended program, and good code of all kinds, is not."""
    chosen = [program for program in programs("*/*.py") if _runs_here(program)]
    (pytester.path / "programs.json").write_text(json.dumps({str(each): str(each.path) for each in chosen}))
    pytester.makeconftest(REPORTS)

    run(pytester, SUITE, "--asyncx", "-q", "-oasyncx_fail_on=note")  # else notes alone have no section

    by_test = json.loads((pytester.path / "found.json").read_text())
    found = {nodeid.partition("[")[2].rstrip("]"): rules for nodeid, rules in by_test.items()}
    assert not [rules[0] for rules in found.values() if rules[0]]
    faulty = [each for each in chosen if each.path.stem.startswith("faulty")]
    missed = [str(each) for each in faulty if each.rule not in found.get(str(each), ())]
    assert [name for name in missed if not name.startswith("loop_busy/")] == []  # its steps must be quick
    for each in chosen:
        if each not in faulty:  # a busy machine holds a loop, too
            assert [rule for rule in found.get(str(each), [""]) if rule not in ("", "loop-blocked")] == [], (
                each
            )
