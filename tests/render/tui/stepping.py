"""A stepper without a terminal: keys in, screens out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from rich.text import Text

from asyncx.analysis.causes import WhyStep
from asyncx.analysis.report import Report, judge
from asyncx.analysis.verdict import Verdict
from asyncx.render.glyphs import UNICODE, Glyphs
from asyncx.render.stepping import Files
from asyncx.render.tui.moves import Moves
from asyncx.render.tui.screen import plain_text, screen
from asyncx.render.tui.state import State
from asyncx.render.tui.subject import Subject
from asyncx.render.tui.tasks import Lanes
from asyncx.runs import catalogue
from asyncx.trace import codec
from tests.traces import Script, error

HOSTILE = "[red]x[/] [link=file:///]\x1b[31m\x1b]0;t\x07\u202e\u2066\u200b\ud800\x9b2J漢字" + "y" * 1_000_000


class Walk:
    """Moves through a run; `state` is where they have led to."""

    def __init__(
        self,
        report: Report,
        width: int = 80,
        height: int = 24,
        glyphs: Glyphs = UNICODE,
        files: Files | None = None,
        **changes: object,
    ) -> None:
        self.subject = Subject(report, files=files)
        self.lanes = Lanes(self.subject)
        self.moves = Moves(self.subject, self.lanes)
        self.glyphs = glyphs
        self.state: State = replace(self.moves.begin(width, height), **changes)  # type: ignore[arg-type]

    def act(self, *names: str) -> Walk:
        """Make some moves, one after the other."""
        for name in names:
            self.state = self.moves.act(self.state, name)
        return self

    def to(self, position: int) -> Walk:
        """Go to a position."""
        self.state = self.moves.go(self.state, position)
        return self

    @property
    def position(self) -> int:
        return self.state.position

    @property
    def lines(self) -> list[Text]:
        """What is seen."""
        return screen(self.subject, self.lanes, self.state, self.glyphs)

    @property
    def text(self) -> str:
        """What is seen, without colours."""
        return plain_text(self.lines)


def timeout() -> Report:
    """`asyncx scenario wait_for-timeout -o timeout.jsonl`, as CPython 3.13.0 ran it."""
    trace = codec.loads((Path(__file__).parent / "timeout.jsonl").read_text(encoding="utf-8"))
    report = judge(trace, catalogue.parse("wait_for-timeout", trace.run.source))
    why = tuple(
        WhyStep(index, n, trace.index[n].t, 0, "", "", None) for index, n in enumerate((12, 21, 28, 51), 1)
    )
    sentence = "wait_for(fetch(), 0.1) raised TimeoutError at 150 ms, 50 ms after its deadline."
    return replace(report, verdict=Verdict(sentence, "", 51), why=why)


def queue() -> Report:
    """Three tasks of which two are ready at once, one timer that is taken back, and a callback."""
    script = Script()
    script.add("loop.new", loop=1, class_="_UnixSelectorEventLoop")
    script.add("loop.run", loop=1)
    main = script.task("main")
    script.add("loop.turn", loop=1, turn=1)
    first = script.step(main)
    script.coro(main, "main")
    workers = [script.task("worker", name, because=first) for name in ("one", "two", "three")]
    script.add(
        "handle.new", handle=90, callback="main.<locals>.tick", loop=1, via=["call_soon"], because=first
    )
    script.timer(50, via=("call_later",), callback="later")
    script.wait(main, "main", on={"task": workers[0]})
    script.add("loop.turn", loop=1, turn=2)
    timers = []
    for worker in workers:
        script.step(worker)
        script.coro(worker, "worker")
        timers.append(script.sleep(worker, 0.01, "worker"))
    script.add("handle.run", handle=90, loop=1)
    script.add("handle.end", handle=90)
    script.at(10).add("timer.cancel", handle=1)
    for worker, timer in zip(workers, timers, strict=True):
        script.wake(worker, timer)
    script.add("loop.turn", loop=1, turn=3)
    for worker in workers[:2]:
        script.step(worker)
        script.end(worker)
    script.step(workers[2])
    script.end(workers[2], "raised", error("ValueError", "three is too many"))
    script.ready(main)
    script.step(main)
    script.end(main)
    script.add("loop.stop", loop=1)
    return judge(script.trace(), None)


@cache
def many(tasks: int) -> Report:
    """A task that makes many others, each of which sleeps; one of them fails."""
    script = Script()
    main = script.task("main")
    script.add("loop.run", loop=1)
    script.step(main)
    workers = [script.task("worker", f"worker {number}") for number in range(tasks)]
    script.wait(main, "main")
    for worker in workers:
        script.step(worker)
        script.sleep(worker, 0.01, "worker")
    script.at(10).add("loop.turn", loop=1, turn=2)
    for worker in workers:
        script.ready(worker)
        script.step(worker)
        failed = worker == workers[-2]
        script.end(worker, "raised" if failed else "returned", error("ValueError") if failed else None)
    return judge(script.trace(), None)


def hostile() -> Report:
    """A run whose names, places, messages and source try to move the terminal's cursor."""
    script = Script()
    task = script.task(HOSTILE, name=HOSTILE)
    script.step(task)
    script.coro(task, HOSTILE, HOSTILE)
    script.timer(10, callback=HOSTILE)
    script.wait(task, HOSTILE)
    script.add("out", stream="stdout", text=HOSTILE, where=[HOSTILE, 1, HOSTILE])
    script.add(HOSTILE[:60], name=HOSTILE)
    script.at(10).wake(task).step(task)
    script.end(task, "raised", {"type": HOSTILE, "module": HOSTILE, "message": HOSTILE})
    trace = script.trace(source=f"# {HOSTILE}\n" * 3, file=HOSTILE, target=HOSTILE)
    report = judge(trace, None)
    return replace(report, name=HOSTILE, verdict=replace(report.verdict, sentence=HOSTILE))
