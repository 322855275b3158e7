"""Runs small programs of tasks, given as JSON in argv[1], and prints what happens in which order.

The loop brings its own time, so that a busy machine cannot change the order: nothing but the tracer
could.  When the garbage of cycles is collected depends on how many objects were ever made, so the
program says itself when.  Syntax of 3.8.
"""
import asyncio
import gc
import json
import sys


class OwnTime(asyncio.SelectorEventLoop):
    """Jumps to the next timer instead of waiting."""

    def __init__(self):
        super().__init__()
        self._now = 0.0
        select = self._selector.select

        def jump(timeout=None):
            found = select(0)
            if not found and timeout:
                self._now += timeout
            return found

        self._selector.select = jump

    def time(self):
        return self._now


class Program:
    def __init__(self, tasks):
        self.tasks = tasks
        self.made = {}

    def say(self, *words):
        print(*words, flush=True)

    def spawn(self, number):
        if number not in self.made:
            self.made[number] = asyncio.ensure_future(self.body(number))
        return self.made[number]

    async def body(self, number):
        self.say("start", number)
        try:
            for step in self.tasks[number]:
                await self.step(number, *step)
                self.say("done", number, *step)
        except asyncio.CancelledError:
            self.say("cancelled", number)
            if number % 3 == 0:
                await asyncio.sleep(0.001)
                self.say("cleaned", number)
            if number % 4 != 1:
                raise
        finally:
            self.say("end", number)
        return number

    async def step(self, number, op, *args):
        if op == "sleep":
            await asyncio.sleep(args[0] / 1000)
        elif op == "spawn":
            self.spawn(args[0])
        elif op == "cancel":
            task = self.made.get(args[0])
            self.say("cancel", args[0], task is not None and task.cancel())
        elif op == "join":
            others = [self.spawn(n) for n in args[0] if n > number]
            results = await asyncio.gather(*others, return_exceptions=bool(number % 2))
            self.say("joined", [repr(r) for r in results])
        elif op == "wait_for":
            try:
                await asyncio.wait_for(asyncio.sleep(args[0] / 1000), args[1] / 1000)
            except asyncio.TimeoutError:
                self.say("timeout", number)
        elif op == "lock":
            async with self.lock:
                await asyncio.sleep(args[0] / 1000)
        elif op == "raise":
            raise ValueError(number)

    async def main(self):
        self.lock = asyncio.Lock()
        self.spawn(0)
        await asyncio.sleep(0.05)
        names = sorted((n, t.done(), t.cancelled()) for n, t in self.made.items())
        self.say("left", names)


def run(tasks):
    loop = OwnTime()
    loop.set_exception_handler(lambda loop, context: print("handler:", context["message"], flush=True))
    asyncio.set_event_loop(loop)
    program = Program(tasks)
    try:
        loop.run_until_complete(program.main())
    finally:
        left = sorted((n, t) for n, t in program.made.items() if not t.done())
        for _, task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*[t for _, t in left], return_exceptions=True))
        asyncio.set_event_loop(None)
        loop.close()


gc.disable()
for tasks in json.loads(sys.argv[1]):
    run(tasks)
    gc.collect()
