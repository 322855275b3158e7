"""The file of a watched program, as slots: its header, its pages in order, its texts and its sites.

`asyncx.kernel.slots` says what a slot holds.  Nothing here trusts a byte of it: what makes no sense is left
out, and counted.  The `position` of a slot is SLOTS times the place of its page among those that are there,
plus its place in the page: its number, unless pages were used again (a ring), or are missing.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ...kernel.slots import (
    CALL,
    CHUNK,
    CHUNK_BEGINS,
    HEADER,
    IDLE,
    JSON,
    KNOWN,
    SITE,
    SIZE,
    SLOT,
    SLOTS,
    STOOD,
    TEXT,
    TIMER,
    USABLE,
    WAIT,
)
from ..fields import is_integer, is_names, is_place, is_text
from .header import read_header, refuse

Row = tuple[int, int, int, int, int, int, int, int, int]
"""kind, flag, loop, subject, t, cause, a, b, c; see `asyncx.kernel.slots`."""

Site = tuple[list[Any] | None, list[str]]
"""`where` and `via` as a record has them."""

_NOTHING: Row = (0, 0, 0, 0, 0, 0, 0, 0, 0)
_NAMED = re.compile(rb'"task\\?": *(\d+)')
_MOST_RANGES = 100
_MISCOUNTED = b'{"kind":"task.names"'
_NOT_PLAIN = re.compile(b"[%s]" % re.escape(bytes((TEXT, SITE, JSON, TIMER, WAIT, KNOWN, STOOD))))


@dataclass(frozen=True, slots=True)
class Page:
    """The first `used` slots from the byte `offset` on; `payloads` are pairs: first slot, first after it.

    `stream` is the place of the first page that the same writer filled: two may write for one thread, for
    what holds a loop is recorded by another one.
    """

    thread: int
    sequence: int
    offset: int
    used: int
    payloads: array[int]
    stream: int = 0
    begin: int = 0
    end: int = 0
    """The times of its first and of its last slot, as the clock said them."""
    before: int = -1
    """The sequence of the page that its writer filled before it, -1 for none."""


@dataclass(slots=True)
class SlotFile:
    """A file that has been looked through once; `lost` counts what made no sense, by what it was."""

    header: Mapping[str, Any]
    data: memoryview
    pages: list[Page] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)
    sites: dict[int, Site] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)
    origin: int = 0
    """What to take off every time."""
    places: dict[int, int] = field(default_factory=dict)
    """The place of each page among `pages`, by its sequence."""
    named: set[int] = field(default_factory=set)
    """The tasks of which something else is said than what slots have fields for."""
    miscounted: list[range] = field(default_factory=list)
    """The tasks of which it turned out that their generated names are not as they were counted."""
    following: dict[int, int] = field(default_factory=dict)
    """When the next page of the same stream begins, by the sequence of the page before."""
    known: dict[int, Row] = field(default_factory=dict)
    stood: dict[int, Row] = field(default_factory=dict)
    """How tasks were made, and what they wait for, that were so when the ring begins."""
    since: int = 0
    """When the ring begins: what happened before was written over; 0 where nothing was."""

    def rows(self, page: Page) -> list[Row]:
        """The slots of a page, in order; those that are a payload are of kind 0."""
        rows: list[Row] = list(SLOT.iter_unpack(self.data[page.offset : page.offset + page.used * SIZE]))
        bounds = iter(page.payloads)
        for first, after in zip(bounds, bounds, strict=True):
            rows[first:after] = [_NOTHING] * (after - first)
        self._wake(page, rows)
        return rows

    def _wake(self, page: Page, rows: list[Row]) -> None:
        """Say in each idle time when the loop went on: with what comes next in the stream of `page`."""
        after, last = self.following.get(page.sequence, 0), min(len(rows), USABLE)
        kinds = bytes(self.data[page.offset : page.offset + page.used * SIZE : SIZE])
        at = kinds.rfind(IDLE)
        while at >= 0:
            row = rows[at]
            if row[0] == IDLE:
                place = at + 1
                while place < last and not rows[place][0]:
                    place += 1
                moment = max(rows[place][4] if place < last else after, 0)
                rows[at] = (*row[:7], moment & 0xFFFFFFFF, moment >> 32)
            at = kinds.rfind(IDLE, 0, at)

    def position(self, number: int) -> int:
        """The position of slot `number`, 0 for one that is not there."""
        place = self.places.get(number // SLOTS)
        return 0 if place is None else place * SLOTS + number % SLOTS

    def step(self, number: int) -> int:
        """The position of the step that goes on behind slot `number`: of a look at one it is the cause."""
        position, seen = self.position(number), set[int]()
        while position and position not in seen:
            seen.add(position)
            page, at = self.pages[position // SLOTS], position % SLOTS
            row = SLOT.unpack_from(self.data, page.offset + at * SIZE) if at < page.used else _NOTHING
            if row[0] != JSON:
                break
            position = self.position(row[5])
        return position

    def payload(self, position: int, length: int) -> bytes:
        """The payload of the slot at `position`."""
        start = self.pages[position // SLOTS].offset + (position % SLOTS + 1) * SIZE
        return bytes(self.data[start : start + length])

    def callbacks(self, handles: set[int]) -> dict[int, str]:
        """The names of the callbacks of handles that were called more often than once."""
        names: dict[int, str] = {}
        for page in self.pages:
            kinds = bytes(self.data[page.offset : page.offset + page.used * SIZE : SIZE])
            at = kinds.find(CALL)
            while at >= 0:
                row: Row = SLOT.unpack_from(self.data, page.offset + at * SIZE)
                if row[8] and row[3] in handles:
                    names.setdefault(row[3], self.texts.get(row[8], ""))
                at = kinds.find(CALL, at + 1)
        return names

    def json(self, text: str | bytes) -> Any:
        """What a JSON text from the file says; None, and counted, when that cannot be said."""
        try:
            return json.loads(text, parse_constant=refuse)
        except (ValueError, RecursionError):
            self.lost["texts that are no JSON"] += 1
            return None

    def wait(self, position: int, row: Row) -> dict[str, Any]:
        """What the slot of a wait says: {"on", "stack"}; empty when that cannot be read."""
        text = self.payload(position, row[6]) if row[6] else self.texts.get(row[7])
        value = self.json(text) if text is not None else None
        return value if isinstance(value, dict) else {}


def read(data: bytes | memoryview) -> SlotFile:
    """The file in `data`, of which the end may be missing; TraceError when it is none that can be read."""
    view = memoryview(data)
    header = read_header(bytes(view[:HEADER]))
    origin = header.get("origin", 0)
    file = SlotFile(header, view, origin=origin if is_integer(origin) else 0)
    pages: dict[int, Page] = {}
    if len(view) > HEADER and (len(view) - HEADER) % CHUNK:
        file.lost["pages that are cut off"] += 1
    for offset in range(HEADER, len(view), CHUNK):
        page = _page(file, offset)
        if page is not None and pages.setdefault(page.sequence, page) is not page:
            file.lost["pages that are there twice"] += 1
    file.pages += _streams([page for _, page in sorted(pages.items())])
    file.places.update((page.sequence, place) for place, page in enumerate(file.pages))
    if "ring" in header:  # else a page that is missing was damaged
        cut = (page.begin for page in file.pages if page.before >= 0 and page.before not in file.places)
        file.since = max(cut, default=file.origin) - file.origin
    last: dict[int, int] = {}
    for page in file.pages:
        if page.stream in last:
            file.following[last[page.stream]] = page.begin
        last[page.stream] = page.sequence
    return file


def _streams(pages: list[Page]) -> Iterator[Page]:
    """The pages, in the order of their sequence, each with its stream."""
    streams: dict[int, int] = {}
    for place, page in enumerate(pages):
        streams[page.sequence] = stream = streams.get(page.before, place)
        yield replace(page, stream=stream)


def _page(file: SlotFile, offset: int) -> Page | None:
    """The page at `offset`, its texts and sites noted; None for one that is empty or damaged."""
    whole = (min(offset + CHUNK, len(file.data)) - offset) // SIZE
    kinds = bytes(file.data[offset : offset + whole * SIZE : SIZE])
    if not kinds.rstrip(b"\0"):
        return None
    begin: Row = SLOT.unpack_from(file.data, offset)
    thread, sequence = begin[3], begin[6]
    if begin[0] != CHUNK_BEGINS:
        file.lost["pages without a beginning"] += 1
        return None
    payloads = array("H")
    used = 1
    for found in _NOT_PLAIN.finditer(kinds, 1):
        at = found.start()
        if at < used:
            continue  # what looks like a kind is a part of the payload before it
        row: Row = SLOT.unpack_from(file.data, offset + at * SIZE)
        if row[0] in (KNOWN, STOOD):
            (file.known if row[0] == KNOWN else file.stood)[row[3]] = row
            used = at + 1
            payloads.extend((at, used))
            continue
        length = row[8] if row[0] == TIMER else row[6]
        used = at + 1 + (length + SIZE - 1) // SIZE
        if used > whole:
            file.lost["texts that are cut off"] += 1
            used = at + 1 if whole == SLOTS else whole
            payloads.extend((at, used))
            continue
        if length:
            payloads.extend((at + 1, used))
        if row[0] != TIMER:
            start = offset + (at + 1) * SIZE
            payload = bytes(file.data[start : start + length])
            file.named.update(map(int, _NAMED.findall(payload)))
            _define(file, row[0], row[3], payload)
    used = max(used, len(kinds.rstrip(b"\0")))
    page = Page(thread, sequence, offset, used, payloads, begin=begin[4], before=begin[7] - 1)
    return replace(page, end=_end(file, page, kinds))


def _end(file: SlotFile, page: Page, kinds: bytes) -> int:
    """The time of the last slot of a page, but for its last words."""
    last = len(kinds[: min(page.used, USABLE)].rstrip(b"\0")) - 1
    bounds = page.payloads
    for at in range(len(bounds) - 2, -1, -2):
        if bounds[at] <= last < bounds[at + 1]:
            last = bounds[at] - 1
        elif bounds[at + 1] <= last:
            break
    return max(page.begin, int(SLOT.unpack_from(file.data, page.offset + last * SIZE)[4]))


def _define(file: SlotFile, kind: int, number: int, text: bytes) -> None:
    if kind not in (TEXT, SITE) and not text.startswith(_MISCOUNTED):
        return
    value = file.json(text)
    if kind == JSON and isinstance(value, dict):
        since, until = value.get("since"), value.get("until")
        if isinstance(since, int) and isinstance(until, int):
            file.miscounted.append(range(since, until))
            if len(file.miscounted) > _MOST_RANGES:
                low, high = min(r.start for r in file.miscounted), max(r.stop for r in file.miscounted)
                file.miscounted[:] = [range(low, high)]
    if kind == TEXT and is_text(value):
        file.texts[number] = value
    elif kind == SITE and isinstance(value, list) and len(value) == 4 and is_names(value[3]):
        where, via = value[:3], value[3]
        if where[0] is None or is_place(where):
            file.sites[number] = (None if where[0] is None else where, via)
