from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncx.render.axis import Moment
from asyncx.render.glyphs import ASCII, UNICODE
from asyncx.render.lanes import Mark, lanes, picture
from asyncx.render.words import MS
from asyncx.trace.model import Trace
from tests.traces import Script, cancelled, error, wait_for_timeout

from . import golden


def marks(trace: Trace, *kinds: str) -> list[Mark]:
    """A mark at the first record of each of `kinds` after the mark before it."""
    found: list[Mark] = []
    for index, kind in enumerate(kinds, 1):
        after = found[-1].at.n if found else 0
        record = next(record for record in trace.records if record.kind == kind and record.n > after)
        found.append(Mark(index, Moment(record.t, record.n)))
    return found


CAUSES = ("timer.new", "timer.fire", "task.cancel", "coro.throw", "coro.return", "coro.raise")


@pytest.mark.parametrize("width", [40, 60, 80, 100, 160])
def test_a_timeout(width):
    trace = wait_for_timeout().trace()
    golden.check(f"lanes-timeout-{width}", lanes(trace, width, UNICODE, marks(trace, *CAUSES)), width)


def test_a_timeout_in_ascii():
    trace = wait_for_timeout().trace()
    golden.check("lanes-timeout-ascii", lanes(trace, 100, ASCII, marks(trace, *CAUSES)), 100)


def one_instant() -> Script:
    """Main makes a task, cancels it before it starts, and awaits it; all at 0 ms."""
    script = Script()
    main = script.task("main")
    script.add("loop.new", loop=1, class_="_UnixSelectorEventLoop")
    script.add("loop.turn", loop=1, turn=1)
    script.step(main)
    job = script.task("job")
    script.cancel(job)
    script.wait(main, "main", on={"task": job})
    script.add("loop.turn", loop=1, turn=2)
    script.step(job)
    script.end(job, "cancelled")
    script.ready(main)
    script.add("loop.turn", loop=1, turn=3)
    script.step(main)
    script.end(main)
    return script


def test_what_happens_at_one_instant_is_drawn_in_steps():
    golden.check("lanes-one-instant", lanes(one_instant().trace(), 100, UNICODE), 100)


def held_loop() -> Script:
    """One task sleeps with time.sleep for 200 ms, and another is due in the middle of it."""
    script = Script()
    blocker, ticker = script.task("blocker"), script.task("ticker")
    script.step(blocker)
    script.sleep(blocker, 0.05, "blocker")
    script.step(ticker)
    tick = script.sleep(ticker, 0.1, "ticker")
    script.at(50).wake(blocker).step(blocker)
    script.add("loop.run", loop=1)
    script.add("thread.wait", what="time.sleep", until=250 * MS)
    script.at(250).add("thread.wake", what="time.sleep")
    script.end(blocker)
    script.wake(ticker, tick).step(ticker)
    script.end(ticker)
    return script


def test_a_held_loop_shows_who_was_due():
    golden.check("lanes-held-loop", lanes(held_loop().trace(), 100, UNICODE), 100)


def test_a_deadlock_goes_on_for_ever():
    script = Script()
    main = script.task("main")
    script.step(main)
    script.wait(main, "main", ("asyncio/locks.py", "Lock.acquire"), on={"future": 1})
    script.add("deadlock", threads=[])
    golden.check("lanes-deadlock", lanes(script.trace(end="deadlock"), 100, UNICODE), 100)


def test_callbacks_threads_and_several_loops_have_rows():
    script = Script()
    script.add("loop.new", loop=1, class_="_UnixSelectorEventLoop")
    script.add("loop.new", loop=2, class_="_UnixSelectorEventLoop")
    script.add("loop.run", loop=1)
    where = ["shop.py", 3, "<module>"]
    via = ["BaseEventLoop.call_soon"]
    script.add("handle.new", handle=50, callback="print", loop=1, where=where, via=via)
    script.add("handle.new", handle=51, callback="never", loop=1, where=where, via=via)
    script.add("handle.run", handle=50, callback="print", loop=1)
    script.add("handle.end", handle=50)
    main = script.task("main")
    script.step(main)
    script.sleep(main, 0.1, "main")
    script.add("thread.new", started=2, name="worker", where=where)
    script.on(2).add("thread.run")
    script.add("loop.run", loop=2)
    script.add("task.new", task=9, name="other", coro="other", loop=2)
    script.ready(9)
    script.add("task.step", task=9, loop=2)
    script.end(9, "raised", error("ValueError"))
    script.on(1).add("thread.new", started=3, name="helper", where=where)
    script.on(3).add("thread.run")
    script.add("thread.wait", what="time.sleep", until=50 * MS)
    script.at(50).add("thread.wake", what="time.sleep")
    script.add("thread.end")
    script.on(1).at(100).wake(main).step(main)
    script.end(main)
    golden.check("lanes-others", lanes(script.trace(), 100, UNICODE), 100)


def test_a_callback_whose_error_the_loop_reported_did_not_return():
    script = Script()
    where, via = ["shop.py", 3, "main"], ["BaseEventLoop.call_soon"]
    for handle in (50, 51):
        script.add("handle.new", handle=handle, callback=f"back{handle}", loop=1, where=where, via=via)
    for handle in (50, 51):
        ran = script.add("handle.run", handle=handle, callback=f"back{handle}", loop=1)
        if handle == 51:
            script.add("handler", because=ran, message="Exception in callback", error=error("OSError"))
        script.add("handle.end", handle=handle)
    drawn = [line.plain for line in lanes(script.trace(), 100, UNICODE)]
    ends = {line.split()[1]: line[-1] for line in drawn if "callback" in line}
    assert ends == {"back50": "✓", "back51": "✗"}


def many(count: int) -> Script:
    """So many tasks that sleep; the last one fails."""
    script = Script()
    tasks = [script.task("worker") for _ in range(count)]
    for task in tasks:
        script.step(task)
        script.coro(task, "worker")
        script.sleep(task, 0.1, "worker")
    for position, task in enumerate(tasks):
        script.at(100 + position).wake(task).step(task)
        failed = position == count - 1
        script.end(task, "raised" if failed else "returned", error("ValueError") if failed else None)
    return script


def test_usual_tasks_are_folded_and_unusual_ones_are_not():
    drawn = picture(many(40).trace(), 100, UNICODE, rows=5)
    golden.check("lanes-folded", list(drawn.lines), 100)


def test_only_glyphs_that_occur_are_reported_for_the_legend():
    drawn = picture(wait_for_timeout().trace(), 100, UNICODE)
    assert drawn.used == {
        "running", "waiting", "cancelling", "armed", "fired", "returned", "raised", "cancelled"
    }  # fmt: skip


def test_a_step_without_length_is_one_cell():
    trace = wait_for_timeout().trace()
    main = lanes(trace, 100, UNICODE)[2].plain
    assert main.count("█") == 3


def test_retries_in_one_row_do_not_hide_how_the_first_one_ended():
    script = Script()
    main = script.task("main")
    script.step(main)
    script.coro(main, "main")
    for attempt, outcome in enumerate(("raises", "returns")):
        fetch = script.coro(main, "fetch")
        script.sleep(main, 0.1, "main", "fetch")
        script.at(100 * (attempt + 1)).wake(main).step(main)
        script.raises(fetch, error("OSError")) if outcome == "raises" else script.returns(fetch)
    script.end(main)
    drawn = "\n".join(line.plain for line in lanes(script.trace(), 100, UNICODE))
    assert drawn.count("fetch  ") == 2
    assert "✗" in drawn


NAMES = st.text(st.characters(), max_size=40)


@given(NAMES, NAMES, st.integers(10, 130), st.sampled_from([UNICODE, ASCII]))
def test_whatever_a_task_is_called_no_line_is_too_long(name, coro, width, glyphs):
    script = Script()
    main = script.task(coro or "main", name or None)
    script.step(main)
    script.coro(main, "main")
    inner = script.coro(main, coro or "inner")
    script.sleep(main, 0.1, "main", coro or "inner")
    script.at(50).cancel(main)
    script.ready(main)
    script.step(main)
    script.raises(inner, cancelled())
    script.end(main, "cancelled")
    for line in lanes(script.trace(), width, glyphs):
        assert line.cell_len <= width
        assert all(character.isprintable() for character in line.plain)


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["sleep", "end", "new", "hold"])), max_size=60))
def test_any_order_of_events_can_be_drawn(events: list[Any]):
    script = Script()
    alive = [script.task("main")]
    script.step(alive[0])
    running = alive[0]
    time = 0
    for delay, what in events:
        if what == "new":
            alive.append(script.task("more"))
        elif what == "hold":
            script.add("thread.wait", what="time.sleep", until=None)
            script.at(time + delay).add("thread.wake", what="time.sleep")
            time += delay
        else:
            script.sleep(running, 0.01, "main") if what == "sleep" else script.end(running)
            if what == "end":
                alive.remove(running)
            if not alive:
                break
            time += delay
            following = alive[delay % len(alive)]
            script.at(time)
            started = [r for r in script.records if r.get("task") == following and r["kind"] == "task.step"]
            if following is running or started:
                script.ready(following)
            script.step(following)
            running = following
    for width in (40, 100):
        assert all(line.cell_len <= width for line in lanes(script.trace(), width, UNICODE))
