"""With the flag the tests do what they do without it: outcomes, order, warnings, and asyncio itself after."""

from __future__ import annotations

import re
import sys
import textwrap

import pytest

from .suites import ASYNCIO_MODE, run, section

pytest_plugins = ["pytester"]

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


def test_asyncio_is_as_it_was(pytester: pytest.Pytester) -> None:
    """When the session is over, every attribute of asyncio, threading and warnings is what it was before."""
    pytester.makeconftest(
        """
        import asyncio, asyncio.base_events, asyncio.events, asyncio.tasks, concurrent.futures.thread
        import logging, threading, warnings

        HOLDERS = [
            asyncio, asyncio.events, asyncio.tasks, asyncio.base_events.BaseEventLoop, asyncio.events.Handle,
            asyncio.events.TimerHandle, asyncio.Task, asyncio.Lock, asyncio.Queue, threading.Thread,
            concurrent.futures.thread._WorkItem, warnings,
        ]
        # Two methods of handles stay hooked; asyncio.run() and pytest change the others.
        LEFT_OUT = {
            "__new__", "__repr__", "filters", "_onceregistry", "onceregistry", "_event_loop_policy",
            "_showwarnmsg_impl",
        }

        def state():
            found = {
                (str(holder), name): value
                for holder in HOLDERS
                for name, value in vars(holder).items()
                if name not in LEFT_OUT
            }
            found["filters"] = list(logging.getLogger("asyncio").filters)
            found["threads"] = threading.active_count()
            return found

        BEFORE = state()

        def pytest_unconfigure(config):
            after = state()
            changed = [name for name in BEFORE if after.get(name) is not BEFORE[name] != after.get(name)]
            print("changed:", changed, "added:", sorted(map(str, after.keys() - BEFORE.keys())))
        """
    )
    suite = """
        def test_leak():
            asyncio.run(leak())

        def test_trace(asyncx_trace):
            asyncio.run(tidy())
    """

    for flags in ([], ["--asyncx"]):
        result = run(pytester, suite, *flags)

        result.assert_outcomes(passed=2)
        result.stdout.fnmatch_lines(["changed: [[][]] added: [[][]]"])


def test_monkeypatched_asyncio(pytester: pytest.Pytester) -> None:
    """What a test replaces is what it finds there; it is put back, and recording goes on."""
    suite = """
        def test_patch(monkeypatch):
            async def nothing(delay):
                return "patched"

            monkeypatch.setattr(asyncio, "sleep", nothing)
            monkeypatch.setattr(asyncio.BaseEventLoop, "create_task", asyncio.BaseEventLoop.create_task)
            assert asyncio.run(asyncio.sleep(3600)) == "patched"

        def test_replace():
            class Handle(asyncio.Handle):
                pass

            asyncio.events.Handle = Handle
            assert asyncio.run(asyncio.sleep(0, "run")) == "run"
            asyncio.events.Handle = asyncio.Handle

        def test_leak():
            asyncio.run(leak())
    """

    result = run(pytester, suite, "--asyncx")

    result.assert_outcomes(passed=3)
    assert "1 task leaked" in result.outlines[-1]


def test_recorder_that_fails(pytester: pytest.Pytester) -> None:
    """When recording breaks down the tests go on, and the section says from where on it has."""
    suite = """
        def test_leak():
            asyncio.run(leak())

        def test_breaks():
            from asyncx.kernel.recorder import Recorder
            import gc

            for recorder in [each for each in gc.get_objects() if isinstance(each, Recorder)]:
                recorder.fail(OSError("no room"))
            asyncio.run(leak())

        def test_after():
            asyncio.run(leak())
    """

    result = run(pytester, suite, "--asyncx")

    result.assert_outcomes(passed=3)
    assert "from test_shop.py::test_breaks on nothing was recorded" in "\n".join(section(result))
    assert "1 task leaked" in result.outlines[-1]


def test_asyncx_run_goes_before(pytester: pytest.Pytester) -> None:
    """A process is watched once: under `asyncx run` the flag is left out, and says so."""
    pytester.makepyfile(test_shop="import asyncio\n\ndef test_a():\n    asyncio.run(asyncio.sleep(0))\n")

    result = pytester.run(
        sys.executable,
        "-m",
        "asyncx",
        "run",
        "-q",
        "-m",
        "pytest",
        "--asyncx",
        "-p",
        "no:cacheprovider",
        timeout=120,
    )

    result.assert_outcomes(passed=1)
    assert "nothing was recorded: asyncx run watches this process already" in section(result)
