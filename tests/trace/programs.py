"""Random programs: records that asyncio could have made, for properties that hold of every trace."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.traces import Script, cancelled, error


@st.composite
def programs(draw: st.DrawFn) -> Script:
    """A loop that runs up to 12 times: tasks that wait, sleep, cancel each other and make others."""
    world = _Program(draw)
    world.create()
    for _ in range(draw(st.integers(0, 12))):
        world.turn()
    return world.script


class _Program:
    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.script = Script()
        self.time = 0
        self.ready: list[int] = []
        self.waiting: list[int] = []
        self.timers: dict[int, int] = {}
        self.coros: dict[int, int] = {}
        self.asked: set[int] = set()

    def choose(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def pass_time(self) -> None:
        self.time += self.draw(st.integers(0, 3))
        self.script.at(self.time)

    def create(self) -> None:
        if self.choose("plain", "plain", "eager") == "eager":
            task = self.script.task("eager", eager=True)
            self.step(task)
        else:
            self.ready.append(self.script.task("job"))

    def turn(self) -> None:
        self.pass_time()
        self.script.add("loop.turn", loop=1)
        for task in list(self.waiting):
            if self.choose("wait", "wake") == "wake":
                self.waiting.remove(task)
                self.script.wake(task, self.timers.pop(task, None))
                self.ready.append(task)
        now, self.ready = self.ready, []
        for task in now:
            self.step(task)

    def step(self, task: int, depth: int = 0) -> None:
        script = self.script
        script.step(task)
        coro = self.coros.get(task)
        if coro is None:
            coro = self.coros[task] = script.coro(task, "job")
        if task in self.asked:
            self.asked.discard(task)
            script.throw(coro, cancelled())
            if self.choose("die", "catch") == "die":
                script.raises(coro, cancelled())
                script.end(task, "cancelled")
                return
            script.catch(coro, cancelled())
        self.act(depth)
        self.leave(task, coro)

    def act(self, depth: int) -> None:
        match self.choose("nothing", "create", "cancel", "hold"):
            case "create" if depth < 2:
                self.create()
            case "cancel" if self.waiting:
                victim = self.draw(st.sampled_from(self.waiting))
                self.script.cancel(victim)
                self.asked.add(victim)
            case "hold":
                self.script.add("thread.wait", what="time.sleep")
                self.pass_time()
                self.script.add("thread.wake", what="time.sleep")

    def leave(self, task: int, coro: int) -> None:
        script = self.script
        match self.choose("wait", "sleep", "yield", "return", "raise"):
            case "wait":
                script.wait(task, "job")
                self.waiting.append(task)
            case "sleep":
                self.timers[task] = script.sleep(task, self.draw(st.integers(1, 9)) / 1000, "job")
                self.waiting.append(task)
            case "yield":
                script.ready(task)
                script.wait(task, "job", on={})
                self.ready.append(task)
            case "return":
                script.returns(coro)
                script.end(task)
            case "raise":
                script.raises(coro, error())
                script.end(task, "raised", error())
