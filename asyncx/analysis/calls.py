"""asyncio's own functions by the names that people know, and code as it stands in a line."""

from __future__ import annotations

from ..kernel.wire import INSTALLED
from ..trace.model import Record, Task, Trace

_PUBLIC = {
    "_cancel_and_wait": "wait_for",
    "_wait": "wait",
    "Timeout": "timeout()",
    "_wait_for_one": "as_completed",
}


_RESULT = ("concurrent/futures/_base.py", "result")
"""The file and the function that wait for a future of a thread or a process."""


def without_comment(line: str) -> str:
    """A line of source without the blanks around it, and without a comment two blanks behind it."""
    return line.partition("  #")[0].strip()


def first_expression(text: str) -> str:
    """The name, or the call with its arguments, with which `text` begins; "" when it does not end there."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth < 0 or (depth == 0 and not (character.isalnum() or character in "_.)]}")):
            return text[:at]
    return text if depth == 0 else ""


def internal(file: str) -> bool:
    """Whether a file is asyncio's own."""
    return file.startswith("asyncio/")


def package(file: str) -> str:
    """The top-level package, or module, that a file belongs to: "httpcore", "subprocess"."""
    return file.removeprefix(INSTALLED).partition("/")[0].removesuffix(".py")


def by_the_program(record: Record) -> bool:
    """Whether call_soon, call_later or call_at was called by the program, and not by asyncio for itself."""
    calls = ("call_soon", "call_later", "call_at", "call_soon_threadsafe")
    via = record.data.get("via", ())
    return record.data.get("where") is not None and all(name.rpartition(".")[2] in calls for name in via)


def exit_call(record: Record) -> str:
    """The call that ended a loop, or cancelled what was left on it: asyncio.run(), or another one."""
    via = [str(name) for name in record.data.get("via", ())]
    if via and via[-1] == "run":
        return "asyncio.run()"
    return "Runner.close()" if any(name.startswith("Runner.") for name in via) else "the program"


def call_in(sample: Record) -> str:
    """What the line of a `loop.held` was calling, by its dotted name; "" where it was not in a call."""
    what, stack = str(sample.data.get("what", "")), sample.data.get("stack", ())
    if what == "sleep" and next(iter(stack), None) == sample.data.get("where"):
        return "time.sleep"
    inside = any((file, function) == _RESULT for file, _, function in stack)
    return "Future.result" if what.rpartition(".")[2] == "result" and inside else what


Held = tuple[int, str]
"""The record at which a call held the loop, and the name of the call."""


def held_by_task(trace: Trace) -> dict[int, list[Held]]:
    """What each task called while it held its loop: blocking calls, and what was found running."""
    found: dict[int, list[Held]] = {}
    for hold in trace.holds:
        if hold.task is not None:
            found.setdefault(hold.task, []).append((hold.first, hold.what))
    for record in trace.records:
        if record.kind == "loop.held" and "task" in record.data:
            found.setdefault(record.data["task"], []).append((record.n, call_in(record)))
    return found


def is_closing(task: Task) -> bool:
    """Whether a task does nothing but close an async generator."""
    return task.coro.endswith(".aclose") or task.coro.startswith("async_generator_a")


def public(name: str) -> str:
    """The name that people know for a function of asyncio: "timeout()" for "Timeout.__aexit__"."""
    owner, _, method = last_part_of_locals(name).rpartition(".")
    if owner and method.startswith("__"):
        return _PUBLIC.get(owner, owner)
    return _PUBLIC.get(method, f"{owner}.{method}" if owner else method)


def last_part_of_locals(name: str) -> str:
    """A qualified name without the functions around it."""
    return name.rpartition("<locals>.")[2]


def caller(record: Record) -> str:
    """The function of asyncio that the program called to make `record` happen: "gather", or ""."""
    via = [str(name) for name in record.data.get("via", ())]
    known = [name for name in via if not any(part.startswith("_") for part in name.split("."))]
    return public((known or via)[-1]) if via else ""
