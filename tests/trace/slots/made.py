"""Files of watched programs made by hand, slot by slot, as `asyncx.kernel.slots` describes them.

    made = Made()
    main = made.task(1, "main")
    step = made.at(5).step(1)
    made.at(6).end(1, cause=step)
    made.at(7).loop_stop()
    records = made.records()

Times are microseconds.  Every method writes its slot at the time set by the last `at`, and returns the
number of the slot.
"""

from __future__ import annotations

import json
from typing import Any

from asyncx.kernel import slots as kernel
from asyncx.trace.load import Loaded, load
from asyncx.trace.slots.records import Decoded, decode

MICROSECOND = 1_000
ORIGIN = 5_000_000_000
"""What the clock said when the recording began."""

FILE = "shop.py"
HEADER = {
    "pid": 7,
    "python": "3.13.0",
    "implementation": "CPython",
    "platform": "linux",
    "clock": "real",
    "loop_kind": "asyncio",
    "target": FILE,
}


class Page:
    """A page that one writer fills."""

    def __init__(self, thread: int, sequence: int, t: int, old: Page | None = None) -> None:
        self.thread = thread
        self.sequence = sequence
        before = 0 if old is None else old.sequence + 1
        self.slots = [kernel.SLOT.pack(kernel.CHUNK_BEGINS, 0, 0, thread, t, 0, sequence, before, 0)]

    def bytes(self) -> bytes:
        return b"".join(self.slots).ljust(kernel.CHUNK, b"\0")


class Made:
    """A file under way; `thread` and `page` say who writes, `loop` what runs there."""

    def __init__(self, **header: Any) -> None:
        self.header = {**HEADER, **header}
        self.pages: list[Page] = []
        self.time = ORIGIN
        self.loop = 1
        self.page: Page | None = None
        self.thread = 1
        self._open: dict[tuple[int, str], Page] = {}
        self._writer = ""
        self._texts: dict[str, int] = {}
        self._sites: dict[str, int] = {}

    def at(self, microseconds: float) -> Made:
        """What follows happens then."""
        self.time = ORIGIN + round(microseconds * MICROSECOND)
        return self

    def on(self, thread: int, writer: str = "") -> Made:
        """What follows is written by that thread; by another writer in its name, when one is given."""
        self.thread, self._writer = thread, writer
        return self

    def put(
        self,
        kind: int,
        subject: int = 0,
        *,
        flag: int = 0,
        loop: int | None = None,
        cause: int = 0,
        a: int = 0,
        b: int = 0,
        c: int = 0,
        payload: bytes = b"",
    ) -> int:
        """Any slot, and its payload behind it."""
        count = 1 + (len(payload) + kernel.SIZE - 1) // kernel.SIZE
        page = self._open.get((self.thread, self._writer))
        if page is None or len(page.slots) + count > kernel.SLOTS:
            page = Page(self.thread, len(self.pages), self.time, page)
            self._open[self.thread, self._writer] = page
            self.pages.append(page)
        number = page.sequence * kernel.SLOTS + len(page.slots)
        loop = self.loop if loop is None else loop
        page.slots.append(kernel.SLOT.pack(kind, flag, loop, subject, self.time, cause, a, b, c))
        padded = payload.ljust((count - 1) * kernel.SIZE, b"\0")
        page.slots += (padded[at : at + kernel.SIZE] for at in range(0, len(padded), kernel.SIZE))
        return number

    def text(self, text: str) -> int:
        """The number of a text."""
        if text not in self._texts:
            self._texts[text] = len(self._texts) + 1
            payload = json.dumps(text).encode()
            self.put(kernel.TEXT, self._texts[text], a=len(payload), payload=payload)
        return self._texts[text]

    def site(self, line: int | None, *via: str) -> int:
        """The number of a place in the program; without a line, of one that no line of it is behind."""
        where = [None, 0, "", list(via)] if line is None else [FILE, line, "main", list(via)]
        text = json.dumps(where)
        if text not in self._sites:
            self._sites[text] = len(self._sites) + 1
            self.put(kernel.SITE, self._sites[text], a=len(text), payload=text.encode())
        return self._sites[text]

    def json(self, kind: str, *, cause: int = 0, **fields: Any) -> int:
        payload = json.dumps({"kind": kind, **fields}, separators=(",", ":")).encode()
        return self.put(kernel.JSON, cause=cause, a=len(payload), payload=payload)

    def task(
        self,
        number: int,
        coro: str = "job",
        name: str | None = None,
        *,
        eager: bool = False,
        found: bool = False,
        cause: int = 0,
    ) -> int:
        called = kernel.LONG | number if name is None else self.text(name)
        site, named = self.site(number, "create_task"), self.text(coro)
        flag = int(eager) | int(found) << 1
        return self.put(kernel.TASK, number, flag=flag, cause=cause, a=site, b=named, c=called)

    def step(self, task: int, *, cause: int = 0, took: float = 0, returned: bool = False) -> int:
        """A step; `took` microseconds, of the first one of an eager task only."""
        outcome = kernel.RETURNED if returned else 0
        return self.put(kernel.STEP, task, cause=cause, b=round(took * MICROSECOND), c=outcome)

    def end(self, task: int, flag: int = kernel.RETURNED, *, cause: int = 0, error: Any = None) -> int:
        text = self.text(json.dumps(error)) if error is not None else 0
        return self.put(kernel.TASK_END, task, flag=flag, cause=cause, a=text)

    def call(self, handle: int, name: str = "", *, cause: int = 0, calls: int = 0) -> int:
        """A callback; or so many of one function, one after the other."""
        return self.put(kernel.CALL, handle, cause=cause, a=calls, c=self.text(name) if name else 0)

    def timer(
        self, handle: int, due: float, *, delay: float | None = None, cause: int = 0, name: str = "wake"
    ) -> int:
        """A timer that is due at so many microseconds; `delay` is what its call says."""
        times = [ORIGIN + round(due * MICROSECOND)]
        if delay is not None:
            times.append(round(delay * MICROSECOND))
        payload = b"".join(time.to_bytes(8, "little", signed=True) for time in times)
        site, named = self.site(9, "sleep"), self.text(name)
        return self.put(kernel.TIMER, handle, cause=cause, a=site, b=named, c=len(payload), payload=payload)

    def fire(self, handle: int, *, cause: int = 0, name: str = "wake") -> int:
        return self.put(kernel.FIRE, handle, cause=cause, c=self.text(name))

    def timer_cancel(self, handle: int, *, cause: int = 0) -> int:
        return self.put(kernel.TIMER_CANCEL, handle, cause=cause, a=self.site(9, "sleep"))

    def idle(self, until: float | None) -> int:
        """The loop waits until then, None for ever; it goes on with the next slot."""
        due = (1 << 64) - 1 if until is None else ORIGIN + round(until * MICROSECOND)
        return self.put(kernel.IDLE, cause=due & (1 << 32) - 1, a=due >> 32)

    def wait(self, task: int, step: int, on: Any = None, stack: Any = None) -> int:
        """What a task waits for since that step."""
        text = self.text(json.dumps({"on": on or {}, "stack": stack or []}))
        return self.put(kernel.WAIT, task, cause=step, b=text)

    def loop_stop(self) -> int:
        return self.json("loop.stop", loop=self.loop)

    def bytes(self, *, cut: bool = False) -> bytes:
        """The content of the file; `cut` off after the last slot, which is small."""
        line = json.dumps({**self.header, "chunk": kernel.CHUNK, "slot": kernel.SIZE, "origin": ORIGIN})
        head = (kernel.MAGIC + line.encode()).ljust(kernel.HEADER, b"\0")
        data = head + b"".join(page.bytes() for page in self.pages)
        if cut:
            unused = kernel.SLOTS - len(self.pages[-1].slots)
            data = data[: len(data) - unused * kernel.SIZE]
        return data

    def decoded(self, *, full: bool = True) -> Decoded:
        return decode(self.bytes(), full=full)

    def loaded(self, *, full: bool = True) -> Loaded:
        return load(self.bytes(), full=full)


def told(decoded: Decoded) -> list[str]:
    """Each record as one short line: time in microseconds, kind, of what, and why."""
    lines = []
    for record in decoded.records:
        of = record.get("task", record.get("handle", record.get("loop", "")))
        because = record.get("because", "")
        lines.append(f"{record['t'] / MICROSECOND:g} {record['kind']} {of} {because}".rstrip())
    return lines


def only(made: Made, kind: str) -> dict[str, Any]:
    """The one record of a kind."""
    (record,) = [record for record in made.decoded().records if record["kind"] == kind]
    return record
