"""What a task or a coroutine waits for, in the words of its author: "sleep(1)", "Lock.acquire"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

from ..kernel.wire import NEVER
from .model import Record

Frame = tuple[str, int, str]
"""[file, line, function] of one frame of a `stack`."""

_ASYNCIO = "asyncio/"
_NAMES = {"__aexit__": "", "_wait_for_one": "as_completed", "_AsCompletedIterator": "as_completed"}
_CLEANUP = "_cancel_and_wait"
"""It cancels a task, and waits on a future of its own until that has ended."""
_REAL_CLOCK_SLACK = 1e-3
_LATE = 2e-4
"""So many seconds pass at most, as a rule, from the reading of a loop's clock to the record of its timer."""

_PLACES = -4
"""Nothing is known of a delay on a real clock beyond this power of ten of a second."""

A_FUTURE = "a future"
"""What is awaited where that is all that is known."""


@dataclass(frozen=True, slots=True)
class Names:
    """What labels need to know: titles of tasks, and what asyncio made futures and jobs for.

    `jobs` has the function of each job, `job_of` the job behind a future.  Where neither the making nor
    the end of any future is recorded they are not `numbered`: one number stands for all.
    """

    tasks: Mapping[int, str]
    futures: Mapping[int, str]
    jobs: Mapping[int, str]
    job_of: Mapping[int, int]
    numbered: bool = True


def is_internal(file: str) -> bool:
    """Whether a file is asyncio's own."""
    return file.startswith(_ASYNCIO)


def bare(name: str) -> str:
    """A qualified name without the functions around it: "main.<locals>.fetch" is "fetch"."""
    return name.rpartition("<locals>.")[2]


def is_nameless(text: str) -> bool:
    """Whether a label says no more than that a future is awaited."""
    return text == A_FUTURE or text.startswith("future ")


def delay_of(timer: Record, *, exact: bool) -> str:
    """The delay of a timer.new for people, in seconds.

    Where its call does not say it, that is how long it was until it is due, or on a real clock (not `exact`)
    a little more.
    """
    if "delay" in timer.data and not exact:
        return _short(max(timer.data["delay"], 0) / 1e9)
    return seconds(timer.data["due"] - timer.t, exact=exact)


def _short(value: float) -> str:
    """A delay with four digits, or to the second: nobody wrote more of them."""
    return f"{round(value, max(0, 3 - floor(log10(value)))) if value else 0:g}"


def seconds(ns: int, *, exact: bool) -> str:
    """A delay for people, in seconds; on a real clock (not `exact`) the roundest number near it."""
    if ns >= NEVER // 2:
        return "inf"
    value = max(ns, 0) / 1e9
    if not exact and value:
        return _roundest(value)
    for digits in range(1, 7):
        text = f"{value:.{digits}g}"
        if abs(float(text) - value) <= 2e-9:
            return f"{float(text):g}"
    return f"{value:g}"


def _roundest(value: float) -> str:
    """What a delay was probably meant to be that was measured on a real clock, and a little too late.

    That is 1, 2 or 5, or a power of ten times one of them; else as few digits as will do, and no more than
    are known.
    """
    below = min(_REAL_CLOCK_SLACK, value / 50)
    above = min(_REAL_CLOCK_SLACK, max(below, min(_LATE, value / 4)))
    power = floor(log10(value))
    for round_number in (f"{factor}e{exponent}" for exponent in (power, power + 1) for factor in (1, 2, 5)):
        if max(value - below, 10.0**_PLACES) <= float(round_number) <= value + above:
            return f"{float(round_number):g}"
    for digits in range(1, 7):
        if power - digits + 1 < _PLACES:
            break
        text = f"{value + _LATE / 8:.{digits}g}"
        if value - below <= float(text) <= value + above:
            return f"{float(text):g}"
    return f"{ceil(value * 10**-_PLACES) / 10**-_PLACES:g}"


def label(stack: Sequence[Frame], on: Mapping[str, Any], delay: str | None, names: Names) -> str:
    """What the innermost frame of the user's in `stack` awaits; `delay` is that of a sleep, in seconds."""
    user = next((at for at in range(len(stack) - 1, -1, -1) if not is_internal(stack[at][0])), -1)
    return awaited(stack, user, on, delay, names)


def awaited(stack: Sequence[Frame], at: int, on: Mapping[str, Any], delay: str | None, names: Names) -> str:
    """What frame number `at` of `stack` awaits: a coroutine by its name, or the thing at the chain's end."""
    rest = stack[at + 1 :]
    if not rest:
        return _thing(on, names)
    if is_internal(rest[0][0]):
        return _asyncio(rest, on, delay, names)
    return bare(rest[0][2])


def _asyncio(frames: Sequence[Frame], on: Mapping[str, Any], delay: str | None, names: Names) -> str:
    """A coroutine of asyncio's own by its public name."""
    name = bare(frames[0][2])
    if bare(frames[-1][2]) == _CLEANUP:  # up to 3.11 wait_for() waits so for the task that it made
        return names.futures.get(on.get("future", 0), name)
    owner, _, method = name.rpartition(".")
    if method in ("__aenter__", "__anext__") and len(frames) > 1 and is_internal(frames[1][0]):
        return _asyncio(frames[1:], on, delay, names)
    if name == "sleep":
        return f"sleep({delay or 0})" if delay or bare(frames[-1][2]) == "__sleep0" else name
    if name == "to_thread":
        return _job(name, on, names) or name
    if method == "__aexit__":
        return owner
    if method in _NAMES or owner in _NAMES:
        return _NAMES.get(method) or _NAMES[owner]
    if owner.endswith("Loop"):
        return method
    kind = on.get("class", "")
    if owner and kind.endswith(owner):  # a PriorityQueue waits in Queue.get
        return f"{kind}.{method}"
    return name


def _thing(on: Mapping[str, Any], names: Names) -> str:
    """A task, a future or a job that is awaited without a coroutine between."""
    if "task" in on:
        return names.tasks.get(on["task"], f"task {on['task']}")
    if "gather" in on:
        return "gather"
    job = _job("run_in_executor", on, names)
    if job:
        return job
    if "future" in on:
        return names.futures.get(on["future"], f"future {on['future']}" if names.numbered else A_FUTURE)
    return "yield"


def _job(caller: str, on: Mapping[str, Any], names: Names) -> str:
    """`caller(function)` for a job of an executor, "" for anything else."""
    number = on.get("job", names.job_of.get(on.get("future", 0)))
    if number is None:
        return ""
    function = bare(names.jobs.get(number, ""))
    return caller if function in ("", "Context.run") else f"{caller}({function})"


def find_names(records: Iterable[Record], titles: Mapping[int, str]) -> Names:
    """The names of all that can be awaited, from the records of the whole trace."""
    futures: dict[int, str] = {}
    jobs: dict[int, str] = {}
    job_of: dict[int, int] = {}
    submitted: dict[int, int] = {}
    ending: dict[int, int] = {}
    numbered = False
    for record in records:
        if record.kind == "job.new":
            jobs[record.data["job"]] = record.data.get("function", "")
            submitted[record.thread] = record.data["job"]
        elif record.kind == "future.new":
            numbered = True
            number = record.data["future"]
            made_by = {name.rpartition(".")[2] for name in record.data.get("via", ())}
            if "run_in_executor" in made_by and record.thread in submitted:
                job_of[number] = submitted.pop(record.thread)
            for name in ("shield", "wrap_future"):
                if name in made_by and number not in job_of:
                    futures[number] = name
            if _CLEANUP in made_by:
                ending[record.thread] = number
        elif record.kind == "future.done":
            numbered = True
        elif record.kind == "task.cancel" and _CLEANUP in record.data.get("via", ()):
            task = record.data["task"]
            if record.thread in ending and task in titles:
                futures[ending.pop(record.thread)] = titles[task]
    return Names(titles, futures, jobs, job_of, numbered)


def sleep_delay(timers: Sequence[Record], on: Mapping[str, Any], exact: bool) -> str | None:
    """The delay of the sleep among the `timers` set in one step, in seconds; None when there is none."""
    sleeps = [timer for timer in timers if sets_sleep(timer)]
    mine = [timer for timer in sleeps if "future" in on and timer.data.get("future") == on["future"]]
    for timer in reversed(mine or sleeps):
        return delay_of(timer, exact=exact)
    return None


def sets_sleep(timer: Record) -> bool:
    """Whether a timer.new was made by `asyncio.sleep`, whoever called that."""
    return timer.data.get("callback") == "_set_result_unless_cancelled"
