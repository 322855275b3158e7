"""What is said of some programs, where the line alone does not tell whether it is true."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from asyncx.analysis.findings import find

from .harness import Program, label, runs, trace_of

SAID = {
    "loop_busy/faulty_watched": "poll yielded ",
    "task_leaked/faulty_stopped_loop": "worker never ended: its loop was stopped, and never ran again.",
    "task_leaked/faulty_closed_loop": "worker never ended: its loop was closed while it still waited.",
    "queue_item_lost/faulty_join_timeout": "main waited in join() until ",
    "wrong_thread/faulty_create_task": "queued a step of work in loop 1 with create_task(), which does not "
    "wake it: it began ",
    "wrong_loop/faulty_release": "fetch in loop 3 with release(), which does not wake it: it began ",
    "lock_orphaned/faulty_places": "without releasing the 2 places of the semaphore, taken at "
    "faulty_places.py:10; Task-4 Pool.fetch and Task-5 Pool.fetch were waiting for one in vain ",
    "lock_orphaned/faulty_semaphore": " without releasing the place of the semaphore that it took at "
    "faulty_semaphore.py:6; ",
    "deadlock/faulty_semaphore_self": "order waited for the place of the semaphore that it holds itself, ",
    "timeout_overdue/faulty_group": "it waited for the cleanup in connection().",
}


ADVISED = {
    "deadlock/faulty_self": "take it once; a method that is called under the lock must not take it again",
    "deadlock/faulty_semaphore_self": "take it once; a method that is called inside the semaphore must not "
    "take it again",
    "deadlock/faulty_semaphores": "take locks and places of semaphores in one order everywhere",
    "deadlock/faulty_left": "take it once, and release it however that is left: async with lock",
}


def each(names: Iterable[str]) -> pytest.MarkDecorator:
    """Runs a test on each of these programs, on each Python and clock."""
    cases = [
        pytest.param(program, python, clock, id=f"{program}-{label(python)}-{clock}")
        for name in names
        for program, python, clock in runs(f"{name}.py")
    ]
    return pytest.mark.parametrize(("program", "python", "clock"), cases)


@each(ADVISED)
def test_a_fix_is_for_what_happened(program: Program, python: str, clock: str) -> None:
    found = [each.fix for each in find(trace_of(program, python, clock)) if each.rule == program.rule]

    assert found == [ADVISED[f"{program}"]]


@each(SAID)
def test_a_sentence_says_what_happened(program: Program, python: str, clock: str) -> None:
    found = [each.sentence for each in find(trace_of(program, python, clock)) if each.rule == program.rule]

    assert any(SAID[f"{program}"] in sentence for sentence in found), found


@each(["loop_busy/faulty*"])
def test_a_line_that_is_not_known_is_said_to_be_so(program: Program, python: str, clock: str) -> None:
    found = find(trace_of(program, python, clock))
    sentence = next(each.sentence for each in found if each.rule == program.rule)

    assert ("was not recorded" in sentence) == (program.path.stem == "faulty_watched"), sentence
