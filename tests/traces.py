"""Traces made by hand: records as the kernel would write them, built into a Trace.

    script = Script()
    main = script.task("main")
    script.step(main)
    script.coro(main, "main")
    script.sleep(main, 0.1, "main")
    script.at(100).wake(main).step(main)
    script.end(main)
    trace = script.trace()

Times are milliseconds.  Every method writes its records at the time set by the last `at`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from asyncx.trace.build import build
from asyncx.trace.model import Error, Run, Trace

FILE = "shop.py"
SLEEP = ("asyncio/tasks.py", "sleep")


def run(**changes: Any) -> Run:
    """A run of shop.py on CPython 3.13 that returned, changed as said."""
    plain: dict[str, Any] = {
        "target": FILE,
        "file": FILE,
        "python": "3.13.0",
        "implementation": "CPython",
        "platform": "linux",
        "loop": "asyncio",
        "clock": "virtual",
        "asyncx": "0.1.0",
        "end": "returned",
        "code": 0,
        "error": None,
    }
    return Run(**{**plain, **changes})


def error(name: str = "ValueError", message: str = "", **more: str) -> dict[str, str]:
    """An exception as it stands in a record; CancelledError and asyncio's others get their module."""
    module = "asyncio.exceptions" if name == "CancelledError" else "builtins"
    return {"type": name, "module": module, "message": message, **more}


def cancelled() -> dict[str, str]:
    """CancelledError as it stands in a record."""
    return error("CancelledError")


def frames(*chain: str | tuple[str, str]) -> list[list[Any]]:
    """A `stack`: "fetch" is a function of the program, ("asyncio/locks.py", "Lock.acquire") is another's."""
    pairs = [(FILE, name) if isinstance(name, str) else name for name in chain]
    return [[file, 10 + position, function] for position, (file, function) in enumerate(pairs)]


class Script:
    """Writes records one after the other; `records` are the wire, `trace` is what is built of them."""

    def __init__(self) -> None:
        self.records: list[dict[str, Any]] = []
        self.time = 0
        self.thread = 1
        self._numbers: dict[str, int] = {}
        self._coros: dict[int, list[int]] = {}

    def at(self, milliseconds: float) -> Script:
        """What follows happens then."""
        self.time = round(milliseconds * 1_000_000)
        return self

    def on(self, thread: int) -> Script:
        """What follows happens in that thread."""
        self.thread = thread
        return self

    def add(self, kind: str, *, because: int | None = None, **fields: Any) -> int:
        """Write any record and return its number; `class_` is the field "class", None is left out."""
        number = len(self.records) + 1
        record = {"n": number, "t": self.time, "thread": self.thread, "kind": kind}
        if because is not None:
            record["because"] = because
        record.update({name.rstrip("_"): value for name, value in fields.items() if value is not None})
        self.records.append(record)
        return number

    def task(self, coro: str, name: str | None = None, *, eager: bool = False, **more: Any) -> int:
        """A new task, ready to run (unless eager); returns its number."""
        number = self._next("task")
        self.add(
            "task.new",
            task=number,
            name=name or f"Task-{number}",
            coro=coro,
            loop=1,
            eager=eager or None,
            **{"where": [FILE, number, "main"], **more},
        )
        return number if eager else self.ready(number) and number

    def ready(self, task: int, **more: Any) -> int:
        return self.add("task.ready", task=task, loop=1, **more)

    def step(self, task: int) -> int:
        return self.add("task.step", task=task, loop=1)

    def wait(
        self,
        task: int,
        *chain: str | tuple[str, str],
        on: Mapping[str, Any] | None = None,
    ) -> int:
        """The step ends in an await, the frames of `chain` awaiting each other, outermost first."""
        return self.add("task.wait", task=task, on=dict(on or {"future": 99}), stack=frames(*chain))

    def sleep(self, task: int, seconds: float, *chain: str | tuple[str, str]) -> int:
        """The innermost of `chain` awaits asyncio.sleep(seconds); returns the number of its timer."""
        future = self._next("future")
        timer = self.timer(seconds * 1000, via=("sleep",), future=future)
        self.wait(task, *chain, SLEEP, on={"future": future})
        return timer

    def wake(self, task: int, timer: int | None = None) -> Script:
        """The task becomes ready, by a timer of its own when one is given."""
        if timer is None:
            self.ready(task)
        else:
            fired = self.add("timer.fire", handle=timer, loop=1)
            self.ready(task, because=fired)
            self.add("timer.end", handle=timer)
        return self

    def end(self, task: int, outcome: str = "returned", error: Mapping[str, Any] | None = None) -> int:
        return self.add("task.end", task=task, outcome=outcome, error=error)

    def cancel(
        self,
        task: int,
        *,
        accepted: bool = True,
        requests: int | None = 1,
        via: Sequence[str] = (),
        **more: Any,
    ) -> int:
        more.update(via=list(via) or None, requests=requests)
        return self.add("task.cancel", task=task, accepted=accepted, **more)

    def timer(self, milliseconds: float, *, via: Sequence[str] = (), callback: str = "", **more: Any) -> int:
        """A timer due that long from now; returns its number."""
        callback = callback or ("_set_result_unless_cancelled" if "sleep" in via else "wake")
        number = self._next("handle")
        due = self.time + round(milliseconds * 1_000_000)
        fields = {"where": [FILE, 9, "main"], **more}
        self.add(
            "timer.new", handle=number, callback=callback, loop=1, due=due, via=list(via) or None, **fields
        )
        return number

    def coro(self, task: int | None, name: str, file: str = FILE, **more: Any) -> int:
        """A coroutine starts; returns its number."""
        number = self._next("coro")
        self.add("coro.start", coro=number, name=name, where=[file, 1, name], task=task, **more)
        return number

    def throw(self, coro: int, error: Mapping[str, Any]) -> int:
        return self.add("coro.throw", coro=coro, error=error, line=10)

    def catch(self, coro: int, error: Mapping[str, Any]) -> int:
        return self.add("coro.catch", coro=coro, error=error, line=11)

    def returns(self, coro: int) -> int:
        return self.add("coro.return", coro=coro, line=12)

    def raises(self, coro: int, error: Mapping[str, Any]) -> int:
        return self.add("coro.raise", coro=coro, error=error, line=12)

    def trace(self, **changes: Any) -> Trace:
        """Build it; `changes` are for the run."""
        return build(run(**changes), self.records)

    def _next(self, kind: str) -> int:
        self._numbers[kind] = self._numbers.get(kind, 0) + 1
        return self._numbers[kind]


def run_error(name: str, message: str = "") -> Error:
    """An exception as it stands in the model."""
    return Error(**error(name, message))


def wait_for_timeout(cleaning: float = 0.05) -> Script:
    """wait_for(fetch(), 0.1) on CPython 3.12: fetch sleeps 1 s, and its clean-up takes 50 ms.

    That sleeps for `cleaning` seconds; when these are fewer, the loop comes late to it.
    """
    script = Script()
    main = script.task("main")
    script.add("loop.new", loop=1, class_="_UnixSelectorEventLoop")
    script.add("loop.run", loop=1)
    script.add("loop.turn", loop=1, turn=1)
    script.step(main)
    outer = script.coro(main, "main")
    waits = script.coro(main, "wait_for", "asyncio/tasks.py")
    via = ("Timeout.reschedule", "Timeout.__aenter__", "wait_for")
    deadline = script.timer(100, via=via, callback="Timeout._on_timeout")
    fetch = script.coro(main, "fetch")
    sleeps = script.coro(main, "sleep", "asyncio/tasks.py")
    waiting: tuple[str | tuple[str, str], ...] = ("main", ("asyncio/tasks.py", "wait_for"), "fetch")
    inner = script.sleep(main, 1, *waiting)
    script.add("loop.turn", loop=1, turn=2)
    fired = script.at(100).add("timer.fire", handle=deadline, loop=1)
    script.cancel(main, via=("Timeout._on_timeout",), because=fired)
    script.ready(main)
    script.add("timer.end", handle=deadline)
    script.add("loop.turn", loop=1, turn=3)
    script.step(main)
    script.throw(sleeps, cancelled())
    script.add("timer.cancel", handle=inner)
    script.raises(sleeps, cancelled())
    script.throw(fetch, cancelled())
    script.catch(fetch, cancelled())
    again = script.coro(main, "sleep", "asyncio/tasks.py")
    cleanup = script.sleep(main, cleaning, *waiting)
    script.at(150).wake(main, cleanup).step(main)
    script.returns(again)
    script.raises(fetch, cancelled())
    script.throw(waits, cancelled())
    script.add("task.uncancel", task=main, requests=0, via=["Timeout.__aexit__"])
    late = error("TimeoutError", cause="CancelledError")
    script.raises(waits, late)
    script.catch(outer, late)
    script.returns(outer)
    script.end(main)
    script.add("loop.stop", loop=1)
    script.add("run.end", how="returned", code=0)
    return script
