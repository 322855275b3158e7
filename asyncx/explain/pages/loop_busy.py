"""Loops that never come to rest."""

from __future__ import annotations

from ..page import Page, When, Wrong

PAGE = Page(
    title="A task or a callback had itself called again at once, and the loop was never idle",
    findings=("loop-busy",),
    picture="sleep-zero-one-turn",
    happened=(
        "A loop rests when nothing is ready: it waits in the selector, and the process uses no time. A task "
        "that asks in a circle, while not ready: await asyncio.sleep(0), is ready again at once, and so is "
        "a callback that gives itself to call_soon(). All others still get their turns, so nothing seems "
        "wrong; but one core is always busy, and each turn of the others is a little late.",
    ),
    when=(
        When("sleep(0) lets every other task run once", "", "sleep-zero-one-turn", "turn by turn",
             ["main 1", "worker 1", "main 2", "worker 2", "main 3", "worker 3", "worker done"]),
        When("and no time passes meanwhile", "", "sleep-zero-one-turn", "time that passes (ms)", 0),
    ),
    works="""
import asyncio

async def main():
    ready = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.call_later(0.01, ready.set)
    await ready.wait()

asyncio.run(main())
""",
    wrong=(
        Wrong("sleep(0.001) in the same circle", "a thousand questions a second, and late answers"),
        Wrong("more sleep(0) in the other tasks", "each of them then keeps the loop busy, too"),
    ),
    fixes=(
        "Let the one who knows say so: an asyncio.Event, a Condition, a Queue or a future, and await that.",
        "Where nobody can say so, ask from time to time: call_later() or sleep() with as long a delay as "
        "the program can bear.",
        "For long computing sleep(0) between the pieces is right; make the pieces larger when there are "
        "thousands of them.",
    ),
    scenarios=("sleep-zero-one-turn", "wait_for-sleep-zero"),
    related=("loop-blocked", "deadlock"),
)
