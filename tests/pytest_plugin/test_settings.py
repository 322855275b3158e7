"""fail_on and allow: in the configuration file and in markers."""

from __future__ import annotations

import pytest

from .suites import found_in, run, section

pytest_plugins = ["pytester"]


def test_fail_on_a_rule(pytester: pytest.Pytester) -> None:
    """The marked test fails, at its teardown, with the finding as its reason; the other one does not."""
    suite = """
        @pytest.mark.asyncx(fail_on=["task-leaked"])
        def test_strict():
            asyncio.run(leak())

        @pytest.mark.asyncx(fail_on="loop-blocked")
        def test_other():
            asyncio.run(leak())
    """

    result = run(pytester, suite, "--asyncx")

    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*ERROR at teardown of test_strict*", "*task-leaked: refresh never ended*"])
    assert result.ret == 1


@pytest.mark.parametrize(("severity", "errors"), [("problem", 0), ("warning", 1), ("note", 1)])
def test_fail_on_a_severity(pytester: pytest.Pytester, severity: str, errors: int) -> None:
    """A severity stands for itself and for the worse ones: a leaked task is a warning."""
    suite = """
        def test_leak():
            asyncio.run(leak())
    """

    result = run(pytester, suite, "--asyncx", f"-oasyncx_fail_on={severity}")

    result.assert_outcomes(passed=1, errors=errors)


def test_marker_goes_before_the_file(pytester: pytest.Pytester) -> None:
    """The nearest fail_on counts, and every allow."""
    suite = """
        pytestmark = pytest.mark.asyncx(allow=["loop-blocked"])

        @pytest.mark.asyncx(fail_on=[])
        def test_lenient():
            asyncio.run(leak())

        @pytest.mark.asyncx(allow=["task-leaked"])
        def test_allowed():
            asyncio.run(leak())

        def test_strict():
            asyncio.run(leak())
    """

    result = run(pytester, suite, "--asyncx", "-oasyncx_fail_on=task-leaked")

    result.assert_outcomes(passed=3, errors=1)
    assert found_in(result) == ["test_lenient", "test_strict"]


def test_allow_in_the_file(pytester: pytest.Pytester) -> None:
    """What is allowed everywhere is not shown, and fails nothing."""
    suite = """
        def test_leak():
            asyncio.run(leak())
    """
    pytester.makeini("[pytest]\nasyncx_allow = task-leaked\nasyncx_fail_on = warning\n")

    result = run(pytester, suite, "--asyncx")

    result.assert_outcomes(passed=1)
    assert section(result) == []


def test_failed_and_expected_failures_do_not_fail_twice(pytester: pytest.Pytester) -> None:
    """A test that has failed has said enough, and one that is expected to fail has done so."""
    suite = """
        def test_fails():
            asyncio.run(leak())
            assert 0

        @pytest.mark.xfail
        def test_xfails():
            asyncio.run(leak())
            assert 0
    """

    result = run(pytester, suite, "--asyncx", "-oasyncx_fail_on=warning")

    result.assert_outcomes(failed=1, xfailed=1)


def test_wrong_marker(pytester: pytest.Pytester) -> None:
    """A marker that means nothing fails its test, and says what was meant; the others run."""
    wrong = {
        'fail_on=["task-leked"]': ['there is no rule "task-leked"', "did you mean   task-leaked"],
        'fail_on="task-leked"': ["did you mean   task-leaked"],
        'allow=["problem"]': ['there is no rule "problem"'],
        'fail_onn=["task-leaked"]': ['the marker asyncx has no "fail_onn"', "did you mean    fail_on"],
        '"task-leaked"': ["the marker asyncx takes no value without a name"],
        "allow=7": ["allow of the marker asyncx is 7, not a list of names"],
    }
    suite = "def test_right(): pass\n" + "".join(
        f"@pytest.mark.asyncx({marker})\ndef test_{number}(): pass\n" for number, marker in enumerate(wrong)
    )

    result = run(pytester, suite, "--asyncx")

    result.assert_outcomes(passed=1, errors=len(wrong))
    out = result.stdout.str()
    for number, said in enumerate(wrong.values()):
        report = out.partition(f"ERROR at setup of test_{number} ")[2].partition(f"test_{number + 1} __")[0]
        for text in said:
            assert text in report, number


@pytest.mark.parametrize("option", ["asyncx_fail_on=loop-bloked", "asyncx_allow=loop-bloked"])
def test_wrong_file(pytester: pytest.Pytester, option: str) -> None:
    """A wrong name in the configuration is a usage error, before any test."""
    result = run(pytester, "def test_right(): pass", "--asyncx", f"-o{option}")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(['*there is no rule "loop-bloked"*', "*did you mean*loop-blocked*"])


def test_hang_can_be_allowed(pytester: pytest.Pytester) -> None:
    """It is shown like a rule, so it can be named like one."""
    suite = """
        @pytest.mark.asyncx(fail_on=["hang"])
        @pytest.mark.timeout(0.5)
        def test_hangs():
            asyncio.run(refresh())
    """
    pytest.importorskip("pytest_timeout")

    shown = run(pytester, suite, "--asyncx", "--timeout=10")
    hidden = run(pytester, suite, "--asyncx", "--timeout=10", "-oasyncx_allow=hang")

    assert found_in(shown) == ["test_hangs"]
    assert section(hidden) == []
    hidden.assert_outcomes(failed=1)


def test_no_folder(pytester: pytest.Pytester) -> None:
    """Pages among the sources are not what anybody wants."""
    result = run(pytester, "def test_right(): pass", "--asyncx", "-oasyncx_dir=")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*asyncx_dir names no folder*", "*asyncx_dir = build/asyncx*"])


def test_folder_can_be_chosen(pytester: pytest.Pytester) -> None:
    """`asyncx_dir`, relative to the root, or anywhere."""
    suite = """
        def test_leak():
            asyncio.run(leak())
    """

    result = run(pytester, suite, "--asyncx", "-oasyncx_dir=build/traces")

    assert section(result)[-1].endswith("build/traces/test_shop/test_leak.html")
    assert (pytester.path / "build/traces/test_shop/test_leak.html").is_file()
