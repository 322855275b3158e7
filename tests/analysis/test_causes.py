"""Chains of causes: what is told, what is left out, and in which order."""

from __future__ import annotations

from asyncx.analysis.beats import Beat
from asyncx.analysis.causes import MOST, merged, shorten, why

from ..traces import Script, cancelled, error, wait_for_timeout


def told(script: Script, record: int) -> list[str]:
    trace = script.trace()
    return [f"{step.what} | {step.detail}".rstrip(" |") for step in why(trace, record)]


def test_a_record_that_is_not_there_has_no_causes() -> None:
    assert why(wait_for_timeout().trace(), 9999) == ()


def test_an_error_passed_on_by_a_task() -> None:
    """Child raises; main, which awaits it, gets the error at its await."""
    script = Script()
    main = script.task("main")
    began = script.step(main)
    coro = script.coro(main, "main")
    script.add(
        "task.new", because=began, task=2, name="Task-2", coro="child", loop=1, where=["shop.py", 4, "main"]
    )
    ready = script.add("task.ready", because=began, task=2, loop=1)
    script.add("task.wait", because=began, task=main, on={"task": 2}, stack=[["shop.py", 5, "main"]])
    step = script.add("task.step", because=ready, task=2, loop=1)
    script.add("coro.start", because=step, coro=2, name="child", where=["shop.py", 8, "child"], task=2)
    script.add("coro.raise", because=step, coro=2, error=error("ValueError", "no"), line=9)
    ended = script.add("task.end", because=step, task=2, outcome="raised", error=error("ValueError", "no"))
    woken = script.add("task.ready", because=ended, task=main, future={"task": 2}, loop=1)
    again = script.add("task.step", because=woken, task=main, loop=1)
    last = script.add("coro.raise", because=again, coro=coro, error=error("ValueError", "no"), line=5)
    script.add("task.end", because=again, task=main, outcome="raised", error=error("ValueError", "no"))

    assert told(script, last) == [
        "main makes the task child",
        "child raises ValueError: no",
        "ValueError: no is raised in main | at its await Task-2 child",
    ]


def test_a_cancel_that_overtakes_the_wake_up_is_told_too() -> None:
    """The result had made the task ready; the cancel changed what its next step got."""
    script = Script()
    main = script.task("main")
    job = script.task("job")
    step = script.step(job)
    coro = script.coro(job, "job")
    script.add("task.wait", because=step, task=job, on={"future": 1}, stack=[["shop.py", 5, "job"]])
    acts = script.step(main)
    done = script.add("future.done", because=acts, future=1, outcome="returned", where=["shop.py", 6, "main"])
    ready = script.add("task.ready", because=done, task=job, future={"future": 1}, loop=1)
    script.add("task.cancel", because=acts, task=job, accepted=True, where=["shop.py", 7, "main"])
    script.add("task.end", because=acts, task=main, outcome="returned")
    again = script.add("task.step", because=ready, task=job, loop=1)
    script.add("coro.throw", because=again, coro=coro, error=cancelled(), line=5)
    last = script.add("coro.raise", because=again, coro=coro, error=cancelled(), line=5)
    script.add("task.end", because=again, task=job, outcome="cancelled")

    assert told(script, last) == [
        "main gives the future its result",
        "main cancels job",
        "CancelledError is raised in job | at its await future 1",
    ]


def test_a_sleep_that_is_over_late_says_whose_it_was() -> None:
    """The chain may begin there, where what came before is left out."""
    script = Script()
    main = script.task("main")
    step = script.step(main)
    timer = script.timer(10, via=("sleep",), future=7, because=step)
    script.add("task.wait", because=step, task=main, on={"future": 7}, stack=[["shop.py", 5, "main"]])
    fire = script.at(30).add("timer.fire", because=None, handle=timer, loop=1)
    ready = script.add("task.ready", because=fire, task=main, future={"future": 7}, loop=1)
    script.add("timer.end", handle=timer)
    again = script.add("task.step", because=ready, task=main, loop=1)
    last = script.add("task.end", because=again, task=main, outcome="returned")

    assert "the sleep of main is over, 20 ms late" in told(script, last)


def beat(n: int, what: str = "", weight: int = 2) -> Beat:
    return Beat(n, n, what or f"beat {n}", weight=weight)


def test_what_says_the_same_is_said_once_with_its_number() -> None:
    (only,) = merged([beat(1, "waits"), beat(2, "waits"), beat(3, "waits")])

    assert (only.n, only.detail) == (1, "3 times")


def test_a_long_chain_loses_its_weakest_and_oldest_beats_and_never_its_last() -> None:
    chain = [beat(n, weight=1 if n in (3, 5, 12) else 2) for n in range(1, 13)]

    assert [each.n for each in shorten(chain)] == [2, 4, 6, 7, 8, 9, 10, 11, 12]
    assert len(shorten(chain)) == MOST
