"""The pytest plugin: `pytest --asyncx` says what is wrong with the asyncio side of each test.

This module is all that is imported without the flag: two options, a marker, a fixture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .seen import Seen
    from .watcher import Watcher

MARKER = (
    "asyncx(fail_on=[...], allow=[...]): with --asyncx, the rules or severities whose findings fail this "
    "test, and the rules whose findings it may have"
)
_WATCHER = "asyncx-watcher"


def pytest_addoption(parser: pytest.Parser) -> None:
    """One flag, and its settings in the configuration file."""
    parser.getgroup("asyncx", "what asyncio does in the tests").addoption(
        "--asyncx",
        action="store_true",
        default=False,
        help="watch asyncio in every test; say which leak a task, block the loop, lose an error or hang",
    )
    parser.addini("asyncx_fail_on", "findings that fail a test: rules, or problem, warning, note", "args", [])
    parser.addini("asyncx_allow", "rules whose findings are never shown", "args", [])
    parser.addini("asyncx_dir", "where the pages of tests with findings are saved", default=".asyncx")


def pytest_configure(config: pytest.Config) -> None:
    """The marker is known with and without the flag; the rest is there with it."""
    config.addinivalue_line("markers", MARKER)
    if config.getoption("asyncx"):
        from .sections import Sections

        _watch(config)
        config.pluginmanager.register(Sections(config), "asyncx-sections")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Without the flag only the tests that ask for their trace are recorded."""
    if any("asyncx_trace" in getattr(item, "fixturenames", ()) for item in session.items):
        _watch(session.config)


@pytest.fixture
def asyncx_trace(request: pytest.FixtureRequest) -> Seen:
    """What asyncio has done in this test up to now, in the words of facts.

    `asyncx_trace.task("fetch").outcome`, `.coro("fetch").end` (ms since the test began), `.tasks`,
    `.handled`, `.findings`, `.trace`: see `asyncx.pytest_plugin.seen.Seen`.
    """
    return _watch(request.config).seen(request.node)


def _watch(config: pytest.Config) -> Watcher:
    from .watcher import Watcher

    watcher: Watcher | None = config.pluginmanager.get_plugin(_WATCHER)
    if watcher is None:
        watcher = Watcher(config)
        config.pluginmanager.register(watcher, _WATCHER)
    return watcher
