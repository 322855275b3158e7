"""With the flag pytest says what it says without it: outcomes, order, warnings, tracebacks."""

from __future__ import annotations

import re
import textwrap

import pytest

from .suites import ASYNCIO_MODE, run, section

SUITE = """
    import gc
    import threading
    import warnings

    import pytest_asyncio

    @pytest_asyncio.fixture(scope="module", loop_scope="module")
    async def shared():
        yield asyncio.get_running_loop()

    @pytest_asyncio.fixture
    async def broken():
        yield 1
        raise LookupError("in the teardown")

    async def boom():
        raise ValueError("card refused")

    def test_passes():
        assert asyncio.run(asyncio.sleep(0, 7)) == 7

    def test_fails():
        asyncio.run(boom())

    @pytest.mark.asyncio
    async def test_error_at_teardown(broken):
        assert broken

    def test_never_retrieved():
        async def main():
            task = asyncio.create_task(boom(), name="lost")
            await asyncio.sleep(0.001)

        asyncio.run(main())
        gc.collect()

    def test_never_awaited():
        refresh()
        gc.collect()

    def test_unraisable():
        class Bad:
            def __del__(self):
                raise OSError("at the end")

        Bad()
        gc.collect()

    def test_in_a_thread_fails():
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()

    def test_warns():
        warnings.warn("old", DeprecationWarning)

    @pytest.mark.skip(reason="not today")
    def test_skipped():
        pass

    @pytest.mark.xfail(strict=True)
    def test_xfails():
        asyncio.run(boom())

    @pytest.mark.asyncio(loop_scope="module")
    async def test_shared(shared):
        assert shared is asyncio.get_running_loop()

    def test_names():
        async def main():
            tasks = [asyncio.create_task(tidy()) for _ in range(2)]
            await asyncio.gather(*tasks)
            return [task.get_name() for task in tasks]

        first, second = asyncio.run(main())
        assert int(second[5:]) == int(first[5:]) + 1

    def test_log(caplog):
        async def main():
            asyncio.get_running_loop().call_exception_handler({"message": "told"})

        asyncio.run(main())
        assert [record.message for record in caplog.records] == ["told"]

    def test_debug():
        loop = asyncio.new_event_loop()
        loop.set_debug(True)
        loop.run_until_complete(tidy())
        assert "test_shop.py" in repr(loop.call_soon(print))
        loop.close()

    def test_threads():
        assert [thread.name for thread in threading.enumerate()] == ["MainThread"]
"""


def seen(result: pytest.RunResult) -> list[str]:
    """What pytest has printed, but for addresses, times, the folder, and our own section."""
    lines = [line.rstrip() for line in result.outlines]
    ours = set(section(result))
    kept = [line for line in lines if line not in ours and line.strip("=") != " asyncx "]
    text = "\n".join(line for line in kept if not line.startswith(("rootdir:", "plugins:")))
    text = re.sub(r"0x[0-9a-f]+", "0x", text)
    text = re.sub(r" in \d+\.\d+s", " in", re.sub(r"=+", "=", text))
    return re.sub(r"Task-\d+", "Task", text).split("\n")


def test_same_report(pytester: pytest.Pytester) -> None:
    """Failures, errors, warnings of every kind, their texts and their order."""
    pytest.importorskip("pytest_asyncio")
    arguments = [ASYNCIO_MODE, "-v", "-rA", "--no-header"]
    allow = "-oasyncx_allow=error-lost never-awaited"
    bare = run(pytester, SUITE, "-p", "no:asyncx", *arguments)

    watched = run(pytester, SUITE, *arguments, "--asyncx", allow)

    bare.assert_outcomes(passed=12, failed=1, errors=1, skipped=1, xfailed=1, warnings=4)
    assert seen(watched) == seen(bare)


BROKEN = """
    import pytest

    @pytest.fixture
    def broken():
        raise ValueError("no database")

    @pytest.fixture(scope="module")
    def broken_for_all():
        try:
            raise KeyError("url")
        except KeyError as error:
            raise ValueError("no database") from error

    @pytest.fixture
    def yields_nothing():
        return 1
        yield

    @pytest.fixture
    def asks(request):
        return request.getfixturevalue("broken")
"""


@pytest.mark.parametrize("traceback", ["auto", "short", "native"])
def test_errors_of_fixtures_elsewhere(pytester: pytest.Pytester, traceback: str) -> None:
    """Their tracebacks go through our hooks, and do not show them."""
    pytester.makeconftest(textwrap.dedent(BROKEN))
    suite = """
        def test_setup(broken): pass
        def test_wider(broken_for_all): pass
        def test_wider_again(broken_for_all): pass
        def test_all_is_hidden(yields_nothing): pass
        def test_in_another(asks): pass
        def test_in_the_test(request): request.getfixturevalue("broken")
        def test_none_there(missing): pass
    """
    arguments = [f"--tb={traceback}", "--no-header", "-p", "no:asyncio", "-p", "no:anyio"]
    bare = run(pytester, suite, *arguments)

    watched = run(pytester, suite, *arguments, "--asyncx")

    bare.assert_outcomes(failed=1, errors=6)
    assert seen(watched) == seen(bare)
