from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from asyncx.analysis.finding import Severity
from asyncx.analysis.waiting import waiting
from asyncx.analysis.watched import Load, Stretch, Watched
from asyncx.render.blocks import finding_lines
from asyncx.render.glyphs import ASCII, UNICODE
from asyncx.render.run import LINES, how_it_ended, run_screen
from asyncx.render.why import why_screen
from asyncx.render.words import MS
from asyncx.trace.load import LEFT_OUT
from asyncx.trace.model import Place
from tests.traces import FILE, Script

from . import golden
from .watched import about, crowd, finding, judged, shop, shop_watched

WIDTHS = [60, 80, 100, 160]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_run_with_findings(width):
    golden.check(f"run-{width}", run_screen(shop_watched(), about(), width, UNICODE), width)


def test_a_run_in_ascii():
    drawn = run_screen(shop_watched(), about(), 100, ASCII)
    assert drawn.plain.isascii()
    golden.check("run-ascii", drawn, 100)


@pytest.mark.parametrize("width", [80, 100])
def test_a_run_without_findings_is_a_few_calm_lines(width):
    calm = run_screen(judged(shop().trace(clock="real")), about(calm=True), width, UNICODE)
    golden.check(f"run-calm-{width}", calm, width)
    assert len(calm.plain.strip().split("\n")) <= 4


def test_shown_again_it_has_its_lanes():
    again = run_screen(judged(shop().trace(clock="real")), about(), 100, UNICODE).plain
    assert "no findings" in again
    assert "heartbeat" in again


def stopped(tasks: int) -> Watched:
    """main() and so many consumers wait when Ctrl-C comes."""
    script = Script()
    main = script.task("main")
    script.add("loop.new", loop=1, class_="_UnixSelectorEventLoop")
    script.add("loop.run", loop=1)
    script.step(main)
    takers = [script.task("consume", name=f"consumer-{number}") for number in range(tasks)]
    script.wait(main, "main", on={"future": 1, "gather": takers})
    for number, taker in enumerate(takers):
        script.at(5 + number).step(taker)
        queue = {"future": 2 + number, "object": 1, "class": "Queue", "made": [FILE, 3, "main"]}
        script.wait(taker, f"consume_{number % 9}", ("asyncio/queues.py", "Queue.get"), on=queue)
    script.at(3200).cancel(main, via=["Runner._on_sigint"])
    for task in [*takers, main]:
        script.ready(task)
        script.step(task)
        script.end(task, "cancelled")
    trace = script.trace(clock="real", end="killed", code=None, detail="the process was killed with SIGINT")
    return replace(judged(trace), waiting=waiting(trace, ()))


@pytest.mark.parametrize("width", [80, 100])
def test_a_run_that_was_stopped_says_what_it_waited_for_and_draws_it(width):
    drawn = run_screen(stopped(2), about(calm=True), width, UNICODE)
    golden.check(f"run-stopped-{width}", drawn, width)


@pytest.mark.parametrize(
    ("others", "told"),
    [(0, "which is empty"), (1, "which is empty"), (2, "empty; 1 other waits too"), (3, "2 others wait too")],
)
def test_those_who_are_told_together_are_not_the_others(others, told):
    found = stopped(2)
    place = found.waiting[-1].place
    alike = tuple(replace(each, place=place, others=others) for each in found.waiting[1:])
    drawn = run_screen(replace(found, waiting=alike), about(calm=True), 160, UNICODE).plain
    line = next(line for line in drawn.split("\n") if line.startswith(" Waiting "))

    assert line.endswith(told)


def test_of_many_that_waited_the_longest_are_told():
    lines = run_screen(stopped(50), about(calm=True), 100, UNICODE).plain.split("\n")
    first = next(number for number, line in enumerate(lines) if line.startswith(" Waiting   main at "))
    last = next(number for number, line in enumerate(lines) if line.strip().startswith("Trace "))

    assert len(lines) <= LINES
    assert last - first <= 8
    assert any(re.fullmatch(r" +\+ \d+ more", line) for line in lines[first:last])


def test_the_line_that_held_the_loop_longest_is_not_that_of_a_neighbour():
    trace = shop().trace(clock="real")
    before, held = (
        finding(trace, "loop-blocked", Severity.PROBLEM, "", place=place, start=start, end=end)
        for place, start, end in [
            (Place(FILE, 7, "main"), 0, 100 * MS),
            (Place(FILE, 25, "main"), 100 * MS, 250 * MS),
        ]
    )
    load = Load(1, 250 * MS, 250 * MS, Stretch(100 * MS, 250 * MS, 1))

    assert judged(trace, before, held).place_of_longest(load) == held.place
    assert judged(trace, before).place_of_longest(load) is None


@pytest.mark.parametrize("width", WIDTHS[1:])
def test_five_thousand_tasks_fit_on_one_screen(width):
    trace = crowd(5000).trace(clock="real")
    lost = next(task for task in trace.tasks if task.name == "worker-7")
    leak = finding(trace, "task-leaked", Severity.WARNING, "worker-7 never ended.", tasks=(lost.number,))
    drawn = run_screen(judged(trace, leak), about(), width, UNICODE)
    lines = drawn.plain.split("\n")

    assert len(lines) <= LINES
    assert max(map(cell_len, lines)) <= width
    assert any(line.startswith(" worker-7 ") for line in lines)
    assert any("more tasks, nothing unusual" in line for line in lines)


@pytest.mark.parametrize("width", WIDTHS[1:])
def test_a_hundred_findings_fit_on_one_screen(width):
    trace = shop().trace(clock="real")
    many = [
        finding(
            trace,
            "task-leaked" if number % 3 else "error-lost",
            Severity.WARNING,
            f"Task-{number} never ended, and nobody noticed; that is said here at some length, to wrap it.",
            place=Place(FILE, number, "main"),
            fix="await it, or cancel it and await it before its maker ends",
        )
        for number in range(1, 101)
    ]
    drawn = run_screen(judged(trace, *many), about(), width, UNICODE).plain

    assert len(drawn.split("\n")) <= LINES
    assert "more: " in drawn
    assert "asyncx show -q" in drawn
    assert "! 100 warnings" in drawn


def test_only_the_tasks_that_are_asked_for():
    drawn = run_screen(shop_watched(), about(only="HEART"), 100, UNICODE).plain
    assert "\n heartbeat " in drawn
    assert "\n Task-1 main " not in drawn


def test_the_last_line_says_what_findings_do_to_the_command():
    first, second, third = (
        run_screen(shop_watched(), about(check=check), 100, UNICODE).plain.splitlines()[-1]
        for check in (None, False, True)
    )
    assert first == " ✗ 1 problem, ! 1 warning, · 1 note; shop.py exited 0"
    assert second == f"{first}      --check makes findings fail the command"
    assert third == f"{first}, and asyncx exits 1"


def test_nothing_is_offered_of_a_run_that_was_not_saved():
    assert "asyncx show" not in run_screen(shop_watched(), about(kept=None), 100, UNICODE).plain


def test_a_saved_file_is_named_in_what_is_offered():
    assert (
        "asyncx show shop.asyncx 1"
        in run_screen(shop_watched(), about(kept="shop.asyncx"), 100, UNICODE).plain
    )


def test_what_comes_from_the_program_is_escaped():
    trace = shop().trace(clock="real")
    evil = finding(
        trace,
        "error-lost",
        Severity.PROBLEM,
        "\x1b[2J was lost \u202e.",
        fix="\x07",
        place=Place("\x1b]0;x.py", 3, "\x1b"),
    )
    watched = judged(trace, evil)
    source = {evil.place: "\x1b[31m"}
    for drawn in (
        run_screen(watched, about(source=source), 100, UNICODE).plain,
        why_screen(watched, 1, (), about(source=source), 100, UNICODE).plain,
        "".join(finding_lines(watched, UNICODE)),
    ):
        assert not {"\x1b", "\x07", "\u202e"} & set(drawn)


def test_what_the_trace_does_not_hold_is_said():
    script = shop()
    script.add("fork")
    script.add("kernel", message="OSError: no space left on device")
    drawn = run_screen(
        judged(script.trace(clock="real")),
        about(calm=True, merged=1234567, lost=((2, "pages twice"),)),
        100,
        UNICODE,
    ).plain

    for words in (
        "1 child process was left alone",
        "1,234,567 records of short steps are summed up",
        "the trace is damaged: 2 pages twice",
        "recording stopped at 250 ms: OSError: no space left on device",
    ):
        assert words in drawn


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("", "shop.py exited 3"),
        (f"{LEFT_OUT}2 causes", f"shop.py exited 3; {LEFT_OUT}2 causes"),
        ("it ended at once", "shop.py: it ended at once"),
        (f"it ended at once; {LEFT_OUT}2 causes", f"shop.py: it ended at once; {LEFT_OUT}2 causes"),
    ],
)
def test_the_exit_code_is_said_of_a_damaged_trace_too(detail: str, said: str) -> None:
    """Its process has told it."""
    assert how_it_ended(judged(shop().trace(clock="real", code=3, detail=detail))) == said


def test_tasks_that_stand_for_others_or_were_only_counted_are_tasks():
    script = Script()
    main = script.task("main")
    script.step(main)
    workers = [script.task("work", tasks=500) for _ in range(30)]
    script.wait(main, "main")
    for number, worker in enumerate(workers):
        script.at(1 + number).step(worker)
        script.end(worker)
    script.add("task.passed", count=1000)
    drawn = run_screen(judged(script.trace(clock="real")), about(), 100, UNICODE).plain
    lanes = [line for line in drawn.splitlines() if " work ×500" in line]

    assert " 16001 tasks, " in drawn
    assert lanes
    assert f"+ {500 * (30 - len(lanes))} more tasks" in drawn
    assert "1000 tasks that ended at once, in one step, only counted" in drawn


def test_deadlines_that_were_taken_back_make_way_for_tasks():
    """A library may set one for each thing that it does."""
    script = Script()
    main = script.task("main")
    script.step(main)
    workers = [script.task("work") for _ in range(30)]
    timers = [script.timer(1000, via=("call_later",), callback="give_up") for _ in workers]
    script.wait(main, "main")
    for number, (worker, timer) in enumerate(zip(workers, timers, strict=True)):
        script.at(1 + number).step(worker)
        script.add("timer.cancel", handle=timer)
        script.end(worker)
    drawn = run_screen(judged(script.trace(clock="real")), about(), 100, UNICODE).plain

    assert "callback give_up" not in drawn
    assert "30 more callbacks" in drawn


def test_what_is_left_out_is_told_once():
    """Rows that there was no room for from the start, and those that others took the place of."""
    script = crowd(40)
    for number in range(2, 30):
        script.on(1).add("thread.new", started=number, name=f"helper-{number}", where=[FILE, 1, "x"])
        script.on(number).add("thread.run")
        script.add("thread.end")
    drawn = run_screen(judged(script.trace(clock="real")), about(), 100, UNICODE).plain

    assert sum(line.startswith(" + ") for line in drawn.split("\n")) == 1


def test_all_findings_one_a_line():
    assert finding_lines(shop_watched(), UNICODE) == [
        "✗ loop-blocked: shop.py:25: main held the loop for 150 ms; heartbeat was due and waited 150 ms.",
        "! task-leaked: shop.py:19: heartbeat never ended; asyncio.run() cancelled it at exit, silently.",
        "· lock-orphaned: It cannot be told whether a lock was left behind, "
        "for its task was not seen to its end.",
    ]
