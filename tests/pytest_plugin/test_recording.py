"""Tests that are long, files that are full, and threads: each test still has all of its own, and no more."""

from __future__ import annotations

import pytest

from .suites import found_in, run, section

pytest_plugins = ["pytester"]

SUITE = """
    async def many():
        for _ in range(6000):
            await asyncio.sleep(0)
        await leak()

    def test_many_pages():
        asyncio.run(many())

    def test_after():
        asyncio.run(tidy())

    def test_in_threads():
        from threading import Thread

        threads = [Thread(target=asyncio.run, args=(leak(),)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def test_tidy_in_threads():
        from threading import Thread

        thread = Thread(target=asyncio.run, args=(tidy(),))
        thread.start()
        thread.join()

    def test_same_lines_again(asyncx_trace):
        asyncio.run(leak())
        assert asyncx_trace.task("refresh").coro == "refresh"
        assert asyncx_trace.trace.tasks[0].place.function == "test_same_lines_again"
"""

LEAKING = ["test_many_pages", "test_in_threads", "test_same_lines_again"]


@pytest.mark.parametrize("largest", [64_000_000, 1])
def test_long_runs(pytester: pytest.Pytester, largest: int) -> None:
    """Whether all are in one file, or each has a new one."""
    pytester.makeconftest(f"from asyncx.pytest_plugin import recording\n\nrecording.LARGEST = {largest}\n")

    result = run(pytester, SUITE, "--asyncx", "-oasyncx_allow=loop-busy loop-blocked")

    result.assert_outcomes(passed=5)
    assert found_in(result) == LEAKING
    assert "could not" not in "\n".join(section(result))
    assert "5 tasks leaked" in result.outlines[-1]


def test_no_file_is_left(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in the folder for temporary files, however the session ended."""
    folder = pytester.mkdir("temporary")
    monkeypatch.setenv("TMPDIR", str(folder))
    suite = """
        import os

        def test_leak():
            asyncio.run(leak())

        def test_crash():
            asyncio.run(leak())
            os._exit(3)
    """

    result = run(pytester, suite, "--asyncx", "-p", "no:faulthandler", "-s")

    assert result.ret == 3
    assert [path.name for path in folder.iterdir() if path.name.startswith("asyncx")] == []


def test_no_room(pytester: pytest.Pytester) -> None:
    """When nothing can be written the tests run, and the section says why it is empty."""
    pytester.makeconftest(
        """
        from asyncx.kernel import watching

        def no_room(config):
            raise OSError(28, "No space left on device")

        watching.install = no_room
        """
    )

    result = run(pytester, SUITE.replace("(asyncx_trace)", "()").partition("assert")[0], "--asyncx")

    result.assert_outcomes(passed=5)
    assert "No space left on device" in "\n".join(section(result))
