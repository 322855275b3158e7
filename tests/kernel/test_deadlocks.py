"""On the virtual clock, a deadlock is proven and says who waits for what."""

from __future__ import annotations

import textwrap

import pytest

from tests.kernel.onclock import DEADLOCK, on_clock


@pytest.mark.parametrize(
    ("program", "waiting"),
    [
        ("lock = threading.Lock(); lock.acquire(); lock.acquire()", ["Lock.acquire"]),
        ("threading.Thread(target=threading.Event().wait).start()", ["Event.wait", "Thread.join"]),
        ("asyncio.new_event_loop().run_forever()", ["select"]),
        (
            "pool = futures.ThreadPoolExecutor(); pool.submit(int).result(); queue.Queue().get()",
            ["idle worker", "Queue.get"],
        ),
        (
            """
            async def main():
                asyncio.run_coroutine_threadsafe(asyncio.sleep(0), asyncio.get_running_loop()).result()
            asyncio.run(main())
            """,
            ["Future.result"],
        ),
        (
            # A plain call_soon() does not wake the loop of another thread.
            """
            async def main():
                loop = asyncio.get_running_loop()
                done = loop.create_future()
                threading.Timer(.1, lambda: loop.call_soon(done.set_result, None)).start()
                await done
            asyncio.run(main())
            """,
            ["select"],
        ),
        (
            """
            first, second = threading.Lock(), threading.Lock()
            def take(one, two):
                with one:
                    time.sleep(.1)
                    with two:
                        pass
            threading.Thread(target=take, args=(first, second)).start()
            take(second, first)
            """,
            ["Lock.acquire", "Lock.acquire"],
        ),
    ],
    ids=["lock", "exit", "loop", "worker", "own loop", "call_soon", "two locks"],
)
def test_a_deadlock_is_proven(python: str, program: str, waiting: list[str]) -> None:
    assert on_clock(python, textwrap.dedent(program), code=DEADLOCK) == [f"deadlock {waiting}"]
