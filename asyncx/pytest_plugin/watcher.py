"""The hooks of pytest that record each test and judge it after its teardown."""

from __future__ import annotations

import sys
from collections.abc import Generator
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from ..errors import UserError
from . import settings
from .limits import Limits
from .recording import Recording
from .tracebacks import unseen

if TYPE_CHECKING:
    from .seen import Seen
    from .under import Result, Under

RESULT = "asyncx"
"""The attribute of a teardown report that has an `under.Result`, which xdist can send on."""


class Watcher:
    """Records every test with the flag --asyncx; without it, those that ask for their trace."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._all = bool(config.getoption("asyncx"))
        try:
            self._base = settings.from_ini(config) if self._all else settings.Settings()
        except UserError as error:
            raise pytest.UsageError(str(error)) from None
        self._recording: Recording | None = None
        self._under: Under | None = None
        self._wrong = ""
        self._limits = Limits(self._interrupted)
        self.trouble = ""
        """Why nothing is recorded, or not any more."""

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Tests are to be run: what it takes to watch them is no part of the first one's time."""
        if self._all and session.items and not session.config.option.collectonly:
            self._start()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None]:
        """A test begins, before its first fixture."""
        if self._all or "asyncx_trace" in getattr(item, "fixturenames", ()):
            self._begin(item)
        return (yield)

    @pytest.hookimpl(tryfirst=True, specname="pytest_runtest_setup")
    def pytest_runtest_setup_refused(self) -> None:
        """A marker is wrong: this test fails, inside of all that other plugins have set up by now."""
        wrong, self._wrong = self._wrong, ""
        if wrong:
            pytest.fail(wrong, pytrace=False)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, object, object]:
        """What a fixture of a wider scope starts outlives the test."""
        under = self._under
        if under is None or fixturedef.scope == "function":
            return (yield)
        with under.wider(_called(fixturedef)):
            made = yield
        fixturedef.addfinalizer(partial(self._fixture_ends, _called(fixturedef)))  # the last one goes first
        return made

    def pytest_fixture_post_finalizer(self, fixturedef: pytest.FixtureDef[Any]) -> None:
        """The teardown of a fixture is over."""
        if self._under is not None and fixturedef.scope != "function":
            self._under.fixture_ended(_called(fixturedef))

    def _fixture_ends(self, fixture: str) -> None:
        if self._under is not None:
            self._under.fixture_ends(fixture)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """A phase of a test is over; after the last one it is judged."""
        if call.excinfo is not None:
            unseen(call.excinfo.value)
        report = yield
        under = self._under
        if under is not None and under.item is item:
            under.ended(report, call)
            if call.when == "teardown":
                self._finish(under, report)
        return report

    def pytest_keyboard_interrupt(self) -> None:
        """Ctrl-C, perhaps in the middle of a test."""
        result = self._interrupted()
        sections = self._config.pluginmanager.get_plugin("asyncx-sections")
        if result is not None and sections is not None:
            sections.add(result)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """The last test is over."""
        self._stop()

    def pytest_unconfigure(self) -> None:
        """The same, when pytest itself has failed."""
        self._stop()

    def seen(self, item: pytest.Item) -> Seen:
        """The value of the fixture `asyncx_trace` in a test."""
        if self._under is None or self._under.item is not item:
            self._begin(item)
        if self._under is None:
            pytest.fail(f"asyncx records nothing: {self.trouble}", pytrace=False)
        return self._under.seen()

    def _interrupted(self) -> Result | None:
        """What there is to say about the test under way, which has no end of its own."""
        under, self._under = self._under, None
        if under is None or not self._all:
            return None
        under.how = "interrupted"
        return under.result()

    def _begin(self, item: pytest.Item) -> None:
        from .under import Under

        self._under, chosen = None, self._base
        try:
            chosen = settings.of_test(item, self._base) if self._all else self._base
        except UserError as error:
            self._wrong = str(error)
        if self._recording is None and not self.trouble:
            self._start()
        if self._recording is not None:
            self._under = Under(item, chosen, self._recording)

    def _start(self) -> None:
        if "_asyncx_kernel" in sys.modules:
            self.trouble = "asyncx run watches this process already"
            return
        try:
            self._recording = Recording(self._config.rootpath)
            self._limits.install()
        except Exception as error:  # noqa: BLE001 (whatever it is, the tests must run)
            self.trouble = f"asyncio cannot be watched here: {type(error).__name__}: {error}"

    def _stop(self) -> None:
        recording, self._recording, self._under = self._recording, None, None
        if recording is not None:
            self._limits.uninstall()
            recording.stop()

    def _finish(self, under: Under, report: pytest.TestReport) -> None:
        self._under = None
        if not self._all:
            self._stop()
            return
        result = under.result()
        if self._recording is not None and not self._recording.live:
            self.trouble = f"from {under.item.nodeid} on nothing was recorded"
            self._stop()
        if result is None:
            return
        setattr(report, RESULT, result)
        failing = [found for found in result["findings"] if found["fails"]]
        if failing and under.plain and report.passed:
            report.outcome = "failed"
            report.longrepr = "\n".join(map(_line, failing))


def _called(fixture: pytest.FixtureDef[Any]) -> str:
    return f"the {fixture.scope} fixture {fixture.argname}"


def _line(found: dict[str, Any]) -> str:
    return f"asyncx {found['rule']}: {found['sentence']} {found['place']}".rstrip()
