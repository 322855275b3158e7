"""When a loop was held between two times: as a look at every stretch says it, but in less time."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from asyncx.trace.due import Busy
from asyncx.trace.model import Span, TaskState
from tests.traces import Script

TIMES = st.integers(0, 400)
STRETCHES = st.lists(st.tuples(TIMES, TIMES).map(lambda pair: (min(pair), max(pair))), max_size=300)


def busy(stretches: list[tuple[int, int]]) -> Busy:
    """One loop, busy with a task at these times."""
    script = Script()
    script.task("main")
    trace = script.trace()
    spans = tuple(
        Span(state=TaskState.RUNNING, start=start, end=end, first=1, last=None) for start, end in stretches
    )
    return Busy(replace(trace, tasks=(replace(trace.tasks[0], spans=spans),)))


@settings(max_examples=200)
@given(STRETCHES, TIMES, TIMES)
def test_a_loop_is_held_as_every_stretch_says(stretches: list[tuple[int, int]], one: int, other: int) -> None:
    start, end = min(one, other), max(one, other)
    between = [(max(start, a), min(end, b)) for a, b in stretches if b > a and min(end, b) > max(start, a)]
    held = busy(stretches).held(1, start, end)

    assert (held is None) == (not between)
    if held is not None:
        assert held == (min(a for a, _ in between), max(b for _, b in between), 1)


def test_the_one_that_ran_longest_is_named() -> None:
    script = Script()
    for name in ("short", "long"):
        script.task(name)
    trace = script.trace()
    times = [[(at, at + 1) for at in range(0, 1000, 2)], [(301, 302), (401, 450), (990, 2000)]]
    tasks = [
        replace(
            task,
            spans=tuple(Span(state=TaskState.RUNNING, start=a, end=b, first=1, last=None) for a, b in each),
        )
        for task, each in zip(trace.tasks, times, strict=True)
    ]
    found = Busy(replace(trace, tasks=tuple(tasks)))

    assert found.held(1, 100, 995) == (100, 995, 2)
    assert found.held(1, 100, 400) == (100, 399, 1)
    assert found.held(2, 0, 400) is None
