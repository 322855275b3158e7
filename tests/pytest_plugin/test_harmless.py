"""With the flag asyncio is what it is without it, during the tests and after."""

from __future__ import annotations

import sys

import pytest

from .suites import run, section

pytest_plugins = ["pytester"]


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
