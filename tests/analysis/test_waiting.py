"""Who waited for what when a program was stopped."""

from __future__ import annotations

import signal
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from asyncx.analysis.watched import Watched, judge

from .rules.harness import PYTHONS, watch

HEAD = """
import asyncio, os, signal, threading

def stop(number, seconds=0.2):
    threading.Timer(seconds, os.kill, (os.getpid(), number)).start()
"""

CONSUMERS = """
async def produce(queue):
    for item in "abc":
        await queue.put(item)
        await asyncio.sleep(0.01)

async def consume(queue):
    while True:
        await queue.get()

async def main():
    queue, _ = asyncio.Queue(1), asyncio.get_running_loop().call_later(60, print)  # it may go on then
    await asyncio.gather(produce(queue), consume(queue))

stop(signal.{signal})
asyncio.run(main())
"""

Judged = Callable[[str], Watched]


@pytest.fixture(params=PYTHONS)
def judged(request: pytest.FixtureRequest, tmp_path: Path) -> Judged:
    """A program that is watched to its end, and judged."""

    def run(body: str) -> Watched:
        file = tmp_path / "shop.py"
        file.write_text(HEAD + textwrap.dedent(body))
        return judge(watch(file, request.param, before=_as_in_a_terminal))

    return run


def _as_in_a_terminal() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def told(found: Watched) -> dict[str, str]:
    """What each task waited for, by its name."""
    return {each.name: ", ".join(filter(None, (each.what, each.more))) for each in found.waiting}


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_a_program_that_hangs_and_is_stopped(judged: Judged, name: str) -> None:
    """What it waited for before asyncio.run() cancelled all; it is no finding, but nothing is well."""
    found = judged(CONSUMERS.replace("{signal}", name))

    assert told(found) == {
        "main": "gather, of which consume has not ended",
        "consume": "Queue.get, which is empty; produce, which had put into it, has ended",
    }
    assert [each.place.line for each in found.waiting if each.place] == [18, 14]
    assert found.waiting[0].start <= found.waiting[1].start < found.waiting[1].end
    assert found.waiting[0].needs == (found.waiting[1].task.number,)
    assert not found.findings
    assert not found.calm


def test_a_producer_that_lives_is_not_said_to_have_ended(judged: Judged) -> None:
    """It may put something in at any time."""
    found = judged(CONSUMERS.replace("{signal}", "SIGINT").replace("0.01", "0.01 if item != 'c' else 9"))

    assert told(found)["consume"] == "Queue.get, which is empty"
    assert told(found)["produce"].startswith("sleep(9), until ")


def test_a_consumer_that_has_ended(judged: Judged) -> None:
    """The queue stays full; nobody is left who has taken from it."""
    body = CONSUMERS.replace("{signal}", "SIGINT").replace("await queue.get()", "int(await queue.get())")
    body = body.replace("abc", "12xyz").replace("consume(queue))", "consume(queue), return_exceptions=True)")
    found = judged(body)

    words = "Queue.put, which is full with 1 item; consume, which had taken from it, has ended"
    assert told(found)["produce"] == words


def test_a_line_of_the_program_comes_before_one_of_a_library(judged: Judged, tmp_path: Path) -> None:
    """There everybody stands who uses the library."""
    library = tmp_path / "site-packages" / "library.py"
    library.parent.mkdir()
    library.write_text("import asyncio\nasync def receive():\n    await asyncio.Event().wait()\n")
    found = judged(
        """
        import sys
        sys.path.append(os.path.join(os.path.dirname(__file__), "site-packages"))
        from library import receive

        async def main():
            await receive()

        stop(signal.SIGINT)
        asyncio.run(main())
        """
    )

    assert [(each.place.file, each.place.line) for each in found.waiting if each.place] == [("shop.py", 12)]


def test_the_holder_of_a_lock(judged: Judged) -> None:
    """Who has it, and since which line."""
    found = judged("""
        async def hold(lock):
            async with lock:
                await asyncio.Event().wait()

        async def want(lock):
            async with lock:
                print("never")

        async def main():
            lock = asyncio.Lock()
            await asyncio.gather(hold(lock), want(lock))

        stop(signal.SIGINT)
        try:
            asyncio.run(main())
        except KeyboardInterrupt:
            pass
    """)

    assert told(found) == {
        "main": "gather, of which hold and want have not ended",
        "hold": "Event.wait",
        "want": "Lock.acquire, held by hold since shop.py:8",
    }
    assert found.calm


@pytest.mark.parametrize(
    ("kind", "held"), [("Lock", "held by Task-3 use since"), ("Semaphore", "taken by Task-3 use at")]
)
def test_the_holder_is_another_one_than_when_the_wait_began(judged: Judged, kind: str, held: str) -> None:
    """Who has it when the program is stopped."""
    found = judged(f"""
        async def use(few, seconds):
            async with few:
                await asyncio.sleep(seconds)

        async def main():
            few = asyncio.{kind}()
            await asyncio.gather(use(few, 0.01), use(few, 9), use(few, 9), use(few, 9))

        stop(signal.SIGINT)
        asyncio.run(main())
    """)

    assert told(found)["Task-4 use"] == told(found)["Task-5 use"] == f"{kind}.acquire, {held} shop.py:8"


def test_of_a_program_that_ends_by_itself_what_is_left_over(judged: Judged) -> None:
    """Also a task that had no time to begin."""
    found = judged("""
        async def beat(tasks):
            tasks.append(asyncio.ensure_future(late()))
            await asyncio.sleep(5)

        async def late():
            print("never")

        async def main():
            asyncio.ensure_future(beat([]))

        asyncio.run(main())
    """)

    assert told(found)["beat"].startswith("sleep(5), until ")
    assert told(found)["late"] == "its turn, it had not begun"
    assert {each.task for each in found.waiting} == set(found.left_over)


def test_a_program_that_stops_in_good_order_has_nothing_to_say(judged: Judged) -> None:
    """It has a handler for the signal, and ends its tasks itself."""
    found = judged("""
        async def beat():
            while True:
                await asyncio.sleep(0.01)

        async def main():
            stopped = asyncio.Event()
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
            heart = asyncio.ensure_future(beat())
            await stopped.wait()
            heart.cancel()
            await asyncio.wait([heart])

        stop(signal.SIGTERM)
        asyncio.run(main())
    """)

    assert found.waiting == ()
    assert found.calm
