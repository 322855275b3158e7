"""A trace as the JSON of Chrome's trace viewer, which Perfetto and others read: `.perfetto.json`.

That format knows processes and threads only, so a loop is a process, and each of its tasks a thread.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ... import __version__
from ...trace.model import Trace
from .events import events
from .timeline import Event, Track, TrackKind, What
from .tracks import PROGRAM, tracks

MADE_BY = f"asyncx {__version__}"


def to_chrome(trace: Trace, *, internals: bool = False) -> Iterator[bytes]:
    """The file, piece by piece, an event a line; ASCII.  With asyncio's own tasks if `internals`."""
    made = tracks(trace, internals=internals)
    known = {track.uuid: track for track in made.every}
    head = {"made by": MADE_BY, "target": next(iter(made.every)).name}
    yield f'{{"otherData": {json.dumps(head)},\n"displayTimeUnit": "ns",\n"traceEvents": ['.encode("ascii")
    separator = "\n"
    for track in made.every:
        for line in _named(track, made.every):
            yield f"{separator}{_dumps(line)}".encode("ascii")
            separator = ",\n"
    for event in events(trace, made):
        for line in _lines(event, known[event.track]):
            yield f"{separator}{_dumps(line)}".encode("ascii")
    yield b"\n]}\n"


_dumps = json.JSONEncoder(separators=(",", ":")).encode


def _home(track: Track) -> dict[str, int]:
    """The process and thread that stand for a track."""
    return {"pid": PROGRAM + track.loop, "tid": track.uuid}


def _named(track: Track, every: tuple[Track, ...]) -> Iterator[Mapping[str, Any]]:
    """What a process or a thread is called, and in which order they stand."""
    if track.kind in (TrackKind.COUNT, TrackKind.DELAY):
        return
    if track.kind in (TrackKind.PROCESS, TrackKind.LOOP):
        above = next((each.name for each in every if each.uuid == track.parent), "")
        words = f"{track.name}, {above}" if track.kind is TrackKind.LOOP else track.name
        yield _meta(track, "process_name", name=words)
        yield _meta(track, "process_sort_index", sort_index=track.loop)
    if track.kind is not TrackKind.PROCESS:
        yield _meta(track, "thread_name", name="callbacks" if track.kind is TrackKind.LOOP else track.name)
    yield _meta(track, "thread_sort_index", sort_index=track.uuid)


def _meta(track: Track, what: str, **args: Any) -> Mapping[str, Any]:
    return {"ph": "M", **_home(track), "name": what, "args": args}


def _lines(event: Event, track: Track) -> Iterator[Mapping[str, Any]]:
    # Microseconds; a double has room for each nanosecond of a hundred days.
    place = {**_home(track), "ts": event.t / 1000}
    match event.what:
        case What.BEGIN | What.INSTANT:
            phase = {"ph": "B"} if event.what is What.BEGIN else {"ph": "i", "s": "t"}
            args = dict(event.args)
            yield {**phase, **place, "cat": event.category, "name": event.name, "args": args}
        case What.END:
            yield {"ph": "E", **place}
        case What.VALUE:
            value = event.value if track.kind is TrackKind.COUNT else event.value / 1_000_000
            unit = "tasks" if track.kind is TrackKind.COUNT else "ms"
            yield {"ph": "C", **place, "name": track.name, "args": {unit: value}}
    for number in event.out:
        yield {"ph": "s", **place, "cat": "wakes", "name": "wakes", "id": number}
    for number in event.into:
        yield {"ph": "f", "bp": "e", **place, "cat": "wakes", "name": "wakes", "id": number}
