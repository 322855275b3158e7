"""The recorder inside the test process: installed once, asked after each test what is new."""

from __future__ import annotations

import json
import os
import re
import tempfile
from bisect import bisect_right
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..kernel.slots import HEADER, MAGIC, now
from . import harmless
from .tail import Part, Tail, json_slot, moved, whole

Wire = Mapping[str, Any]
"""A record as `asyncx.kernel.wire` has it."""

LARGEST = 64_000_000
"""Bytes after which another file is begun, as soon as no task is left over."""

_TASK = re.compile(rb'"task":(\d+)')


class Recording:
    """Watches this process from now on, test by test.

    `root` is the folder to which names of files are relative.  OSError when nothing can be written; any
    other exception when this asyncio cannot be hooked.
    """

    def __init__(self, root: Path) -> None:
        self._target = str(root / "conftest.py")
        self._recorder: Any = None
        self._parts: list[Part] = []
        self._begin = 0
        self._older: dict[int, tuple[bytes, ...]] = {}
        self._tests: list[str] = []
        self._firsts: list[int] = []
        """The number of the first task that each of `_tests` could make."""
        self._install()

    def _install(self) -> None:
        from ..kernel import watching

        install: Any = watching.install
        descriptor, path = tempfile.mkstemp(prefix="asyncx-")
        try:
            os.close(descriptor)
            self._recorder = install({"trace": path, "target": self._target})
            self._tail = Tail(path)
            # The first page stays as it is: what comes before a test is put there.
            state = self._recorder.state()
            state.page = self._recorder.file.page(state.number, state.page)
            self._tail.advance()
        except BaseException:
            self.stop()
            raise
        finally:
            Path(path).unlink()  # nobody else may read it, and nothing is left behind if we are killed

    @property
    def live(self) -> bool:
        """False when recording has ended by itself: a hook failed, or the disk is full."""
        return bool(self._recorder.live)

    def now(self) -> int:
        """Nanoseconds since `begin`."""
        return now() - self._begin

    def begin(self, test: str) -> None:
        """A test begins: what came before is none of its own."""
        self._tail.advance()
        if self._tail.size() > LARGEST and not self._tail.alive:
            self.stop()
            self._install()
            self._tests, self._firsts = [], []
        first = self._recorder.tasks.last + 1
        if first in self._firsts[-1:]:  # the one before it had no tasks
            del self._tests[-1], self._firsts[-1]
        self._tests.append(test)
        self._firsts.append(first)
        self._parts = []
        names = self._tail.names
        self._older = {
            number: (made, names[number]) if number in names else (made,)
            for number, made in self._tail.alive.items()
        }
        self._begin = now()

    def nothing(self) -> bool:
        """Whether asyncio did nothing since `begin`, or nothing in which anything could be wrong."""
        self._collect()
        return harmless.are(self._parts, self._tail.text, self._tail.hosts)

    def older(self) -> frozenset[int]:
        """The numbers of the tasks that were there at `begin`."""
        return frozenset(self._older)

    def made_in(self, task: int) -> str:
        """The earlier test in which the task with this number was made; "" for those of the one under way."""
        at = bisect_right(self._firsts, task) - 1
        return self._tests[at] if 0 <= at < len(self._tests) - 1 else ""

    def records(self, how: str) -> list[Wire]:
        """All since `begin` as a run of its own, which ended `how`, or is "running" still."""
        if self._recorder.live:
            self._recorder.finish()
        self._collect()
        begin, end = self._begin, now()
        from ..trace.slots.records import decode  # what is freed meanwhile is not the test's

        known = self._tail.header()[len(MAGIC) : HEADER].partition(b"\0")[0]
        header = json.loads(known)
        line = MAGIC + json.dumps({**header, "origin": begin}).encode("ascii")
        older = [self._older[number] for number in self._spoken_of()]
        before = [moved(slot, begin) for slots in older for slot in slots]
        last = [json_slot(end, json.dumps({"kind": "run.end", "how": how}))] if how != "running" else []
        data = whole(line, self._parts, before, [*self._tail.known(), *last])
        start = {name: value for name, value in header.items() if name in _START}
        records = decode(data).records
        return [{"n": 1, "t": 0, "thread": 1, "kind": "run.start", **start}, *map(_second, records)]

    def error(self, error: BaseException) -> Any:
        """An exception as a record has it."""
        return self._recorder.places.error(error)

    def stop(self) -> None:
        """Take out all hooks."""
        if self._recorder is not None:
            self._recorder.stop()
            self._tail.close()

    def _collect(self) -> None:
        self._parts = [*self._tail.again(self._parts), *self._tail.advance()]

    def _spoken_of(self) -> list[int]:
        """The older tasks that anything is recorded of since `begin`."""
        found = {int(number) for part in self._parts for number in _TASK.findall(part.data)}
        for part in self._parts:
            found.update(row[3] for row, _ in part.rows())
        return sorted(found & set(self._older))


_START = frozenset({"python", "implementation", "platform", "clock", "loop_kind"})


def _second(record: Wire) -> Wire:
    """A record as it is when one more comes first."""
    because = record.get("because")
    moved = {**record, "n": record["n"] + 1}
    return moved if because is None else {**moved, "because": because + 1}
