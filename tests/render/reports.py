"""Reports made by hand, so that the screens do not change when a sentence of the analysis does."""

from __future__ import annotations

from typing import Any

from asyncx.analysis.causes import WhyStep
from asyncx.analysis.facts import Difference, FactResult, FactStatus
from asyncx.analysis.report import Report
from asyncx.analysis.verdict import Verdict
from asyncx.render.words import MS
from asyncx.trace.model import Place, Trace
from tests.traces import FILE, wait_for_timeout

SOURCE = '''\
"""A timeout waits for the cleanup.

The explanation.
"""
import asyncio

FACTS = {
    "it raises": ('coro("wait_for").error', "TimeoutError"),
}

async def main():
    await asyncio.wait_for(fetch(), 0.1)    # line 12
'''


def fact(
    name: str, seen: object, status: FactStatus = FactStatus.HOLDS, expected: object = None
) -> FactResult:
    """A judged fact; what was expected is what was seen unless said otherwise."""
    return FactResult(name, "…", seen if expected is None else expected, seen, status, ())


def step(trace: Trace, index: int, kind: str, what: str, detail: str = "", line: int = 0) -> WhyStep:
    """A step of the chain of causes at the first record of `kind`; at the last one where something ends."""
    found = [record for record in trace.records if record.kind == kind]
    record = found[-1] if kind == "coro.raise" else found[0]
    place = Place(FILE, line, "main") if line else None
    return WhyStep(index, record.n, record.t, index - 1, what, detail, place)


def timeout_report(**changes: Any) -> Report:
    """The report about `wait_for_timeout`, which printed one line."""
    script = wait_for_timeout()
    script.records[-1:-1] = [
        {"n": 0, "t": 150 * MS, "thread": 1, "kind": "out", "stream": "stdout", "text": "timed out"}
    ]
    for number, record in enumerate(script.records, 1):
        record["n"] = number
    trace = script.trace(source=SOURCE, file=f"scenarios/{FILE}", target="scenario:wait_for-timeout")
    why = (
        step(trace, 1, "timer.new", "main awaits wait_for(fetch(), 0.1)", "a timer is armed for 100 ms", 19),
        step(trace, 2, "timer.fire", "the timer fires", "it calls Task-1.cancel()"),
        step(trace, 3, "coro.throw", "CancelledError is raised in fetch", "at its await sleep(1)", 9),
        step(trace, 4, "coro.return", "fetch ends its cleanup", "", 11),
        step(trace, 5, "coro.raise", "wait_for turns it into TimeoutError", "__cause__ CancelledError", 19),
    )
    parts: dict[str, Any] = {
        "name": "wait_for-timeout",
        "claim": "A timeout cancels the inner coroutine, then waits for its cleanup.",
        "explanation": "The deadline is only the moment at which fetch() is asked to stop.",
        "article": ("right", "On timeout, wait_for waits for it to terminate cleanly."),
        "trace": trace,
        "verdict": Verdict(
            "wait_for(fetch(), 0.1) raised TimeoutError at 150 ms, 50 ms after its deadline.",
            "The timer fired on time; wait_for then waited while fetch() finished its own cleanup.",
            50,
        ),
        "why": why,
        "facts": (
            fact("wait_for raises", "TimeoutError"),
            fact("fetch ends at", 150),
            fact("printed", ["timed out"]),
            fact("tasks", 1),
        ),
        "differs": (
            Difference("before 3.12", "<3.12", "tasks", 1, 2),
            Difference("before 3.11", "<3.11", "wait_for raises", "TimeoutError", "asyncio.TimeoutError"),
        ),
    }
    return Report(**{**parts, **changes})
