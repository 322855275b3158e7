"""The fixture asyncx_trace: what a test can assert of itself, with and without the flag."""

from __future__ import annotations

import pytest

from .suites import ASYNCIO_MODE, found_in, run, section

pytest_plugins = ["pytester"]

SUITE = """
    def test_tasks(asyncx_trace):
        asyncio.run(leak())

        task = asyncx_trace.task("refresh")
        assert (task.outcome, task.steps, task.cancelled_by) == ("cancelled", 2, ["_cancel_all_tasks"])
        assert asyncx_trace.task("leak").outcome == "returned"
        assert asyncx_trace.tasks[-1] == "refresh"
        assert [finding.rule for finding in asyncx_trace.findings] == ["task-leaked"]

    def test_starts_afresh(asyncx_trace):
        assert asyncx_trace.tasks == []
        assert asyncx_trace.findings == ()
        asyncio.run(tidy())
        assert asyncx_trace.findings == ()
        assert asyncx_trace.trace.run.target.endswith("::test_starts_afresh")

    def test_failing_asks(asyncx_trace):
        asyncio.run(tidy())
        for ask, said in (
            (lambda: asyncx_trace.task("refesh"), 'no task "refesh" ran; there were: .*refresh'),
            (lambda: asyncx_trace.printed, "what a test prints is not recorded"),
            (lambda: asyncx_trace.taks, "asyncx_trace has no taks; it has .*tasks"),
        ):
            with pytest.raises(Exception, match=said):
                ask()

    def test_without_it():
        asyncio.run(leak())

    def test_on_request(request):
        trace = request.getfixturevalue("asyncx_trace")
        asyncio.run(tidy())
        assert trace.task("tidy").outcome == "returned"
"""


def test_without_the_flag(pytester: pytest.Pytester) -> None:
    """The tests that ask are recorded, and nothing is printed of it."""
    result = run(pytester, SUITE, "--strict-markers")

    result.assert_outcomes(passed=5)
    assert section(result) == []
    assert not (pytester.path / ".asyncx").exists()


def test_with_the_flag(pytester: pytest.Pytester) -> None:
    """All tests are recorded, and those that leak have a section."""
    result = run(pytester, SUITE, "--asyncx")

    result.assert_outcomes(passed=5)
    assert found_in(result) == ["test_tasks", "test_without_it"]


def test_failing_asks_are_shown_where_they_are(pytester: pytest.Pytester) -> None:
    """With the line of the test, and none of ours; what can be asked for instead is said."""
    suite = """
        def test_task(asyncx_trace):
            asyncx_trace.task("refesh")

        def test_coro(asyncx_trace):
            asyncx_trace.coro("refesh")

        def test_printed(asyncx_trace):
            asyncx_trace.printed

        def test_other(asyncx_trace):
            asyncx_trace.taks
    """

    result = run(pytester, suite, "--tb=long")

    result.assert_outcomes(failed=4)
    text = result.stdout.str()
    assert "seen.py" not in text
    assert "vocabulary.py" not in text
    assert "asyncx_trace has no taks; it has cause, coro, end, " in text
    assert ", printed" not in text


def test_from_inside_the_loop(pytester: pytest.Pytester) -> None:
    """In an async test the tasks can be looked at while they run; they are no leaks then."""
    pytest.importorskip("pytest_asyncio")
    suite = """
        @pytest.mark.asyncio
        async def test_inside(asyncx_trace):
            task = asyncio.create_task(refresh(), name="refresh")
            await asyncio.sleep(0.001)
            assert asyncx_trace.task("refresh").outcome == "never ended"
            assert asyncx_trace.task("refresh").waits == ["sleep(3600)"]
            assert asyncx_trace.findings == ()
            task.cancel("enough")
            await asyncio.gather(task, return_exceptions=True)
            assert asyncx_trace.task("refresh").outcome == "cancelled"
            assert asyncx_trace.task("refresh").cancels == 1
    """

    for flags in ([], ["--asyncx"]):
        result = run(pytester, suite, ASYNCIO_MODE, *flags)

        result.assert_outcomes(passed=1)
        assert section(result) == []
