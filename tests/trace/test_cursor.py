"""The world at every record, forwards and backwards, and the moves of a cursor."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from asyncx.trace.cursor import Alarm, Cursor, Item, Replay, Running, World, after
from asyncx.trace.model import Record, Task, TaskState, Trace
from tests.trace.programs import programs
from tests.traces import Script, wait_for_timeout

MS = 1_000_000


def record(replay: Replay, kind: str, which: int = 0) -> Record:
    return [each for each in replay.trace.records if each.kind == kind][which]


class TestAfter:
    def test_nothing_has_happened(self) -> None:
        """Before the first record the world is empty."""
        assert Replay(wait_for_timeout().trace()).at(0) == World()

    def test_a_deadline_fires(self) -> None:
        """The timer leaves the list and runs; the task that it cancels becomes ready."""
        replay = Replay(wait_for_timeout().trace())
        cursor = Cursor(replay).to(record(replay, "timer.fire").n)
        ready = cursor.to(record(replay, "task.ready", 1).n).world

        assert cursor.world.running == (Running(1, Item(1, handle=1)),)
        assert cursor.world.timers == (Alarm(2, 1000 * MS),)
        assert (cursor.world.waiting, ready.waiting) == ((1,), ())
        assert ready.ready == (Item(1, task=1),)

    def test_a_cancelled_timer_stays_until_it_is_due(self) -> None:
        """Asyncio keeps it, too; the list says that it is cancelled."""
        script = Script()
        timer = script.timer(10)
        script.add("timer.cancel", handle=timer)
        script.at(9).add("loop.turn", loop=1)
        script.at(10).add("loop.turn", loop=1)
        replay = Replay(script.trace())

        assert [replay.at(position).timers for position in range(1, 5)] == [
            (Alarm(timer, 10 * MS),),
            (Alarm(timer, 10 * MS, cancelled=True),),
            (Alarm(timer, 10 * MS, cancelled=True),),
            (),
        ]

    def test_the_queue_is_first_in_first_out(self) -> None:
        """Tasks and callbacks stand in it in the order in which they were scheduled."""
        script = Script()
        first = script.task("first")
        script.add("handle.new", handle=1, callback="a", loop=1)
        script.add("handle.new", handle=2, callback="b", loop=1)
        second = script.task("second")
        script.add("handle.cancel", handle=2)
        queue = Replay(script.trace()).at(99).ready

        assert queue == (Item(1, task=first), Item(1, handle=1), Item(1, task=second))

    def test_the_end_of_all(self) -> None:
        """At the end nothing runs, and the tasks are done in the order in which they ended."""
        world = Replay(wait_for_timeout().trace()).at(999)

        assert (world.running, world.ready, world.waiting, world.done) == ((), (), (), (1,))


class TestCursor:
    def test_moves_stop_at_the_ends(self) -> None:
        """No move can leave the trace."""
        cursor = Cursor(Replay(wait_for_timeout().trace()))
        last = len(cursor.replay)

        assert cursor.move(-5).position == 0
        assert cursor.move(10_000).position == last
        assert cursor.to(10_000).position == last
        assert cursor.to(-1).position == 0
        assert cursor.record is None

    def test_by_task_and_by_turn(self) -> None:
        """It goes to the next record of the same task, or to the next turn of the loop, and back."""
        replay = Replay(wait_for_timeout().trace())
        step = Cursor(replay).to(record(replay, "task.step").n)
        turn = step.same_loop_turn()

        assert step.same_task().record == record(replay, "coro.start")
        assert step.same_task().same_task(forwards=False) == step
        assert turn.record == record(replay, "loop.turn", 1)
        assert turn.same_loop_turn(forwards=False).record == record(replay, "loop.turn", 0)
        assert Cursor(replay).same_task() == Cursor(replay)

    def test_cause_and_effects(self) -> None:
        """It follows `because` both ways, and stays where there is none."""
        script = Script()
        cause = script.add("timer.fire", handle=1)
        effects = [script.add("future.done", future=n, outcome="returned", because=cause) for n in (1, 2)]
        cursor = Cursor(Replay(script.trace())).to(effects[1])

        assert cursor.cause().position == cause
        assert list(cursor.cause().effects()) == effects
        assert cursor.cause().cause() == cursor.cause()
        assert Cursor(cursor.replay).effects() == ()


def state_in_model(task: Task, n: int) -> TaskState | None:
    """The state of a task just after record `n`, as its spans say."""
    if n < task.first:
        return None
    if task.last is not None and n >= task.last:
        return TaskState(task.outcome)
    found = [span.state for span in task.spans if span.first <= n and (span.last is None or n < span.last)]
    return found[-1] if found else TaskState.CREATED


def state_in_world(task: Task, world: World) -> TaskState | None:
    """The same as the world says; it does not know of creation, nor of how a task ended."""
    if task.number in world.done:
        return TaskState(task.outcome)
    if any(each.item.task == task.number for each in world.running):
        return TaskState.RUNNING
    if any(item.task == task.number for item in world.ready):
        return TaskState.READY
    return TaskState.WAITING if task.number in world.waiting else None


class TestEveryTrace:
    @given(programs())
    def test_the_world_agrees_with_the_spans(self, script: Script) -> None:
        """Two independent readings of the records, by task and by moment, say the same."""
        trace = script.trace()
        replay = Replay(trace)
        for position in range(1, len(trace.records) + 1):
            world = replay.at(position)
            for task in trace.tasks:
                said = state_in_model(task, world.n)
                said = TaskState.WAITING if said is TaskState.CANCELLING else said
                assert state_in_world(task, world) == (None if said is TaskState.CREATED else said)

    @given(programs(), st.lists(st.integers(-20, 400), max_size=20))
    def test_backwards_is_forwards(self, script: Script, jumps: list[int]) -> None:
        """However one got to a position, the world there is that of going from the beginning."""
        trace = script.trace()
        worlds = [World()]
        for each in trace.records:
            worlds.append(after(worlds[-1], each))
        replay = Replay(trace)
        for position in [*jumps, *range(len(trace.records), -1, -1)]:
            assert replay.at(position) == worlds[max(0, min(position, len(trace.records)))]

    @given(programs())
    def test_spans_follow_on_each_other(self, script: Script) -> None:
        """A task is in one state at every moment of its life, each span begins where the last one ended."""
        for task in script.trace().tasks:
            for one, next_one in zip(task.spans, task.spans[1:], strict=False):
                assert (one.end, one.last) == (next_one.start, next_one.first)
                assert one.start <= one.end

    @given(programs())
    def test_a_coroutine_is_never_longer_than_its_task(self, script: Script) -> None:
        """Its spans lie inside those of the task, in the same states."""
        for task in script.trace().tasks:
            for coro in task.coros:
                for span in coro.spans:
                    assert any(
                        _contains(span.first, span.state, each.first, each.last, each.state)
                        for each in task.spans
                    )


def _contains(first: int, state: TaskState, low: int, high: int | None, its: TaskState) -> bool:
    return state is its and low <= first and (high is None or first <= high)


def test_long_traces_are_kept_in_pieces() -> None:
    """A position far into a long trace is the same as counted from the beginning."""
    script = Script()
    for number in range(1, 200):
        script.timer(number)
    trace: Trace = script.trace()

    assert len(Replay(trace).at(150).timers) == 150
