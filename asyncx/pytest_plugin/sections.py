"""What pytest prints of the findings: a section a test, and a count in its last line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from .watcher import RESULT

if TYPE_CHECKING:
    from _pytest._io import TerminalWriter
    from _pytest.terminal import TerminalReporter

_PLURALS = {
    "deadlock": "deadlocks",
    "executor-outlives": "executors outlive",
    "never-awaited": "never awaited",
    "queue-item-lost": "queue items lost",
    "wrong-loop": "wrong loops",
    "wrong-thread": "wrong threads",
}
_COLOURS = {"problem": {"red": True}, "warning": {"yellow": True}, "note": {"light": True}}


class Counted:
    """One of what is counted in the last line; other plugins look at the attributes of all of them."""

    nodeid = ""
    when = "teardown"


class Sections:
    """Collects what was found, in this process or in xdist's workers, and prints it at the end."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._results: list[dict[str, Any]] = []

    def add(self, result: dict[str, Any]) -> None:
        """Remember what was found in one test."""
        self._results.append(result)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A report is there, of a test of this process or of another one."""
        result = getattr(report, RESULT, None)
        if result is not None:
            self.add(result)

    def pytest_terminal_summary(self, terminalreporter: TerminalReporter) -> None:
        """All sections, after pytest's own."""
        watcher = self._config.pluginmanager.get_plugin("asyncx-watcher")
        trouble = watcher.trouble if watcher is not None else ""
        if not self._results and not trouble:
            return
        writer = terminalreporter._tw
        writer.sep("=", "asyncx")
        for result in self._results:
            show(writer, result)
        if trouble:
            terminalreporter.line(f"nothing was recorded: {trouble}")
        for word, count in self._counts().items():
            terminalreporter.stats[word] = [Counted() for _ in range(count)]

    def _counts(self) -> dict[str, int]:
        """`{"tasks leaked": 2, "loop blocked": 1}`, for the last line."""
        counts: Counter[str] = Counter()
        for result in self._results:
            for each in result["findings"]:
                if each["severity"] != "note":
                    counts[each["rule"]] += each["count"]
        return {_words(rule, count): count for rule, count in counts.items()}


def show(writer: TerminalWriter, result: dict[str, Any]) -> None:
    """Print the section of one test."""
    from ..render.glyphs import ASCII, UNICODE
    from ..render.words import plain, wrap

    glyphs = UNICODE if _encodes(getattr(writer._file, "encoding", None) or "ascii") else ASCII
    writer.line(plain(result["nodeid"], glyphs), bold=True)
    found = result["findings"]
    width = max([len("trace"), *(len(each["rule"]) for each in found)])
    indent = " " * (width + 7)
    for each in found:
        mark = getattr(glyphs, each["severity"])
        colour = _COLOURS[each["severity"]]
        writer.write(f"  {mark} {each['rule']:<{width}}", **colour)
        lines = wrap(plain(each["sentence"], glyphs), max(40, writer.fullwidth - len(indent)))
        writer.line(("\n" + indent).join(["   " + lines[0], *lines[1:]]))
        room = writer.fullwidth - len(indent)
        where = "   ".join(each[name] for name in ("place", "code") if each[name])
        for line in _joined([plain(part, glyphs, room) for part in (where, each["fix"]) if part], room):
            writer.line(indent + line)
    for label in ("trouble", "file"):
        if result.get(label):
            name = "trace" if label == "file" else "asyncx"
            writer.line(f"    {name:<{width}}   {plain(result[label], glyphs)}")


def _joined(parts: list[str], room: int) -> list[str]:
    """Parts side by side in as few lines of at most `room` characters as will do."""
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + 3 + len(part) <= room:
            lines[-1] += "   " + part
        else:
            lines.append(part)
    return lines


def _words(rule: str, count: int) -> str:
    from ..render.glyphs import plural_of

    if count > 1 and rule in _PLURALS:
        return _PLURALS[rule]
    first, *rest = rule.split("-")
    return " ".join([first if count == 1 else plural_of(first), *rest])


def _encodes(encoding: str) -> bool:
    try:
        "✗·…".encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True
