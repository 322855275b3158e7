"""Who acts at each record: a step, a callback, or nobody."""

from __future__ import annotations

from asyncx.trace.acting import Actor, actors
from asyncx.trace.records import read
from tests.traces import Script

MS = 1_000_000


class TestActing:
    def test_steps_and_callbacks(self) -> None:
        """A record counts to the step or callback around it; the record that begins one does not."""
        script = Script()
        outside = script.add("loop.turn", loop=1, turn=1)
        fire = script.add("timer.fire", handle=3)
        inside = script.add("future.done", future=1, outcome="returned")
        end = script.add("timer.end", handle=3)
        after = script.add("loop.turn", loop=1, turn=2)
        found = actors(read(script.records))

        assert {n: found.get(n) for n in (outside, fire, inside, end, after)} == {
            outside: None,
            fire: None,
            inside: Actor(fire, handle=3),
            end: Actor(fire, handle=3),
            after: None,
        }

    def test_an_eager_step_lies_inside_that_of_its_maker(self) -> None:
        """When the eager task waits, its maker goes on acting."""
        script = Script()
        maker = script.task("main")
        outer = script.step(maker)
        eager = script.task("child", eager=True)
        inner = script.step(eager)
        in_eager = script.wait(eager, "child")
        in_maker = script.end(maker)
        found = actors(read(script.records))

        assert found[in_eager] == Actor(inner, task=eager)
        assert found[in_maker] == Actor(outer, task=maker)

    def test_threads_do_not_mix(self) -> None:
        """What one thread does is not the doing of the task that runs in another."""
        script = Script()
        script.step(script.task("main"))
        other = script.on(2).add("out", stream="stdout", text="hi")

        assert other not in actors(read(script.records))

    def test_a_step_that_was_left_open_ends_with_the_turn(self) -> None:
        """SystemExit may leave a step without a record of its end."""
        script = Script()
        script.step(script.task("main"))
        turn = script.add("loop.stop", loop=1)

        assert turn not in actors(read(script.records))
