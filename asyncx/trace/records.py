"""From the wire to frozen records: the one place where a trace from outside is checked, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from ..errors import UserError
from ..kernel import wire
from .fields import LARGEST, REQUIRED, Shape, is_count, is_number, is_text, shape_of
from .model import Error, Place, Record


class TraceError(UserError):
    """A trace is broken: no asyncx can have written it so."""


_COMMON: Final = frozenset(wire.COMMON)
_PLAIN: Final = frozenset({str, int, bool, float})
_NO_SHAPES: Final[Mapping[str, Shape]] = {}
_SHAPES: Final = {kind: {name: shape_of(kind, name) for name in names} for kind, names in wire.KINDS.items()}


def broken(n: int, what: str) -> TraceError:
    """The error for record `n`; `what` continues "record 7 is broken: "."""
    return TraceError(f"record {n} of the trace is broken: {what}")


def read(lines: Iterable[Mapping[str, Any]]) -> Iterator[Record]:
    """Records off the wire, in order.

    Kinds and fields that this asyncx does not know are kept as they are: a newer one may have added
    them.  TraceError when a known field has a wrong type or is missing, a number does not follow on
    the last one, time runs backwards, or `because` names a later record.
    """
    n = t = 0
    for line in lines:
        record = _record(n, line)
        if record.n <= n:
            raise broken(n + 1, f"its number is {record.n}; records are out of order")
        if record.t < t:
            raise broken(record.n, "it is older than the record before it")
        n, t = record.n, record.t
        yield record


def _record(last: int, line: Mapping[str, Any]) -> Record:
    if not isinstance(line, Mapping):
        raise broken(last + 1, "it is not an object")
    n: Any = line.get("n")
    t: Any = line.get("t")
    if not is_number(n):
        raise broken(last + 1, f'"n" is not a number from 1 to {LARGEST}')
    if not is_count(t):
        raise broken(n, f'"t" is not a number of nanoseconds from 0 to {LARGEST}')
    kind: Any = line.get("kind")
    thread: Any = line.get("thread", 1)
    because: Any = line.get("because")
    if not is_text(kind):
        raise broken(n, '"kind" is not a string')
    if not is_count(thread):
        raise broken(n, '"thread" is not a number')
    if because is not None and not (is_number(because) and because < n):
        raise broken(n, '"because" is not the number of an earlier record')
    shapes = _SHAPES.get(kind, _NO_SHAPES)
    data: dict[str, Any] = {}
    for name, value in line.items():
        if value is None or name in _COMMON:
            continue
        if name in shapes and not shapes[name](value):
            raise broken(n, f'"{name}" of {kind} has the wrong type')
        data[name] = value if type(value) in _PLAIN else freeze(value)
    for name in REQUIRED.get(kind, ()):
        if name not in data:
            raise broken(n, f'{kind} without "{name}"')
    return Record(n, t, thread, kind, because, MappingProxyType(data))


def freeze(value: Any) -> Any:
    """A JSON value that cannot be changed: lists as tuples, objects as read-only mappings."""
    if isinstance(value, Mapping):
        return MappingProxyType({str(name): freeze(item) for name, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(map(freeze, value))
    return value


def thaw(value: Any) -> Any:
    """The opposite of `freeze`: what `json.dumps` takes."""
    if isinstance(value, Mapping):
        return {name: thaw(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return [thaw(item) for item in value]
    return value


def place_of(value: Any) -> Place | None:
    """The place in a field `where`, None when there is none."""
    return Place(*value) if value else None


def error_of(value: Mapping[str, Any] | None) -> Error | None:
    """The exception in a field `error`, None when there is none."""
    if value is None:
        return None
    return Error(
        type=value["type"],
        module=value["module"],
        message=value.get("message") or "",
        cause=value.get("cause"),
        context=value.get("context"),
    )


def is_cancelled(value: Mapping[str, Any] | None) -> bool:
    """Whether a field `error` holds a CancelledError (asyncio's own, not that of concurrent.futures)."""
    return bool(value) and value["type"] == "CancelledError" and value["module"].startswith("asyncio")  # type: ignore[index]
