"""A loop that nothing could wake: who waited for what, and whether it went on after all."""

from __future__ import annotations

import pytest

from asyncx.analysis.counterparts import gone
from asyncx.analysis.finding import Finding, Severity
from asyncx.analysis.findings import find
from asyncx.analysis.story import story_of
from asyncx.analysis.waits import LAST, waits_of
from tests.traces import Script

GET = ("asyncio/queues.py", "Queue.get")
PUT = ("asyncio/queues.py", "Queue.put")
EVENT = ("asyncio/locks.py", "Event.wait")
EMPTY = {"future": 9, "object": 1, "class": "Queue"}
FULL = {"future": 9, "object": 1, "class": "Queue", "counts": {"items": 2, "most": 2}}


def stuck(*waits: tuple[tuple[str, str] | None, dict[str, object]]) -> Script:
    """Tasks main, other, third wait from 0 ms on as `waits` say; at 100 ms nothing can wake them."""
    script = Script()
    for name, (frame, on) in zip(("main", "other", "third"), waits, strict=False):
        task = script.task(name)
        script.step(task)
        script.wait(task, name, *((frame,) if frame else ()), on=on)
    script.at(100).add("loop.stuck", loop=1)
    return script


def told(script: Script, **run: str) -> list[Finding]:
    return [each for each in find(script.trace(clock="real", **run)) if each.rule == "deadlock"]


def test_the_task_for_which_others_wait_is_named() -> None:
    """What stopped the program ends the waits, and is said."""
    script = stuck((None, {"task": 2}), (PUT, FULL))
    cancel = script.at(3000).add("task.cancel", task=2, accepted=True, requests=1, via=["Runner._on_sigint"])
    script.ready(2, because=cancel)
    script.step(2)
    script.end(2, "cancelled")

    (found,) = told(script)
    assert found.sentence == (
        "other waited from 0 ms until 3000 ms, when the program was stopped, in Queue.put(), which is full "
        "with 2 items. Nothing but a signal could wake it: no timer was set, no file waited for, and no "
        "thread at work."
    )
    assert "take the items out" in found.fix
    assert found.tasks == (2,)


def test_all_who_wait_at_the_same_thing() -> None:
    (found,) = told(stuck((None, {"gather": [2, 3], "future": 8}), (PUT, FULL), (PUT, FULL)))

    assert found.sentence.startswith("other and third waited for ever, from 0 ms on, in Queue.put()")
    assert found.sentence.endswith(
        "could wake them: no timer was set, no file waited for, and no thread at work."
    )
    assert found.tasks == (2, 3)


def test_of_several_the_time_from_which_all_waited() -> None:
    """And of those alone of whom the same is to be said."""
    script = Script()
    for moment, items in ((0, 2), (200, 2), (300, 5)):
        task = script.at(moment).task("put")
        script.step(task)
        script.wait(task, "put", PUT, on={**FULL, "counts": {"items": items, "most": items}})
    script.at(500).add("loop.stuck", loop=1)

    (found,) = told(script)
    assert found.tasks == (1, 2)
    assert "waited for ever, from 200 ms on, in Queue.put(), which is full with 2 items." in found.sentence


def test_what_went_on_by_itself_was_not_stuck() -> None:
    """Whatever it was that the kernel did not know of."""
    script = stuck((PUT, FULL)).at(200)
    script.wake(1).step(1)

    assert told(script) == []


def test_a_loop_that_went_on_by_itself_before_may_do_so_again() -> None:
    script = stuck((PUT, FULL)).at(200)
    script.wake(1).step(1)
    script.wait(1, "main", PUT, on=FULL)
    script.at(400).add("loop.stuck", loop=1)

    assert told(script) == []


@pytest.mark.parametrize(
    "stack",
    [
        [("asyncio/tasks.py", "wait"), ("asyncio/tasks.py", "_wait")],
        [("asyncio/tasks.py", "_AsCompletedIterator._wait_for_one"), ("asyncio/queues.py", "Queue.get")],
        [("site-packages/anyio/_backends/_asyncio.py", "TaskGroup.__aexit__")],
    ],
)
def test_who_waits_for_ends_of_tasks_that_are_not_known(stack: list[tuple[str, str]]) -> None:
    """Is not the one for whom the others wait."""
    script = Script()
    for name in ("main", "other"):
        task = script.task(name)
        script.step(task)
        frames = stack if name == "main" else [EVENT]
        on = {"future": task, **({"object": task, "class": "Event"} if name == "other" else {})}
        script.wait(task, name, *frames, on=on)
    script.at(100).add("loop.stuck", loop=1)

    (found,) = told(script)
    assert found.tasks == (2,)


def test_who_shields_another_task() -> None:
    script = Script()
    main = script.task("main")
    script.step(main)
    other = script.task("other", via=("shield",))
    script.wait(main, "main", on={"future": 1})
    script.step(other)
    script.wait(other, "other", EVENT, on={"future": 2, "object": 1, "class": "Event"})
    script.at(100).add("loop.stuck", loop=1)

    (found,) = told(script)
    assert found.tasks == (other,)


def test_a_wait_of_which_nothing_is_known() -> None:
    """Is none for a future."""
    script = Script()
    script.step(script.task("main"))
    script.add("task.wait", task=1)
    script.at(100).add("loop.stuck", loop=1)

    assert told(script) == []


def test_another_thread_goes_on() -> None:
    """Its loop is not the one that is stuck."""
    script = stuck((PUT, FULL)).at(200).on(2)
    script.add("handle.run", loop=2, handle=1)

    assert len(told(script)) == 1


def test_a_task_that_came_later_is_not_concerned() -> None:
    script = stuck((PUT, FULL)).at(200)
    script.add("loop.stop", loop=1)
    late = script.task("late")
    script.step(late)
    script.wait(late, "late", EVENT, on={"future": 7, "object": 2, "class": "Event"})

    (found,) = told(script)
    assert found.tasks == (1,)


@pytest.mark.parametrize(
    ("waits", "target", "severity"),
    [
        ([(EVENT, {"future": 9, "object": 1, "class": "Event"})], "shop.py", Severity.WARNING),
        ([(None, {"future": 9})], "shop.py", Severity.WARNING),
        ([(None, {"future": 9})], "test_shop.py::test_it", Severity.PROBLEM),
        ([(None, {"future": 9})] * 2, "shop.py", Severity.PROBLEM),
        ([(PUT, FULL)], "shop.py", Severity.PROBLEM),
    ],
)
def test_one_task_that_waits_may_wait_for_ctrl_c(
    waits: list[tuple[tuple[str, str] | None, dict[str, object]]], target: str, severity: Severity
) -> None:
    """But not in a test, and not at what only another task can give."""
    (found,) = told(stuck(*waits), target=target)

    assert found.severity is severity


def test_who_had_ended_with_an_error() -> None:
    """When that was before."""
    script = Script()
    failing = script.task("failing")
    script.step(failing)
    script.end(failing, "raised", {"type": "OSError", "module": "builtins", "message": "gone"})
    waiting = script.task("waiting")
    script.step(waiting)
    script.wait(waiting, "waiting", PUT, on=FULL)
    script.at(100).add("loop.stuck", loop=1)

    (found,) = told(script)
    assert "failing had ended with OSError at 0 ms; nobody else could wake it." in found.sentence


def test_who_has_ended_is_asked_of_a_moment() -> None:
    """What was so at an earlier one is no answer for a later one."""
    script = Script()
    taking, putting = script.task("taking"), script.task("putting")
    script.step(taking)
    first = script.wait(taking, "taking", GET, on=EMPTY)
    script.step(putting)
    script.wait(putting, "putting", PUT, on={"future": 8, "object": 1, "class": "Queue"})
    script.at(10).ready(putting)
    script.step(putting)
    script.end(putting)
    story = story_of(script.trace(clock="real"))
    (wait,) = waits_of(story, taking)

    assert gone(story, wait, first + 1) == ""
    assert gone(story, wait, LAST) == "putting, which had put into it, has ended"
