"""The lives of tasks, and records that contradict each other."""

from __future__ import annotations

import pytest

from asyncx.trace.model import Error, Outcome, Place, TaskState, Trace
from asyncx.trace.records import TraceError
from tests.traces import FILE, Script, error, wait_for_timeout

MS = 1_000_000


def states(trace: Trace, task: int = 1) -> list[TaskState]:
    return [span.state for span in trace.tasks[task - 1].spans]


class TestTasks:
    def test_the_life_of_a_task(self) -> None:
        """From its creation, which takes no time and is left out, to its return."""
        script = Script()
        main = script.task("main")
        script.step(main)
        timer = script.sleep(main, 0.1, "main")
        script.at(100).wake(main, timer).step(main)
        script.end(main)
        (task,) = script.trace().tasks

        assert [(span.state, span.start // MS, span.end // MS, span.label) for span in task.spans] == [
            (TaskState.READY, 0, 0, ""),
            (TaskState.RUNNING, 0, 0, ""),
            (TaskState.WAITING, 0, 100, "sleep(0.1)"),
            (TaskState.READY, 100, 100, ""),
            (TaskState.RUNNING, 100, 100, ""),
        ]
        assert (task.title, task.steps, task.outcome) == ("Task-1 main", 2, Outcome.RETURNED)
        assert (task.start, task.end, task.error, task.swallowed) == (0, 100 * MS, None, False)

    def test_a_creation_with_something_in_it_is_kept(self) -> None:
        """It is left out only when the next record makes the task ready."""
        script = Script()
        task = script.task("main", eager=True)
        script.add("out", stream="stdout", text="a factory at work")
        script.step(task)

        assert states(script.trace()) == [TaskState.CREATED, TaskState.RUNNING]

    def test_a_ready_task_waits_while_the_loop_is_held(self) -> None:
        """Then being ready takes time."""
        script = Script()
        main, other = script.task("main"), script.task("other")
        script.step(main)
        script.add("thread.wait", what="time.sleep", until=50 * MS)
        script.at(50).add("thread.wake", what="time.sleep")
        script.end(main)
        script.step(other)
        (ready, _) = script.trace().tasks[1].spans

        assert (ready.state, ready.start, ready.end) == (TaskState.READY, 0, 50 * MS)

    def test_a_bare_yield(self) -> None:
        """The task is ready before its step is over; the wait is there all the same, for no time."""
        script = Script()
        main = script.task("main")
        script.step(main)
        script.ready(main)
        waits = script.wait(
            main, "main", ("asyncio/tasks.py", "sleep"), ("asyncio/tasks.py", "__sleep0"), on={}
        )
        script.step(main)
        spans = script.trace().tasks[0].spans

        assert [span.state for span in spans[1:]] == [
            TaskState.RUNNING,
            TaskState.WAITING,
            TaskState.READY,
            TaskState.RUNNING,
        ]
        assert (spans[2].label, spans[2].first, spans[2].last, spans[3].first) == (
            "sleep(0)",
            waits,
            waits,
            waits,
        )

    def test_names(self) -> None:
        """A task has the last name that it was given, or a number; a blank name is none."""
        script = Script()
        other = script.task("other", "before")
        script.add("task.name", task=other, name="after")
        script.add("task.new", task=2, coro="outer.<locals>.main")
        script.add("task.new", task=3, coro="fetch", name=" ")
        trace = script.trace()

        assert [task.title for task in trace.tasks] == ["after", "Task-2 main", "fetch"]

    def test_maker_and_place(self) -> None:
        """A task knows where it was created, and by which task; eager ones start inside of it."""
        script = Script()
        main = script.task("main")
        script.step(main)
        child = script.task("child", eager=True, where=["shop.py", 31, "main"])
        script.step(child)
        script.end(child, "raised", error("ValueError", "no"))
        script.end(main)
        first, second = script.trace().tasks

        assert (first.maker, first.eager) == (None, False)
        assert (second.maker, second.eager, second.place) == (main, True, Place(FILE, 31, "main"))
        assert (second.outcome, second.error) == (Outcome.RAISED, Error("ValueError", "builtins", "no"))

    def test_asyncio_makes_tasks_for_itself(self) -> None:
        """Those of the runner's shutdown are internal, a user's coroutine of that name is not."""
        script = Script()
        for coro in (
            "BaseEventLoop.shutdown_asyncgens",
            "Loop.shutdown_default_executor",
            "shutdown_asyncgens",
        ):
            script.task(coro)

        assert [task.internal for task in script.trace().tasks] == [True, True, False]

    def test_freed_while_pending(self) -> None:
        """A task that was garbage-collected has no end, and its last span stops there."""
        script = Script()
        lost = script.task("lost")
        script.step(lost)
        script.wait(lost, "lost")
        freed = script.at(20).add("task.freed", task=lost, pending=True)
        script.at(90).add("run.end", how="returned")
        (task,) = script.trace().tasks

        assert (task.outcome, task.end, task.freed) == (Outcome.NEVER_ENDED, None, freed)
        assert (task.spans[-1].end, task.spans[-1].last) == (20 * MS, freed)

    def test_a_trace_may_stop_anywhere(self) -> None:
        """What is open then never ended, and lasts until the last record."""
        records = wait_for_timeout().records
        for length in range(len(records)):
            script = Script()
            script.records = records[:length]
            trace = script.trace()
            for task in trace.tasks:
                assert (task.spans[-1].last is None) == (task.end is None)
                assert task.spans[-1].end <= trace.end


class TestBroken:
    @pytest.mark.parametrize(
        ("build", "says"),
        [
            (lambda script: script.step(7), "task.step of task 7, which was never created"),
            (lambda script: script.end(script.task("main")), "a task that is ready cannot return"),
            (lambda script: script.wait(script.task("main")), "a task that is ready cannot wait"),
            (lambda script: script.ready(script.task("main")), "a task that is ready cannot ready"),
            (lambda script: script.add("task.new", task=script.task("a"), coro="a"), "created a second time"),
            (lambda script: script.end(script.task("a"), "vanished"), '"outcome" is not returned, raised or'),
        ],
    )
    def test_contradictions(self, build: object, says: str) -> None:
        """Records that cannot be are refused, with the number of the first such record."""
        script = Script()
        assert callable(build)
        build(script)

        with pytest.raises(TraceError, match=says):
            script.trace()

    def test_nothing_moves_a_task_that_has_ended(self) -> None:
        """A cancellation that comes too late is noted, and changes nothing."""
        script = Script()
        main = script.task("main")
        script.step(main)
        script.end(main)
        script.cancel(main, accepted=False)
        script.add("task.freed", task=main, pending=False)
        (task,) = script.trace().tasks

        assert (task.outcome, task.freed, len(task.cancels)) == (Outcome.RETURNED, None, 1)
