"""Runs of a program made by hand, judged by hand: the screens do not change when a rule does."""

from __future__ import annotations

from typing import Any

from asyncx.analysis.finding import Finding, Severity
from asyncx.analysis.watched import Load, Stretch, Watched, left_over
from asyncx.render.blocks import About
from asyncx.render.words import MS
from asyncx.trace.model import Place, Trace
from tests.traces import FILE, Script

SOURCE = {
    Place(FILE, 25, "main"): "time.sleep(0.15)",
    Place(FILE, 19, "main"): 'asyncio.create_task(heartbeat(), name="heartbeat")',
}


def finding(trace: Trace, rule: str, severity: Severity, sentence: str, **more: Any) -> Finding:
    """A finding about the first record of the trace, unless said otherwise."""
    plain: dict[str, Any] = {
        "fragment": "",
        "fix": "",
        "place": None,
        "record": trace.records[0].n,
        "start": 0,
        "end": 0,
        "tasks": (),
    }
    return Finding(rule=rule, severity=severity, sentence=sentence, **{**plain, **more})


def shop() -> Script:
    """main() waits, and then holds the loop for 150 ms; heartbeat is due meanwhile, and is left over."""
    script = Script()
    main = script.task("main")
    script.add("loop.new", loop=1, class_="_UnixSelectorEventLoop")
    script.add("loop.run", loop=1)
    script.step(main)
    heart = script.task("heartbeat", name="heartbeat")
    first = script.sleep(main, 0.1, "main")
    script.step(heart)
    beat = script.sleep(heart, 0.05, "heartbeat")
    script.at(50).wake(heart, beat).step(heart)
    beat = script.sleep(heart, 0.05, "heartbeat")
    script.at(100).wake(main, first).step(main)
    script.at(250).end(main)
    script.wake(heart, beat)
    script.cancel(heart, via=["_cancel_all_tasks"])
    script.step(heart)
    script.end(heart, "cancelled")
    script.add("loop.stop", loop=1)
    return script


def judged(trace: Trace, *findings: Finding, loads: tuple[Load, ...] = ()) -> Watched:
    """The trace with these findings."""
    left = tuple(left_over(trace))
    return Watched(name=FILE, trace=trace, findings=findings, left_over=left, loads=loads)


def shop_watched(*more: Finding) -> Watched:
    """The findings of SCREENS: one problem, one warning, one note."""
    trace = shop().trace(clock="real")
    first = {record.kind: record.n for record in reversed(trace.records)}
    steps = [record.n for record in trace.records if record.kind == "task.step"]
    return judged(
        trace,
        finding(
            trace,
            "loop-blocked",
            Severity.PROBLEM,
            "main held the loop for 150 ms; heartbeat was due and waited 150 ms.",
            fix="use await asyncio.sleep(0.15)",
            place=Place(FILE, 25, "main"),
            record=steps[3],
            start=100 * MS,
            end=250 * MS,
            tasks=(1, 2),
        ),
        finding(
            trace,
            "task-leaked",
            Severity.WARNING,
            "heartbeat never ended; asyncio.run() cancelled it at exit, silently.",
            fix="await it, or cancel it and await it before its maker ends",
            place=Place(FILE, 19, "main"),
            record=first["task.cancel"],
            start=250 * MS,
            end=250 * MS,
            tasks=(2,),
        ),
        finding(
            trace,
            "lock-orphaned",
            Severity.NOTE,
            "It cannot be told whether a lock was left behind, for its task was not seen to its end.",
            certain=False,
            record=first["task.end"],
            start=250 * MS,
            end=250 * MS,
        ),
        *more,
        loads=(Load(1, 150 * MS, 250 * MS, Stretch(100 * MS, 250 * MS, 1)),),
    )


def about(**changes: Any) -> About:
    """What the screen is told, with the source at hand."""
    return About(**{"source": SOURCE, "check": False, **changes})


def crowd(tasks: int) -> Script:
    """main() and so many workers that each sleep for a while; worker 7 never ends."""
    script = Script()
    main = script.task("main")
    script.add("loop.new", loop=1, class_="_UnixSelectorEventLoop")
    script.add("loop.run", loop=1)
    script.step(main)
    workers = [script.task("work", name=f"worker-{number}") for number in range(tasks - 1)]
    script.wait(main, "main")
    timers = []
    for worker in workers:
        script.step(worker)
        timers.append(script.sleep(worker, 0.01, "work"))
    for number, (worker, timer) in enumerate(zip(workers, timers, strict=True)):
        script.at(10 + number * 0.01).wake(worker, timer)
        if number != 7:
            script.step(worker)
            script.end(worker)
    script.ready(main)
    script.step(main)
    script.end(main)
    script.add("loop.stop", loop=1)
    return script
