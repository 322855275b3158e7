"""Reads what is added to a trace file while it is being written: after each test, what is new.

What later parts refer to (texts, places, tasks that have not ended) is remembered from the earlier ones, so
that each test's part can be made a file of its own; see `asyncx.kernel.slots` for the shape of a file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..kernel.slots import (
    CHUNK,
    CHUNK_BEGINS,
    HEADER,
    JSON,
    RETURNED,
    SITE,
    SIZE,
    SLOT,
    SLOTS,
    STEP,
    TASK,
    TASK_END,
    TEXT,
    TIMER,
)

Row = tuple[int, int, int, int, int, int, int, int, int]
"""kind, flag, loop, subject, t, cause, a, b, c."""

HOSTS = frozenset({"TestRunner._run_tests_and_fixtures"})
"""Coroutines of other plugins inside which the tests run; they are cancelled when they are done."""

_HOSTS = frozenset(f'"{name}"'.encode("ascii") for name in HOSTS)
_BLOCK = 512 * SIZE
_QUIET = 8 * SIZE
"""So many zeros end what was written: an interrupted slot leaves a gap of fewer."""

_NAMED = re.compile(rb'\{"kind":"task\.name","task":(\d+),')
_OF_INTEREST = re.compile(b"[%s]" % re.escape(bytes((TEXT, SITE, JSON, TASK, TASK_END, TIMER, STEP))))


@dataclass(frozen=True, slots=True)
class Part:
    """New slots of the chunk at the byte `offset`: those from number `first` on, `data` being their bytes."""

    sequence: int
    thread: int
    offset: int
    first: int
    data: bytes

    def rows(self) -> Iterator[tuple[Row, bytes]]:
        """The slots in order, each with its payload; gaps are left out."""
        at, data = 0, self.data
        while at < len(data):
            row: Row = SLOT.unpack_from(data, at)
            length = _payload(row)
            at += SIZE
            if row[0]:
                yield row, data[at : at + length]
            at += (length + SIZE - 1) // SIZE * SIZE


class Tail:
    """Follows the file at `path`."""

    def __init__(self, path: str) -> None:
        self._fd = os.open(path, os.O_RDONLY)
        self._head: dict[int, tuple[int, int]] = {}
        self._next: dict[int, int] = {}
        self._seen = HEADER
        self._known: dict[tuple[int, int], bytes] = {}
        self.alive: dict[int, bytes] = {}
        """The TASK slots of all tasks that have not ended, or were freed before, by number."""

        self.names: dict[int, bytes] = {}
        """The slots, with their payloads, with which these tasks were given other names."""

        self.hosts: set[int] = set()
        """The tasks whose coroutines are HOSTS."""

    def header(self) -> bytes:
        """The first bytes of the file."""
        return os.pread(self._fd, HEADER, 0)

    def size(self) -> int:
        """Bytes of the file."""
        return os.fstat(self._fd).st_size

    def known(self) -> Iterator[bytes]:
        """The slots, with their payloads, of all texts and places."""
        yield from self._known.values()

    def text(self, number: int) -> bytes:
        """The JSON of a text, empty when there is none."""
        slot = self._known.get((TEXT, number), b"")
        return slot[SIZE:].rstrip(b"\0")

    def close(self) -> None:
        """Stop following."""
        os.close(self._fd)

    def advance(self) -> list[Part]:
        """What was written since the last time."""
        for offset in range(self._seen, self.size(), CHUNK):
            self._next[offset] = 0
            self._seen = offset + CHUNK
        parts = []
        for offset, at in list(self._next.items()):
            data = self._read(offset + at * SIZE, offset + CHUNK)
            if not data:
                continue
            if at == 0:
                begin: Row = SLOT.unpack_from(data)
                if begin[0] != CHUNK_BEGINS:
                    continue
                self._head[offset] = (begin[6], begin[3])
            parts.append(Part(*self._head[offset], offset, at, data))
            after = at + len(data) // SIZE
            if after < SLOTS:
                self._next[offset] = after
            else:
                del self._next[offset], self._head[offset]
        for part in parts:
            self._note(part.data)
        return parts

    def again(self, parts: list[Part]) -> list[Part]:
        """The same parts as they are now: a step is noted when it begins, and says at its end what it was."""
        read = []
        for part in parts:
            now = replace(part, data=os.pread(self._fd, len(part.data), part.offset + part.first * SIZE))
            read.append(now)
            if now != part:
                for row, _ in now.rows():
                    if returns(row):
                        self._over(row[3])
        return read

    def _read(self, start: int, end: int) -> bytes:
        """The bytes from `start` to the last slot that was written, or `end`."""
        data = os.pread(self._fd, min(_QUIET, end - start), start)
        if not data.strip(b"\0"):
            return b""
        while len(data) < end - start and data[-_QUIET:].strip(b"\0"):
            block = os.pread(self._fd, min(_BLOCK, end - start - len(data)), start + len(data))
            if not block:
                break
            data += block
        used = len(data.rstrip(b"\0"))
        at = last = 0
        while at < used:  # the payload of the last slot may end in zeros
            last = at + SIZE + (_payload(SLOT.unpack_from(data, at)) + SIZE - 1) // SIZE * SIZE
            at = last
        return data[:last]

    def _note(self, data: bytes) -> None:
        kinds = data[::SIZE]
        after = 0
        for found in _OF_INTEREST.finditer(kinds):
            at = found.start()
            if at < after:
                continue  # a part of the payload before it
            row: Row = SLOT.unpack_from(data, at * SIZE)
            after = at + 1 + (_payload(row) + SIZE - 1) // SIZE
            kind, number = row[0], row[3]
            if kind in (TEXT, SITE):
                self._known[kind, number] = data[at * SIZE : after * SIZE]
            elif kind == TASK:
                self.alive[number] = data[at * SIZE : after * SIZE]
                if self.text(row[7]) in _HOSTS:
                    self.hosts.add(number)
            elif kind == TASK_END or returns(row):
                self._over(number)
            elif kind == JSON:
                slot = data[at * SIZE : after * SIZE]
                named = _NAMED.match(slot, SIZE)
                if named is not None and int(named[1]) in self.alive:
                    self.names[int(named[1])] = slot

    def _over(self, task: int) -> None:
        self.alive.pop(task, None)
        self.names.pop(task, None)


def returns(row: Row) -> bool:
    """Whether a slot is a step with which its task returned."""
    return row[0] == STEP and row[8] == RETURNED


def _payload(row: Row) -> int:
    """The length of a slot's payload in bytes."""
    if row[0] in (TEXT, SITE, JSON):
        return row[6]
    return row[8] if row[0] == TIMER else 0


def whole(header: bytes, parts: list[Part], first: list[bytes], last: list[bytes]) -> bytes:
    """`parts` as the bytes of a file of their own.

    `header` is the line that begins it.  `first` are slots with their payloads that come before all others:
    the parts may have nothing of the chunk with sequence 0.  `last` are those that come after them.
    """
    chunks = {0: _chunk(1, 0)}
    before = next(_packed(first))
    chunks[0][SIZE : SIZE + len(before)] = before
    for part in parts:
        chunk = chunks.setdefault(part.sequence, _chunk(part.thread, part.sequence))
        chunk[part.first * SIZE : part.first * SIZE + len(part.data)] = part.data
    for block in _packed(last):
        sequence = max(chunks) + 1
        chunks[sequence] = _chunk(1, sequence)
        chunks[sequence][SIZE : SIZE + len(block)] = block
    return b"".join([header.ljust(HEADER, b"\0"), *(chunks[number] for number in sorted(chunks))])


def json_slot(t: int, text: str) -> bytes:
    """A record at `t` (ns) that is written as JSON, with its payload."""
    payload = text.encode("ascii")
    head = SLOT.pack(JSON, 0, 0, 0, t, 0, len(payload), 0, 0)
    return head + payload.ljust((len(payload) + SIZE - 1) // SIZE * SIZE, b"\0")


def moved(slot: bytes, t: int) -> bytes:
    """A slot, with its payload, as if it had been written at `t` (ns), because of nothing."""
    row: Row = SLOT.unpack_from(slot)
    return SLOT.pack(*row[:4], t, 0, *row[6:]) + slot[SIZE:]


def _chunk(thread: int, sequence: int) -> bytearray:
    chunk = bytearray(CHUNK)
    SLOT.pack_into(chunk, 0, CHUNK_BEGINS, 0, 0, thread, 0, 0, sequence, 0, 0)
    return chunk


def _packed(slots: list[bytes]) -> Iterator[bytes]:
    """`slots` put together to blocks that fit into a chunk."""
    block = bytearray()
    for slot in slots:
        if len(block) + len(slot) > CHUNK - SIZE:
            yield bytes(block)
            block.clear()
        block += slot
    yield bytes(block)
