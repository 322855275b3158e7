"""Tests that call asyncio.run() themselves: what is said, and what is not."""

from __future__ import annotations

import pytest

from .suites import found_in, line_of, run, section

pytest_plugins = ["pytester"]


def test_silent_when_all_is_well(pytester: pytest.Pytester) -> None:
    """No section, no count, no file, and not a word in the header."""
    suite = """
        def test_sync():
            assert True

        def test_tidy():
            asyncio.run(tidy())
    """

    result = run(pytester, suite, "--asyncx")

    result.assert_outcomes(passed=2)
    assert not [line for line in result.outlines if "asyncx" in line and not line.startswith("plugins:")]
    assert not (pytester.path / ".asyncx").exists()


def test_leaked_task_gets_a_section(pytester: pytest.Pytester) -> None:
    """The task, the line that made it, the file with the trace; and a count in the last line."""
    suite = """
        def test_checkout():
            asyncio.run(leak())

        def test_tidy():
            asyncio.run(tidy())
    """

    result = run(pytester, suite, "--asyncx")

    lines = section(result)
    assert lines[0] == "test_shop.py::test_checkout"
    assert "! task-leaked   refresh never ended" in lines[1]
    assert lines[3].split()[:2] == [line_of(pytester, 'name="refresh")'), "task"]
    assert lines[-1].split() == ["trace", ".asyncx/test_shop/test_checkout.html"]
    assert (pytester.path / ".asyncx/test_shop/test_checkout.html").is_file()
    assert "2 passed, 1 task leaked in" in result.outlines[-1]
    assert result.ret == 0


def test_blocked_loop_is_named_with_its_line(pytester: pytest.Pytester) -> None:
    """The line of time.sleep(), and that another task was due."""
    suite = """
        async def block():
            other = asyncio.create_task(asyncio.sleep(0.01))
            await asyncio.sleep(0)
            time.sleep(0.2)
            await other

        def test_block():
            asyncio.run(block())
    """

    result = run(pytester, suite, "--asyncx")

    assert found_in(result) == ["test_block"]
    assert "loop-blocked" in section(result)[1]
    assert line_of(pytester, "time.sleep(0.2)") in "\n".join(section(result))


def test_lost_error_is_told(pytester: pytest.Pytester) -> None:
    """A task raised, and nobody asked."""
    suite = """
        async def boom():
            raise ValueError("card refused")

        async def lose():
            task = asyncio.create_task(boom())
            await asyncio.sleep(0.001)

        @pytest.mark.filterwarnings("ignore")
        def test_lose():
            asyncio.run(lose())
    """

    result = run(pytester, suite, "--asyncx")

    assert found_in(result) == ["test_lose"]
    assert "error-lost" in section(result)[1]


def test_failing_test_keeps_its_report(pytester: pytest.Pytester) -> None:
    """The report of a failure is what it was, and the section comes after it."""
    suite = """
        def test_fails():
            asyncio.run(leak())
            assert 1 == 2
    """

    bare = run(pytester, suite)
    watched = run(pytester, suite, "--asyncx")

    def report(result: pytest.RunResult) -> list[str]:
        lines = result.outlines
        begin = next(at for at, line in enumerate(lines) if " FAILURES " in line)
        end = next(at for at, line in enumerate(lines) if at > begin and line.startswith("===="))
        return lines[begin:end]

    assert report(watched) == report(bare)
    watched.assert_outcomes(failed=1)
    out = watched.stdout.str()
    assert out.index(" FAILURES ") < out.index(" asyncx ") < out.index("1 failed")


def test_run_again(pytester: pytest.Pytester) -> None:
    """Plugins run tests again that have failed: each run has its own section, and its own page."""
    pytester.makeconftest(
        """
        from _pytest.runner import runtestprotocol

        def pytest_runtest_protocol(item, nextitem):
            for _ in range(2):
                runtestprotocol(item, nextitem=nextitem)
            return True
        """
    )
    suite = """
        names = iter(["first", "second"])

        async def leak_another():
            asyncio.create_task(refresh(), name=next(names))
            await asyncio.sleep(0)

        def test_leak():
            asyncio.run(leak_another())
    """

    result = run(pytester, suite, "--asyncx")

    result.assert_outcomes(passed=2)
    assert found_in(result) == ["test_leak", "test_leak (run 2)"]
    pages = [pytester.path / f".asyncx/test_shop/test_leak{again}.html" for again in ("", ".run2")]
    assert ["second never ended" in page.read_text() for page in pages] == [False, True]


def test_coroutine_never_awaited(pytester: pytest.Pytester) -> None:
    """The warning that pytest shows anyway is a finding, too."""
    suite = """
        def test_forgot():
            async def main():
                refresh()

            asyncio.run(main())
    """

    result = run(pytester, suite, "--asyncx")

    result.assert_outcomes(passed=1, warnings=1)
    assert found_in(result) == ["test_forgot"]
    assert "never-awaited" in section(result)[1]


@pytest.mark.parametrize("arguments", [[], ["-q"], ["-v"], ["--tb=no", "-rA"]])
def test_loud_and_quiet(pytester: pytest.Pytester, arguments: list[str]) -> None:
    """The section is there however much pytest prints."""
    suite = """
        def test_checkout():
            asyncio.run(leak())
    """

    result = run(pytester, suite, "--asyncx", *arguments)

    assert found_in(result) == ["test_checkout"]
    assert "1 passed, 1 task leaked in" in result.outlines[-1]


def test_hostile_names_are_shown_as_text(pytester: pytest.Pytester) -> None:
    """An escape sequence in the name of a task does not reach the terminal."""
    suite = r"""
        async def evil():
            task = asyncio.create_task(refresh(), name="\x1b[31mred\u202e")
            await asyncio.sleep(0)

        def test_evil():
            asyncio.run(evil())
    """

    result = run(pytester, suite, "--asyncx", "--color=no")

    assert found_in(result) == ["test_evil"]
    assert "\x1b" not in result.stdout.str()
    assert "\\x1b[31mred" in section(result)[1]


@pytest.mark.parametrize(("option", "watched"), [("-q", True), ("--collect-only", False)])
def test_it_is_all_there_before_the_first_test(pytester: pytest.Pytester, option: str, watched: bool) -> None:
    """A time limit of the first one is for the test alone."""
    pytester.makeconftest("""
        import pytest, sys

        @pytest.hookimpl(tryfirst=True)
        def pytest_runtestloop():
            print("watched" if "asyncx.kernel.watching" in sys.modules else "bare")
    """)

    result = run(pytester, "def test_right(): pass", "--asyncx", "-s", option)

    assert ("watched" if watched else "bare") in result.outlines
