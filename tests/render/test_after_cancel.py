"""What a task is said to do after a CancelledError had arrived in it."""

from __future__ import annotations

import pytest

from asyncx.render.glyphs import UNICODE
from asyncx.render.lanes import lanes
from tests.traces import Script, cancelled


def waits_after_a_cancel() -> tuple[Script, int]:
    """A task that met CancelledError, and awaits sleep(0.2) after that, in a trace without coroutines."""
    script = Script()
    task = script.task("poll")
    script.step(task)
    script.sleep(task, 10, "poll")
    script.at(100).cancel(task)
    script.wake(task).step(task)
    script.sleep(task, 0.2, "poll")
    return script, task


def drawn(script: Script) -> str:
    return "\n".join(line.plain for line in lanes(script.trace(clock="real"), 100, UNICODE))


def test_a_task_that_ends_as_cancelled_has_cleaned_up() -> None:
    script, task = waits_after_a_cancel()
    script.at(300).wake(task).step(task)
    script.end(task, "cancelled")

    assert "══ cleanup: sleep(0.2) ═" in drawn(script)


@pytest.mark.parametrize("again", [False, True])
def test_where_the_trace_does_not_tell_it_is_only_after_the_cancel(again: bool) -> None:
    """The task went on and returned, or a second request ended it."""
    script, task = waits_after_a_cancel()
    script.at(300)
    if again:
        script.cancel(task, requests=2)
    script.wake(task).step(task)
    script.end(task, "cancelled" if again else "returned")

    assert "══ after its cancel: sleep(0.2) ═" in drawn(script)
    assert "cleanup" not in drawn(script)


@pytest.mark.parametrize(
    ("error", "words"), [(cancelled(), "cleanup: sleep(0.2)"), (None, "after its cancel: sleep(0.2)")]
)
def test_a_block_under_a_deadline_tells_with_what_it_was_left(
    error: dict[str, str] | None, words: str
) -> None:
    script, task = waits_after_a_cancel()
    script.at(300).wake(task).step(task)
    script.add("task.uncancel", task=task, requests=0, via=["Timeout.__aexit__"], error=error)
    script.end(task)

    assert words in drawn(script)
