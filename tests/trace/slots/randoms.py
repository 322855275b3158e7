"""Files of random programs: what the kernel could have written of a loop that runs for a while."""

from __future__ import annotations

from random import Random

from tests.trace.slots.made import Made
from tests.traces import cancelled


class Program:
    """A loop with some tasks that yield, sleep, wait for each other, cancel, hold the loop, end and begin.

    `turns` is how often it goes round; times are microseconds.
    """

    def __init__(self, seed: int, turns: int = 200) -> None:
        self.random = Random(seed)
        self.made = Made()
        self.time = 0.0
        self.tasks = 0
        self.handles = 0
        self.ready: list[tuple[int, int]] = []
        self.waiting: list[int] = []
        self.sleeping: list[tuple[float, int, int, int]] = []
        self.made.json("run.start")
        self.made.json("loop.run", loop=1)
        for _ in range(4):
            self.begin(0)
        for _ in range(turns):
            self.turn()
        self.pass_time(5)
        self.made.loop_stop()

    def pass_time(self, microseconds: float) -> Made:
        self.time += microseconds
        return self.made.at(self.time)

    def some(self, *choices: str) -> str:
        return self.random.choice(choices)

    def begin(self, cause: int) -> None:
        self.tasks += 1
        self.made.task(self.tasks, self.some("job", "fetch"), cause=cause)
        self.ready.append((self.tasks, cause))

    def turn(self) -> None:
        if not self.ready:
            self.sleep()
        due = [timer for timer in self.sleeping if timer[0] <= self.time]
        self.sleeping = [timer for timer in self.sleeping if timer[0] > self.time]
        for _, handle, task, number in due:
            fired = self.pass_time(2).fire(handle, cause=number)
            self.pass_time(3)
            self.ready.append((task, fired))
        now, self.ready = self.ready, []
        for task, cause in now:
            self.step(task, cause)

    def sleep(self) -> None:
        until = min((timer[0] for timer in self.sleeping), default=None)
        began, late = self.time, self.random.choice((1, 5, 40, 3000))
        woke = began + self.random.randint(1, 900) if until is None else max(until, began) + late
        self.made.idle(until)
        self.time = woke
        self.pass_time(1)
        if until is None and self.waiting:
            handle = self.handles = self.handles + 1
            called = self.made.call(handle, "_read_ready")
            self.pass_time(8)
            self.ready.append((self.waiting.pop(0), called))
        elif until is None:
            self.begin(0)

    def step(self, task: int, cause: int) -> None:
        what = self.some(*["yield", "sleep", "wait", "wake"] * 6, "end", "return", "begin", "cancel")
        number = self.pass_time(1).step(task, cause=cause, returned=what == "return")
        self.pass_time(self.random.choice((1, 3, 20, 20, 300)))
        if self.random.random() < 0.02:
            self.pass_time(30_000)
        match what:
            case "yield":
                self.ready.append((task, number))
            case "sleep":
                self.handles += 1
                due = self.time + self.random.choice((100, 400, 9000))
                set_ = self.made.timer(self.handles, due, cause=number)
                if self.random.random() < 0.3:
                    self.pass_time(2).timer_cancel(self.handles, cause=number)
                    self.waiting.append(task)
                else:
                    self.sleeping.append((due, self.handles, task, set_))
            case "wait":
                self.waiting.append(task)
                if self.random.random() < 0.2:
                    self.made.wait(task, number, {"task": 1}, [["shop.py", 3, "job"]])
            case "wake":
                self.ready += [(other, number) for other in self.waiting[:1]]
                self.waiting = [*self.waiting[1:], task]
            case "end":
                self.made.end(task, cause=number)
            case "begin":
                self.begin(number)
                self.ready.append((task, number))
            case "cancel":
                self.cancel(number)
                self.waiting.append(task)
        self.pass_time(1)

    def cancel(self, number: int) -> None:
        if self.waiting:
            victim = self.waiting.pop()
            asked = self.made.json("task.cancel", cause=number, task=victim, accepted=True, requests=1)
            again = self.pass_time(2).step(victim, cause=asked)
            self.pass_time(4)
            self.made.end(victim, 3, cause=again, error=cancelled())
