"""Reads what was written for Perfetto with its own classes, and checks what must hold of any file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from google.protobuf.unknown_fields import UnknownFieldSet
from perfetto.protos.perfetto.trace import perfetto_trace_pb2 as protos

BEGIN, END, INSTANT, VALUE = "begin", "end", "instant", "value"
_WHAT = {1: BEGIN, 2: END, 3: INSTANT, 4: VALUE}
_PHASES = {"B": BEGIN, "E": END, "i": INSTANT, "C": VALUE}


@dataclass
class Seen:
    """One event, as a reader has it; `track` is the name of its track, `path` those above it, too."""

    what: str
    uuid: int
    t: int
    track: str = ""
    path: tuple[str, ...] = ()
    name: str = ""
    category: str = ""
    args: dict[str, Any] = field(default_factory=dict)
    out: list[int] = field(default_factory=list)
    into: list[int] = field(default_factory=list)
    value: float = 0


def read_protobuf(pieces: Iterable[bytes]) -> list[Seen]:
    """The events of a `.perfetto-trace`; each packet is one piece, and parses alone."""
    trace = protos.Trace()
    trace.ParseFromString(b"".join(pieces))
    assert {packet.trusted_packet_sequence_id for packet in trace.packet} == {1}
    first, *others = trace.packet
    assert first.sequence_flags == protos.TracePacket.SEQ_INCREMENTAL_STATE_CLEARED
    assert first.first_packet_on_sequence
    needs = protos.TracePacket.SEQ_NEEDS_INCREMENTAL_STATE
    assert {packet.sequence_flags for packet in others} <= {needs}
    paths: dict[int, tuple[str, ...]] = {0: ()}
    counters: set[int] = set()
    words: dict[tuple[str, int], str] = {}
    found = []
    for packet in trace.packet:
        for part in (packet, packet.track_event, packet.track_descriptor, packet.interned_data):
            assert not list(UnknownFieldSet(part)), "a field that Perfetto does not know"
        _intern(packet.interned_data, words)
        if packet.HasField("track_descriptor"):
            track = packet.track_descriptor
            assert track.uuid not in paths, "a track is described twice"
            name = track.name or track.thread.thread_name or track.process.process_name
            paths[track.uuid] = (*paths[track.parent_uuid], name)
            counters |= {track.uuid} if track.HasField("counter") else set()
        else:
            assert packet.HasField("track_event")
            found.append(_seen(packet, words, paths))
            assert (found[-1].what == VALUE) == (found[-1].uuid in counters)
    return found


def _intern(data: Any, words: dict[tuple[str, int], str]) -> None:
    for table in ("event_names", "event_categories", "debug_annotation_names"):
        for each in getattr(data, table):
            assert (table, each.iid) not in words, "a word is interned twice"
            words[table, each.iid] = each.name
    for each in data.debug_annotation_string_values:
        words["values", each.iid] = each.str.decode()


def _seen(packet: Any, words: dict[tuple[str, int], str], paths: dict[int, tuple[str, ...]]) -> Seen:
    event = packet.track_event
    path = paths[event.track_uuid]
    args = {
        words["debug_annotation_names", each.name_iid]: (
            words["values", each.string_value_iid] if each.string_value_iid else each.int_value
        )
        for each in event.debug_annotations
    }
    return Seen(
        what=_WHAT[event.type],
        uuid=event.track_uuid,
        t=packet.timestamp,
        track=path[-1],
        path=path,
        name=words["event_names", event.name_iid] if event.name_iid else "",
        category=", ".join(words["event_categories", number] for number in event.category_iids),
        args=args,
        out=list(event.flow_ids),
        into=list(event.terminating_flow_ids),
        value=event.counter_value,
    )


def read_chrome(pieces: Iterable[bytes]) -> list[Seen]:
    """The events of a `.perfetto.json`; the arrows that are beside an event belong to it."""
    found: list[Seen] = []
    names: dict[int, str] = {}
    for line in json.loads(b"".join(pieces))["traceEvents"]:
        uuid, t = line["tid"], round(line.get("ts", 0) * 1000)
        match line["ph"]:
            case "M":
                if line["name"] == "thread_name":
                    names[uuid] = line["args"]["name"]
            case "s" | "f":
                assert (found[-1].uuid, found[-1].t) == (uuid, t)
                (found[-1].out if line["ph"] == "s" else found[-1].into).append(line["id"])
            case phase:
                seen = Seen(_PHASES[phase], uuid, t, names.get(uuid, ""), name=line.get("name", ""))
                seen.category, seen.args = line.get("cat", ""), line.get("args", {})
                found.append(seen)
    return found


def check(events: Sequence[Seen]) -> None:
    """What must hold of any file: time goes on, slices lie inside each other, arrows have two ends."""
    open_: Counter[int] = Counter()
    begun: set[int] = set()
    times = [event.t for event in events]
    assert times == sorted(times)
    for event in events:
        open_[event.uuid] += {BEGIN: 1, END: -1}.get(event.what, 0)
        assert open_[event.uuid] >= 0, "a slice ends that has not begun"
        assert event.what in (BEGIN, INSTANT) or not (event.out or event.into)
        assert begun.issuperset(event.into), "an arrow ends before it begins"
        begun.update(event.out)
        assert event.what not in (BEGIN, INSTANT) or (event.name and event.category)
    assert not +open_, "a slice does not end"
    starts = Counter(number for event in events for number in event.out)
    ends = Counter(number for event in events for number in event.into)
    assert starts == ends
    assert set(starts.values()) <= {1}


def slices(events: Sequence[Seen], track: str) -> list[str]:
    """The slices of a track as lines, the inner ones indented: `name from..to`, in ms."""
    lines: list[str] = []
    stack: list[tuple[int, Seen]] = []
    for event in events:
        if event.track != track:
            continue
        if event.what == BEGIN:
            stack.append((len(lines), event))
            lines.append("")
        elif event.what == END:
            place, began = stack.pop()
            lines[place] = f"{'  ' * len(stack)}{began.name} {began.t / 1e6:g}..{event.t / 1e6:g}"
        elif event.what == INSTANT:
            lines.append(f"{'  ' * len(stack)}! {event.name} {event.t / 1e6:g}")
    return lines


def arrows(events: Sequence[Seen]) -> list[str]:
    """`Task-1 main runs -> Task-2 fetch cancel()` for each arrow, in the order of their ends."""
    starts = {number: event for event in events for number in event.out}
    return [
        f"{starts[number].track} {starts[number].name} -> {event.track} {event.name}"
        for event in events
        for number in event.into
    ]
