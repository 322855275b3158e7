"""Rules of the verdict that no scenario needs, and what must not be said."""

from __future__ import annotations

import pytest

from asyncx.analysis.verdict import RULES, verdict
from asyncx.trace.model import Trace

from ..traces import Script, cancelled, error, frames, run_error, wait_for_timeout
from .made import trace as bare


def said(script: Script, **run: object) -> str:
    return verdict(script.trace(**run)).sentence


def simple(end: float = 10) -> Script:
    """Main sleeps until `end` milliseconds."""
    script = Script()
    main = script.task("main")
    script.step(main)
    coro = script.coro(main, "main")
    timer = script.sleep(main, end / 1000, "main")
    script.at(end).wake(main, timer).step(main)
    script.returns(coro)
    script.end(main)
    return script


def test_an_overdue_timeout() -> None:
    """The sentence of the model screen, from a trace that has no source."""
    found = verdict(wait_for_timeout().trace())

    assert found.sentence == "wait_for(0.1) raised TimeoutError at 150 ms, 50 ms after its deadline."
    assert (
        found.detail
        == "The timer fired on time; wait_for then waited while fetch() finished its own cleanup."
    )


def test_nothing_special() -> None:
    assert said(simple()) == "main returned at 10 ms."


def test_nothing_at_all() -> None:
    assert verdict(bare(end=0)).sentence == "The program ended at 0 ms without having run a task."


@pytest.mark.parametrize(
    ("end", "detail", "sentence"),
    [
        ("crashed", "the interpreter crashed with SIGSEGV", "The interpreter crashed at 10 ms."),
        ("killed", "the process was killed with SIGTERM", "The program was killed at 10 ms."),
        ("interrupted", "", "The program was interrupted at 10 ms."),
        ("timed out", "", "The program was still running when its limit was reached, 10 ms on its clock."),
    ],
)
def test_runs_that_were_broken_off(end: str, detail: str, sentence: str) -> None:
    found = verdict(simple().trace(end=end, detail=detail))

    assert found.sentence == sentence
    assert found.detail == (detail[:1].upper() + detail[1:] + "." if detail else "")


def test_an_exit_without_any_task_to_blame() -> None:
    assert said(simple(), end="exited", code=3) == "The program exited with code 3 at 10 ms."


def test_an_error_nobody_caught() -> None:
    script = Script()
    main = script.task("main")
    script.step(main)
    coro = script.coro(main, "main")
    script.raises(coro, error("ValueError", "card refused"))
    script.end(main, "raised", error("ValueError", "card refused"))
    failed = run_error("ValueError", "card refused")

    assert said(script, end="raised", error=failed) == "main raised ValueError at 0 ms: card refused."


def test_a_message_that_is_too_long_goes_into_the_detail() -> None:
    found = verdict(simple().trace(end="raised", error=run_error("ValueError", "x" * 80)))

    assert found.sentence == "The program raised ValueError at 10 ms."
    assert found.detail == "x" * 80 + "."


def test_a_deadline_that_was_moved_is_not_overdue() -> None:
    """timeout().reschedule() cancels its timer early and sets another one."""
    script = Script()
    main = script.task("main")
    script.step(main)
    coro = script.coro(main, "main")
    script.coro(main, "Timeout.__aenter__", "asyncio/timeouts.py", object=1)
    script.returns(2)
    first = script.timer(20, via=("Timeout.reschedule", "Timeout.__aenter__"), callback="Timeout._on_timeout")
    timer = script.sleep(main, 0.01, "main")
    script.at(10).wake(main, timer).step(main)
    script.add("timer.cancel", handle=first)
    second = script.timer(90, via=("Timeout.reschedule",), callback="Timeout._on_timeout")
    timer = script.sleep(main, 0.04, "main")
    script.at(50).wake(main, timer).step(main)
    leaves = script.coro(main, "Timeout.__aexit__", "asyncio/timeouts.py", object=1)
    script.add("timer.cancel", handle=second)
    script.returns(leaves)
    script.returns(coro)
    script.end(main)

    assert said(script) == "main returned at 50 ms."


def test_two_tasks_that_wait_for_each_other() -> None:
    script = Script()
    first, second = script.task("first"), script.task("second")
    for task, name, other in ((first, "first", second), (second, "second", first)):
        script.step(task)
        script.coro(task, name)
        script.wait(task, name, on={"task": other})
    script.at(5).add("deadlock", threads=[{"thread": 1, "what": "select"}])
    found = verdict(script.trace(end="deadlock"))

    assert found.sentence == "first and second waited for each other for ever, from 0 ms on."
    assert found.detail.startswith("Each of them waited for the next one, and the last one for the first.")


def test_a_cancel_that_is_obeyed() -> None:
    script = Script()
    main = script.task("main")
    script.step(main)
    script.coro(main, "main")
    job = script.task("job")
    script.sleep(main, 0.01, "main")
    script.step(job)
    coro = script.coro(job, "job")
    script.sleep(job, 1, "job")
    script.at(10).wake(main).step(main)
    script.cancel(job)
    script.ready(job)
    script.wait(main, "main", on={"task": job})
    script.step(job)
    script.throw(coro, cancelled())
    script.raises(coro, cancelled())
    script.end(job, "cancelled")
    script.wake(main).step(main)
    script.end(main)

    assert said(script) == "job was cancelled at 10 ms by main."


def test_a_held_loop_names_who_was_late() -> None:
    script = Script()
    main, ticker = script.task("main"), script.task("ticker")
    script.add("loop.run", loop=1)
    script.step(main)
    script.coro(main, "main")
    script.sleep(main, 0.01, "main")
    script.step(ticker)
    script.coro(ticker, "ticker")
    tick = script.sleep(ticker, 0.02, "ticker")
    script.at(10).wake(main).step(main)
    script.add("thread.wait", what="time.sleep", where=["shop.py", 9, "main"])
    script.at(110).add("thread.wake", what="time.sleep")
    script.end(main)
    script.wake(ticker, tick).step(ticker)
    script.end(ticker)

    assert said(script) == "main held the loop for 100 ms; ticker was due at 20 ms and ran 90 ms late."


def test_every_rule_is_silent_about_an_empty_trace() -> None:
    """No rule takes for granted that anything happened; only the last one always has a sentence."""
    from asyncx.analysis.story import Story

    empty: Trace = bare(end=0)

    assert [rule.__name__ for rule in RULES if rule(Story(empty)) is not None] == ["returned"]


def test_a_stack_without_the_program_is_no_trouble() -> None:
    """An await deep in asyncio, in a task of asyncio.sleep() itself."""
    script = Script()
    task = script.task("sleep")
    script.step(task)
    script.add("task.wait", task=task, on={"future": 1}, stack=frames(("asyncio/tasks.py", "sleep")))
    script.at(3).wake(task).step(task)
    script.end(task)

    assert said(script) == "Task-1 sleep returned at 3 ms."
