"""A trace as Perfetto's own format: a file `.perfetto-trace`, written packet by packet.

The format is protobuf, of which only what is used here is encoded: numbers, and fields with a length.
The numbers are those of `perfetto_trace.proto`.  Names are interned: each is written once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ...trace.model import Trace
from .events import events
from .timeline import Event, Track, TrackKind, What
from .tracks import tracks

_SEQUENCE = 1
"""All packets come from one writer."""
_PID = 1
_NO_MERGE, _EXPLICIT = 2, 3
_CLEARED, _NEEDS_STATE = 1, 2


def to_perfetto(trace: Trace, *, internals: bool = False) -> Iterator[bytes]:
    """The file, piece by piece; with asyncio's own coroutines and tasks if `internals`."""
    made = tracks(trace, internals=internals)
    for place, track in enumerate(made.every):
        state = _number(13, _CLEARED) + _number(87, 1) if place == 0 else _number(13, _NEEDS_STATE)
        yield _packet(_number(10, _SEQUENCE) + state + _bytes(60, _descriptor(track)))
    names = _Names()
    for event in events(trace, made):
        body = _event(event, names)
        new = names.new()
        head = _number(8, event.t) + _HEAD
        yield _packet(head + (_bytes(12, new) if new else b"") + _bytes(11, body))


def varint(value: int) -> bytes:
    """A number of at most 64 bits, seven bits a byte, the lowest first."""
    if value < 0x80:
        return _SMALL[value] if value >= 0 else varint(value + (1 << 64))
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)


_SMALL = [bytes((value,)) for value in range(0x80)]


@cache
def _tag(field: int, wire: int) -> bytes:
    return varint(field << 3 | wire)


def _number(field: int, value: int) -> bytes:
    return _tag(field, 0) + varint(value)


def _fixed(field: int, value: int) -> bytes:
    return _tag(field, 1) + value.to_bytes(8, "little")


def _bytes(field: int, value: bytes) -> bytes:
    return _tag(field, 2) + varint(len(value)) + value


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode("utf-8", "backslashreplace"))


def _packet(body: bytes) -> bytes:
    return _bytes(1, body)


_HEAD = _number(10, _SEQUENCE) + _number(13, _NEEDS_STATE)


class _Names:
    """Words that have a number; `new` gives those that the reader does not know yet."""

    EVENT, CATEGORY, ARGUMENT, VALUE = 2, 1, 3, 29

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], int] = {}
        self._new: list[bytes] = []

    def of(self, table: int, word: str) -> int:
        """The number of a word in one of the tables of `InternedData`."""
        known = self._known
        number = known.get((table, word))
        if number is None:
            number = known[table, word] = len(known) + 1
            self._new.append(_bytes(table, _number(1, number) + _text(2, word)))
        return number

    def new(self) -> bytes:
        """The `InternedData` that has to go before the words are used."""
        if not self._new:
            return b""
        found = b"".join(self._new)
        self._new.clear()
        return found


def _descriptor(track: Track) -> bytes:
    parts = [_number(1, track.uuid)]
    match track.kind:
        case TrackKind.PROCESS:
            parts.append(_bytes(3, _number(1, _PID) + _text(6, track.name)))
        case TrackKind.THREAD:
            thread = _number(1, _PID) + _number(2, track.number) + _text(5, track.name)
            parts += (_number(5, track.parent), _bytes(4, thread))
        case _:
            parts += (_text(2, track.name), _number(5, track.parent), _number(12, track.rank))
            parts.append(_number(15, _NO_MERGE))
    if track.kind in (TrackKind.LOOP, TrackKind.TASK):
        parts.append(_number(11, _EXPLICIT))
    if track.kind in (TrackKind.COUNT, TrackKind.DELAY):
        unit = 2 if track.kind is TrackKind.COUNT else 1
        parts.append(_bytes(8, _number(3, unit)))
    return b"".join(parts)


def _event(event: Event, names: _Names) -> bytes:
    parts = [_number(9, event.what), _number(11, event.track)]
    if event.what is What.VALUE:
        parts.append(_number(30, event.value))
    elif event.what is not What.END:
        parts.append(_number(10, names.of(names.EVENT, event.name)))
        parts.append(_number(3, names.of(names.CATEGORY, event.category)))
    for name, value in event.args:
        word = _number(1, names.of(names.ARGUMENT, name))
        if isinstance(value, int):
            parts.append(_bytes(4, word + _number(4, value)))
        else:
            parts.append(_bytes(4, word + _number(17, names.of(names.VALUE, value))))
    parts += [_fixed(47, number) for number in event.out]
    parts += [_fixed(48, number) for number in event.into]
    return b"".join(parts)
