"""pytest-asyncio and anyio: loops that outlive a test, fixtures of a wider scope, tests inside a host."""

from __future__ import annotations

import pytest

from .suites import ASYNCIO_MODE, found_in, line_of, run, section

pytest_plugins = ["pytester"]


@pytest.fixture(autouse=True)
def _plugins() -> None:
    pytest.importorskip("pytest_asyncio")
    pytest.importorskip("anyio")


def test_each_test_has_its_loop(pytester: pytest.Pytester) -> None:
    """The test that leaks is told apart from those that do not, with async fixtures around them."""
    suite = """
        import pytest_asyncio

        pytestmark = pytest.mark.asyncio

        @pytest_asyncio.fixture
        async def server():
            task = asyncio.create_task(refresh(), name="server")
            yield task
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

        @pytest_asyncio.fixture
        async def careless():
            yield asyncio.create_task(refresh(), name="left by a fixture")

        async def test_tidy(server):
            await tidy()

        async def test_leak(server):
            await leak()

        async def test_careless(careless):
            await asyncio.sleep(0)

        async def test_after():
            await tidy()
    """

    result = run(pytester, suite, "--asyncx", ASYNCIO_MODE)

    result.assert_outcomes(passed=4)
    assert found_in(result) == ["test_leak", "test_careless"]
    assert "left by a fixture never ended" in "\n".join(section(result))


def test_one_loop_for_all(pytester: pytest.Pytester) -> None:
    """A task that is left pending is told in the test that made it, and in no later one."""
    suite = """
        pytestmark = pytest.mark.asyncio(loop_scope="session")
        kept = []

        def keep():
            kept.append(asyncio.create_task(refresh(), name="refresh"))

        async def test_before():
            await tidy()

        async def test_leak():
            keep()
            await asyncio.sleep(0)

        async def test_leak_at_the_same_line():
            kept[0].set_name("older")
            keep()
            await asyncio.sleep(0)

        async def test_after():
            await tidy()

        async def test_cancelled_but_not_yet_run():
            asyncio.create_task(refresh()).cancel()

        async def test_last():
            await asyncio.sleep(0)
    """

    result = run(pytester, suite, "--asyncx", ASYNCIO_MODE)

    result.assert_outcomes(passed=6)
    assert found_in(result) == ["test_leak", "test_leak_at_the_same_line"]
    assert "2 tasks leaked" in result.outlines[-1]
    assert "older" not in "\n".join(section(result))


def test_tasks_of_earlier_tests_are_told_with_their_test(pytester: pytest.Pytester) -> None:
    """What they do in a later one is not blamed on it; and that they go on is not called the end."""
    suite = """
        import gc

        pytestmark = pytest.mark.asyncio(loop_scope="module")
        kept = []

        async def block(after):
            await asyncio.sleep(after)
            time.sleep(0.2)

        async def boom(after):
            await asyncio.sleep(after)
            raise ValueError("too late")

        async def test_starts():
            kept.append(asyncio.create_task(block(0.01), name="worker"))
            kept.append(asyncio.create_task(boom(0.25), name="bomb"))
            await asyncio.sleep(0)

        async def test_held():
            await asyncio.sleep(0.05)

        async def test_waits():
            await asyncio.sleep(0.2)

        async def test_collects():
            kept.clear()
            gc.collect()
    """

    result = run(pytester, suite, "--asyncx", ASYNCIO_MODE)

    assert "= 4 passed, " in result.outlines[-1]
    assert found_in(result) == ["test_starts", "test_held", "test_collects"]
    told = " ".join(" ".join(section(result)).split())
    assert "worker had not ended when the test did, nor was its loop closed." in told
    assert "worker held the loop" in told
    assert "worker was made in test_starts." in told
    assert "and nobody ever asked for it. The task was made in test_starts." in told
    assert told.count("was made in") == 2
    assert line_of(pytester, 'ValueError("too late")') in told


def test_fixture_of_the_module_may_have_tasks(pytester: pytest.Pytester) -> None:
    """What it starts, and what its tasks start in turn, is nobody's leak; the tests' own tasks are."""
    suite = """
        import pytest_asyncio

        pytestmark = pytest.mark.asyncio(loop_scope="module")
        kept = set()

        async def accept(queue):
            while True:
                await queue.get()
                kept.add(asyncio.create_task(refresh(), name="connection"))

        @pytest_asyncio.fixture(scope="module", loop_scope="module")
        async def server():
            queue = asyncio.Queue()
            task = asyncio.create_task(accept(queue), name="server")
            await asyncio.sleep(0)
            yield queue
            for each in [task, *kept]:
                each.cancel()
            await asyncio.gather(task, *kept, return_exceptions=True)

        async def test_first(server):
            server.put_nowait(1)
            await asyncio.sleep(0.001)

        async def test_second(server):
            server.put_nowait(2)
            await asyncio.sleep(0.001)

        async def test_leak(server):
            kept.add(asyncio.create_task(refresh(), name="refresh"))
            await asyncio.sleep(0)

        async def test_last(server):
            await tidy()
    """

    result = run(pytester, suite, "--asyncx", ASYNCIO_MODE)

    result.assert_outcomes(passed=4)
    assert found_in(result) == ["test_leak"]


def test_what_a_wider_fixture_does_is_told_with_its_name(pytester: pytest.Pytester) -> None:
    """Its setup is in the first test that uses it, its teardown in the last one of all: neither did it."""
    suite = """
        import pytest_asyncio

        pytestmark = pytest.mark.asyncio(loop_scope="session")

        async def hold():
            task = asyncio.create_task(asyncio.sleep(0.01), name="due")
            await asyncio.sleep(0)
            time.sleep(0.2)
            await task

        @pytest_asyncio.fixture(scope="session", loop_scope="session")
        async def outer():
            yield
            await leak()

        @pytest_asyncio.fixture(scope="session", loop_scope="session")
        async def inner(outer):
            await hold()
            yield

        async def test_first(inner):
            await tidy()

        async def test_last():
            await hold()
    """

    result = run(pytester, suite, "--asyncx", ASYNCIO_MODE)

    result.assert_outcomes(passed=2)
    assert found_in(result) == ["test_first", "test_last"]
    told = " ".join(" ".join(section(result)).split())
    first, _, last = told.partition("::test_last")
    assert first.count("This was in the setup of the session fixture inner.") == 1
    assert last.count("This was in") == 1
    assert "at exit, silently. This was in the teardown of the session fixture outer." in last


def test_anyio(pytester: pytest.Pytester) -> None:
    """Anyio's tests run inside a task of anyio's own; with a module's fixture it outlives them."""
    suite = """
        import anyio

        pytestmark = pytest.mark.anyio

        @pytest.fixture(scope="module")
        def anyio_backend():
            return "asyncio"

        @pytest.fixture(scope="module")
        async def group():
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(anyio.sleep, 3600)
                yield tasks
                tasks.cancel_scope.cancel()

        async def test_alone():
            await tidy()

        async def test_leak_alone():
            await leak()

        async def test_tidy(group):
            group.start_soon(anyio.sleep, 3600)
            await tidy()

        async def test_leak(group):
            await leak()

        async def test_timeout(group):
            with anyio.move_on_after(0.001):
                await anyio.sleep(3600)

        async def test_last(group):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(anyio.sleep, 0)
    """

    result = run(pytester, suite, "--asyncx")

    result.assert_outcomes(passed=6)
    assert found_in(result) == ["test_leak_alone", "test_leak"]


def test_the_other_loop_of_anyio_is_left_alone(pytester: pytest.Pytester) -> None:
    """Trio is not asyncio, so there is nothing to say."""
    pytest.importorskip("trio")
    suite = """
        import anyio

        @pytest.mark.anyio
        @pytest.mark.parametrize("anyio_backend", ["trio"])
        async def test_trio():
            await anyio.sleep(0)
    """

    result = run(pytester, suite, "--asyncx")

    result.assert_outcomes(passed=1)
    assert section(result) == []
