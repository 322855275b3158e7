"""The test that is under way: what it did so far, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .recording import Recording
from .settings import Settings

if TYPE_CHECKING:
    from ..analysis.finding import Finding
    from ..trace.model import Place, Trace
    from .judging import Test
    from .seen import Seen

Result = dict[str, Any]
"""What was found in one test, as JSON values: "nodeid", "findings", "file" (of the trace), "trouble"."""


_RUNS = pytest.StashKey[int]()
"""How often a test has begun: plugins run one again that has failed."""


class Under:
    """One test, from before its setup on."""

    def __init__(self, item: pytest.Item, settings: Settings, recording: Recording) -> None:
        self.item = item
        self.how = "running"
        self.plain = True
        """Nothing has failed yet, so a finding may."""
        self._settings = settings
        self._recording = recording
        self._error: Any = None
        self._wider: list[tuple[int, int, str, str]] = []
        """What `judging.Wider` is made of."""
        self._ending: dict[str, int] = {}
        """When the teardown of each fixture began that outlives the test, and is not over."""
        self._run = item.stash[_RUNS] = item.stash.get(_RUNS, 0) + 1
        recording.begin(item.nodeid)

    @contextmanager
    def wider(self, fixture: str) -> Iterator[None]:
        """While a fixture is set up that outlives the test."""
        begin = self._recording.now()
        try:
            yield
        finally:
            self._wider.append((begin, self._recording.now(), "setup", fixture))

    def fixture_ends(self, fixture: str) -> None:
        """The teardown of such a fixture begins."""
        self._ending[fixture] = self._recording.now()

    def fixture_ended(self, fixture: str) -> None:
        """It is over, if it has begun."""
        begin = self._ending.pop(fixture, None)
        if begin is not None:
            self._wider.append((begin, self._recording.now(), "teardown", fixture))

    def ended(self, report: pytest.TestReport, call: pytest.CallInfo[None]) -> None:
        """A phase of the test is over."""
        if report.failed or hasattr(report, "wasxfail"):
            self.plain = False
        if call.when == "teardown" and self.how == "running":
            self.how = "returned"
        elif call.when != "teardown" and call.excinfo is not None and report.outcome != "skipped":
            self.how = "raised"
            self._error = self._recording.error(call.excinfo.value)

    def trace(self) -> Trace:
        """What asyncio has done so far."""
        from .judging import trace_of

        return trace_of(self._test(), self._recording.records(self.how))

    def seen(self) -> Seen:
        """The value of the fixture `asyncx_trace`."""
        # All that is needed is imported here: inside the test that would hold its loop.
        from ..analysis import rules
        from ..trace.slots import records  # noqa: F401
        from .judging import find
        from .seen import Seen

        rules.every()

        return Seen(self.trace, lambda trace: find(trace, self._test()))

    def result(self) -> Result | None:
        """What there is to say about the test; None when there is nothing."""
        if self._recording.nothing():
            return None
        from ..analysis.finding import Severity
        from ..runs.sources import lines
        from .judging import find, shown

        nodeid = self.item.nodeid + (f" (run {self._run})" if self._run > 1 else "")
        try:
            trace = self.trace()
            found = shown(find(trace, self._test()), self._settings.allow)
            if all(
                finding.severity is Severity.NOTE and not self._settings.fails(finding) for finding in found
            ):
                return None
            code = lines(str(self.item.config.rootpath), [each.place for each in found if each.place])
            findings = [_plain(each, code, fails=self._settings.fails(each)) for each in found]
            return {"nodeid": nodeid, "findings": findings, **self._saved(trace, found)}
        except Exception as error:  # noqa: BLE001 (whatever it is, the tests must go on)
            trouble = f"this test could not be judged: {type(error).__name__}: {error}"
            return {"nodeid": nodeid, "findings": [], "trouble": trouble}

    def _test(self) -> Test:
        from .judging import Test, Wider

        return Test(
            name=self.item.nodeid,
            file=_short(self.item.path, self.item.config.rootpath),
            how=self.how,
            error=self._error,
            wider=tuple(Wider(*each) for each in self._wider),
            older=self._recording.older(),
            made_in=self._recording.made_in,
        )

    def _saved(self, trace: Trace, found: Sequence[Finding]) -> dict[str, str]:
        page = self.item.nodeid + (f".run{self._run}" if self._run > 1 else "")
        root = self.item.config.rootpath
        try:
            from .saving import save

            path = save(trace, found, root / self.item.config.getini("asyncx_dir"), page, root)
        except OSError as error:
            return {"trouble": f"the trace could not be saved: {error.strerror or error}"}
        except Exception as error:  # noqa: BLE001 (what was found is worth more than the page)
            return {"trouble": f"the trace could not be shown: {type(error).__name__}: {error}"}
        return {"file": _short(path, root)}


def _short(path: Path, root: Path) -> str:
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _plain(finding: Finding, code: Mapping[Place, str], *, fails: bool) -> Result:
    place = finding.place
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "sentence": finding.sentence,
        "place": f"{place.file}:{place.line}" if place is not None else "",
        "code": code.get(place, "") if place is not None else "",
        "fix": finding.fix,
        "count": finding.count,
        "fails": fails,
    }
