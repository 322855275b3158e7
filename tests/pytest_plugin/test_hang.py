"""A test that is stopped from outside: what it waited for."""

from __future__ import annotations

import pytest

from asyncx.pytest_plugin.hang import hang
from tests.traces import Script

from .suites import ASYNCIO_MODE, found_in, line_of, run, section

pytest_plugins = ["pytester"]

STOPPED = """
    import signal

    def stop(signum, frame):
        pytest.fail("too long")

    @pytest.fixture
    def limit():
        before = signal.signal(signal.SIGALRM, stop)
        yield
        signal.signal(signal.SIGALRM, before)

    def arm():
        signal.setitimer(signal.ITIMER_REAL, 0.1)

    async def reader(event):
        arm()  # not earlier: a busy machine may take that long to get here
        await event.wait()

    async def hang():
        event = asyncio.Event()
        task = asyncio.create_task(reader(event), name="reader")
        await task
"""


def test_time_limit(pytester: pytest.Pytester) -> None:
    """As pytest-timeout does it: an error comes up out of the loop's select()."""
    suite = (
        STOPPED
        + """
    def test_hang(limit):
        asyncio.run(hang())
"""
    )

    result = run(pytester, suite, "--asyncx", "-oasyncx_allow=deadlock")

    result.assert_outcomes(failed=1)
    assert found_in(result) == ["test_hang"]
    said = " ".join(" ".join(section(result)).split())
    assert "✗ hang The test was stopped after" in said
    assert f"reader waited for Event.wait at {line_of(pytester, 'event.wait()')}" in said
    assert f"hang waited for reader at {line_of(pytester, 'await task')}" in said
    assert "1 hang" in result.outlines[-1]


@pytest.mark.parametrize("runs", ["asyncio.run(hang())", "loop.run_until_complete(hang())"])
def test_interrupted(pytester: pytest.Pytester, runs: str) -> None:
    """Ctrl-C ends all tests; the section of the one that was under way is there."""
    suite = (
        STOPPED
        + f"""
    def test_hang():
        loop = asyncio.new_event_loop()
        signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGINT))
        {runs}

    def test_never():
        pass
"""
    )

    result = run(pytester, suite, "--asyncx", "-oasyncx_allow=deadlock")

    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert found_in(result) == ["test_hang"]
    said = " ".join(" ".join(section(result)).split())
    assert "✗ hang The test was stopped after" in said
    assert "reader waited for Event.wait" in said


def test_hang_in_a_fixture(pytester: pytest.Pytester) -> None:
    """A setup that hangs is told as well."""
    pytest.importorskip("pytest_asyncio")
    suite = (
        STOPPED
        + """
    import pytest_asyncio

    @pytest_asyncio.fixture
    async def database():
        await reader(asyncio.Event())

    @pytest.mark.asyncio
    async def test_hang(limit, database):
        pass
"""
    )

    result = run(pytester, suite, "--asyncx", ASYNCIO_MODE, "-oasyncx_allow=deadlock")

    result.assert_outcomes(errors=1)
    assert found_in(result) == ["test_hang"]
    assert "waited for Event.wait" in " ".join(" ".join(section(result)).split())


@pytest.mark.parametrize("method", ["signal", "thread"])
def test_pytest_timeout(pytester: pytest.Pytester, method: str) -> None:
    """Its two ways: an error in the main thread, or all stacks and the end of the process."""
    pytest.importorskip("pytest_timeout")
    suite = (
        STOPPED
        + """
    def arm():
        pass

    def test_hang():
        asyncio.run(hang())
"""
    )

    result = run(
        pytester, suite, "--asyncx", "-oasyncx_allow=deadlock", "--timeout=0.5", f"--timeout-method={method}"
    )

    assert result.ret == 1
    said = " ".join(" ".join(result.outlines).split())
    assert "test_shop.py::test_hang ✗ hang The test was stopped after" in said
    assert f"reader waited for Event.wait at {line_of(pytester, 'event.wait()')}" in said


def test_on_a_machine_that_had_no_cpu_for_it() -> None:
    """That is recorded when the loop stops, which had been idle until then for all that."""
    script = Script()
    main = script.task("main")
    script.step(main)
    script.wait(main, "main")
    script.add("loop.idle", loop=1)
    script.at(200).add("loop.starved", loop=1, since=0, waited=90_000_000)
    script.add("loop.stop", loop=1)

    (found,) = hang(script.trace(clock="real"))

    assert found.sentence.startswith(
        "The test was stopped after 200 ms in which its loop had nothing to do: main "
    )
