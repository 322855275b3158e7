"""The recorder inside the test process: installed once, asked after each test what is new."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

Wire = Mapping[str, Any]
"""A record as `asyncx.kernel.wire` has it."""

_OVER = frozenset({"task.end", "task.freed"})


class Recording:
    """Watches this process from now on, test by test.

    `root` is the folder to which names of files are relative.  Any exception when this asyncio cannot be
    hooked, OSError when nothing can be written.
    """

    def __init__(self, root: Path) -> None:
        from ..kernel.clocks import RealClock
        from ..kernel.recorder import Recorder
        from ..kernel.target import install
        from ..kernel.threads import Threads

        class Clock(RealClock):
            def install(self, report, _):
                self._report = report

        self._file = tempfile.TemporaryFile(prefix="asyncx-")
        self._fd = os.open(f"/proc/self/fd/{self._file.fileno()}", os.O_RDWR | os.O_APPEND)
        self._recorder: Any = Recorder(self._fd, Clock())
        threads = Threads(self._recorder)
        threads.install()
        config = {"target": str(root / "conftest.py"), "clock": "real", "loop": "asyncio"}
        install(self._recorder, threads, config)
        self._read = 0
        self._made: dict[int, Wire] = {}
        self._older: dict[int, Wire] = {}
        self._records: list[Wire] = []
        self._begin = 0

    @property
    def live(self) -> bool:
        """False when recording has ended by itself: a hook failed, or the disk is full."""
        return bool(self._recorder.live)

    def now(self) -> int:
        """Nanoseconds, as `wider` of a test has them."""
        return int(self._recorder.clock.now()) - self._begin

    def begin(self) -> None:
        """A test begins: what came before is none of its own."""
        self._advance()
        self._records = []
        self._older = dict(self._made)
        self._begin = int(self._recorder.clock.now())

    def nothing(self) -> bool:
        """Whether asyncio did nothing since `begin`, or nothing in which anything could be wrong."""
        self._advance()
        return not self._records

    def older(self) -> frozenset[int]:
        """The numbers of the tasks that were there at `begin`."""
        return frozenset(self._older)

    def records(self, how: str) -> list[Wire]:
        """All since `begin` as a run of its own that ended `how`."""
        self._advance()
        start = {
            "python": sys.version.split()[0].rstrip("+"),
            "implementation": "CPython",
            "platform": sys.platform,
            "clock": "real",
            "loop_kind": "asyncio",
        }
        records = [*self._records, {"kind": "run.end", "how": how, "t": self._begin + self.now(), "n": -1}]
        return _alone(records, [{"t": 0, "kind": "run.start", **start}, *self._before()], self._begin)

    def error(self, error: BaseException) -> Any:
        """An exception as a record has it."""
        return self._recorder.places.error(error)

    def stop(self) -> None:
        """Take out all hooks; again does nothing."""
        self._recorder.stop()
        os.close(self._fd)
        self._file.close()

    def _advance(self) -> None:
        size = os.fstat(self._fd).st_size
        data = os.pread(self._fd, size - self._read, self._read)
        self._read = size
        new: list[Wire] = [json.loads(line) for line in data.splitlines()]
        self._records += new
        self._follow(new)

    def _follow(self, records: Iterable[Wire]) -> None:
        for record in records:
            if record["kind"] == "task.new":
                self._made[record["task"]] = record
            elif record["kind"] in _OVER:
                self._made.pop(record["task"], None)

    def _before(self) -> Iterator[Wire]:
        spoken_of = {record["task"] for record in self._records if "task" in record}
        for number in spoken_of & set(self._older):
            yield {**self._older[number], "n": 0}


def _alone(records: list[Wire], before: list[Wire], begin: int) -> list[Wire]:
    found: list[Wire] = [{**record, "t": 0} for record in before]
    numbers: dict[int, int] = {}
    for record in records:
        numbers[record["n"]] = len(found) + 1
        found.append({**record, "t": max(0, record["t"] - begin)})
    for number, record in enumerate(found, 1):
        because = numbers.get(record.get("because", 0))
        changed = {name: value for name, value in record.items() if name != "because"}
        found[number - 1] = {"thread": 1, **changed, "n": number} | (
            {"because": because} if because is not None and because < number else {}
        )
    return found
