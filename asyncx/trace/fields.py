"""What the fields of a record may hold: the shapes behind the names in `asyncx.kernel.wire.KINDS`.

One name has one shape in all kinds, but for OVERRIDES.  REQUIRED are the fields without which a record
says nothing; every other field may be left out.  The JSON Schema says the same; a test compares them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

LARGEST: Final = 2**63 - 1
_ERROR: Final = frozenset({"type", "module", "message", "cause", "context", "by"})


def is_number(value: Any) -> bool:
    """A small number that names something: 1, 2, 3 ..."""
    return type(value) is int and 1 <= value <= LARGEST


def is_count(value: Any) -> bool:
    """A whole number that is not negative; also a time in nanoseconds."""
    return type(value) is int and 0 <= value <= LARGEST


def is_integer(value: Any) -> bool:
    """Any whole number of 64 bits."""
    return type(value) is int and -LARGEST <= value <= LARGEST


def is_text(value: Any) -> bool:
    """A string."""
    return type(value) is str


def is_flag(value: Any) -> bool:
    """A truth value."""
    return type(value) is bool


def is_names(value: Any) -> bool:
    """A list of strings."""
    return isinstance(value, list | tuple) and all(map(is_text, value))


def is_numbers(value: Any) -> bool:
    """A list of numbers."""
    return isinstance(value, list | tuple) and all(map(is_number, value))


def is_place(value: Any) -> bool:
    """A place: [file, line, function]."""
    return (
        isinstance(value, list | tuple)
        and len(value) == 3
        and is_text(value[0])
        and is_count(value[1])
        and is_text(value[2])
    )


def is_stack(value: Any) -> bool:
    """A list of places."""
    return isinstance(value, list | tuple) and all(map(is_place, value))


def is_error(value: Any) -> bool:
    """An exception: {"type", "module", "message"}, perhaps "cause" and "context", and where it was raised."""
    return (
        isinstance(value, Mapping)
        and is_text(value.get("type"))
        and is_text(value.get("module"))
        and (value.get("where") is None or is_place(value["where"]))
        and all(is_text(value[name]) for name in value if name in _ERROR and value[name] is not None)
    )


def is_awaited(value: Any) -> bool:
    """What a task waits on: numbers under "task", "future", "job", "object", and what is known of that."""
    if not isinstance(value, Mapping):
        return False
    return (
        all(is_number(value[name]) for name in ("task", "future", "job", "object") if name in value)
        and is_numbers(value.get("gather", ()))
        and is_count(value.get("gathered", 0))
        and is_text(value.get("class", ""))
        and is_text(value.get("peer", ""))
        and is_counts(value.get("counts", {}))
        and ("made" not in value or is_place(value["made"]))
    )


def is_counts(value: Any) -> bool:
    """How many of what: whole numbers by name."""
    return isinstance(value, Mapping) and all(map(is_count, value.values()))


def is_objects(value: Any) -> bool:
    """A list of objects."""
    return isinstance(value, list | tuple) and all(isinstance(item, Mapping) for item in value)


def is_anything(_: Any) -> bool:
    """Whatever JSON holds."""
    return True


Shape = Callable[[Any], bool]

SHAPES: Final[Mapping[str, Shape]] = MappingProxyType(
    {
        **dict.fromkeys(("task", "loop", "future", "handle", "coro", "object", "job", "started"), is_number),
        "gather": is_number,
        **dict.fromkeys(("steps", "calls", "tasks", "busy", "waited"), is_count),
        **dict.fromkeys(("turn", "events", "requests", "line", "pid", "count", "age", "places"), is_count),
        **dict.fromkeys(("until", "due", "delay", "code", "since"), is_integer),
        **dict.fromkeys(
            ("python", "implementation", "platform", "clock", "loop_kind", "asyncx", "how", "class", "name"),
            is_text,
        ),
        **dict.fromkeys(("outcome", "message", "callback", "function", "what", "category"), is_text),
        **dict.fromkeys(("level", "stream", "text", "context", "generator"), is_text),
        **dict.fromkeys(
            ("eager", "accepted", "pending", "threadsafe", "daemon", "timed_out", "cleanup", "late", "read"),
            is_flag,
        ),
        **dict.fromkeys(("plain", "own"), is_flag),
        "threads": is_objects,
        "waits_on": is_awaited,
        "where": is_place,
        "at": is_place,
        "made": is_place,
        "counts": is_counts,
        "via": is_names,
        "error": is_error,
        "stack": is_stack,
        "on": is_awaited,
    }
)

OVERRIDES: Final[Mapping[tuple[str, str], Shape]] = MappingProxyType(
    {
        ("task.new", "coro"): is_text,
        ("task.ready", "future"): is_awaited,
        ("thread.wait", "on"): is_text,
    }
)

REQUIRED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "loop.new": ("loop",),
        "loop.run": ("loop",),
        "loop.idle": ("loop",),
        "loop.turn": ("loop",),
        "loop.held": ("loop",),
        "loop.starved": ("loop", "since", "waited"),
        "loop.stuck": ("loop",),
        "loop.stop": ("loop",),
        "loop.stopping": ("loop",),
        "loop.close": ("loop",),
        "task.new": ("task", "coro"),
        "task.name": ("task",),
        "task.ready": ("task",),
        "task.step": ("task",),
        "task.wait": ("task",),
        "task.end": ("task", "outcome"),
        "task.cancel": ("task", "accepted"),
        "task.uncancel": ("task",),
        "task.freed": ("task",),
        "task.passed": ("count",),
        "future.new": ("future",),
        "future.done": ("future", "outcome"),
        "handle.new": ("handle",),
        "handle.run": ("handle",),
        "handle.end": ("handle",),
        "handle.cancel": ("handle",),
        "timer.new": ("handle", "due"),
        "timer.fire": ("handle",),
        "timer.end": ("handle",),
        "timer.cancel": ("handle",),
        "coro.start": ("coro", "name"),
        "coro.throw": ("coro",),
        "coro.catch": ("coro",),
        "coro.return": ("coro",),
        "coro.raise": ("coro",),
        "lock.taken": ("object",),
        "lock.freed": ("object",),
        "semaphore.taken": ("object", "places"),
        "semaphore.freed": ("object",),
        "queue.left": ("counts",),
        "generator.left": ("generator",),
        "loop.foreign": ("loop",),
        "thread.new": ("started",),
        "job.new": ("job",),
        "job.run": ("job",),
        "job.end": ("job",),
        "job.cancel": ("job",),
        "warning": ("category", "message"),
        "log": ("level", "message"),
        "handler": ("message",),
        "out": ("stream", "text"),
    }
)


def shape_of(kind: str, name: str) -> Shape:
    """The shape of the field `name` of records of `kind`; anything goes in a field that is unknown."""
    return OVERRIDES.get((kind, name)) or SHAPES.get(name, is_anything)
