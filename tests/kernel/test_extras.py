"""Locks, queues and jobs: what is recorded of them, and that the program cannot tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import PROGRAMS, Runner, execute, kernel_command, where
from .test_harmless import plain
from .test_records import Recorded, recorded

__all__ = ["recorded"]


def test_a_program_sees_nothing_of_it(bare: Runner, traced: Runner) -> None:
    """Attributes, signatures, tracebacks, what is collected when, and the order of clean-ups."""
    alone, watched = bare(PROGRAMS / "things.py"), traced(PROGRAMS / "things.py")

    assert watched.kinds("kernel") == []
    assert plain(watched.out) == plain(alone.out)
    assert plain(watched.err) == plain(alone.err)
    assert watched.code == alone.code == 1


WITHOUT_SOURCE = """
import linecache, runpy, sys
linecache.getlines = lambda *_: []
del sys.argv[0]
runpy.run_path(sys.argv[0], run_name="__main__")
"""

LOCKED = """
import asyncio

async def use(lock):
    async with lock:
        print("used")

async def main():
    lock = asyncio.Lock()
    async with lock:
        task = asyncio.create_task(use(lock))
        await asyncio.sleep(0)
    await task

asyncio.run(main())
"""


def test_a_python_without_its_source(python: str, tmp_path: Path) -> None:
    """Who holds a lock cannot be told there; all else can."""
    program, trace = tmp_path / "program.py", tmp_path / "trace"
    program.write_text(LOCKED)
    _, option, *rest = kernel_command(python, program, trace=trace)
    ran = execute([python, option, "-c", WITHOUT_SOURCE, *rest], trace)

    assert (ran.code, ran.out, ran.err) == (0, "used\n", "")
    assert ran.kinds("kernel", "lock.taken") == []
    assert {"main", "use"} <= {record["coro"] for record in ran.kinds("task.new")}


class TestLocks:
    def test_who_took_it_and_who_freed_it(self, recorded: Recorded) -> None:
        """With the lines, and the same number for the same lock."""
        ran = recorded("""
            lock = asyncio.Lock()
            await lock.acquire()
            lock.release()
        """)
        taken, freed = ran.kinds("lock.taken", "lock.freed")

        assert (taken["task"], freed["task"]) == (1, 1)
        assert taken["object"] == freed["object"]
        assert (where(taken), where(freed)) == (4, 5)

    def test_the_one_who_waited_has_it_next(self, recorded: Recorded) -> None:
        """Handing on is taking, by another task."""
        ran = recorded("""
            async def use(lock):
                async with lock:
                    await asyncio.sleep(0.01)
            lock = asyncio.Lock()
            await asyncio.gather(use(lock), use(lock))
        """)

        assert [record["task"] for record in ran.kinds("lock.taken")] == [2, 3]

    def test_a_lock_at_the_address_of_one_that_went_while_it_was_held(self, recorded: Recorded) -> None:
        """It is another one, and taken by another line."""
        ran = recorded("""
            others = []
            while True:
                lock = asyncio.Lock()
                await lock.acquire()
                address = id(lock)
                del lock
                lock = asyncio.Lock()
                if id(lock) == address:
                    break
                others.append(lock)
            await lock.acquire()
        """)
        *old, new = ran.kinds("lock.taken")

        assert new["object"] not in {record["object"] for record in old}
        assert {where(record) for record in old} == {6}
        assert where(new) == 13

    def test_the_lock_behind_a_condition(self, recorded: Recorded) -> None:
        """It is free while somebody waits, and taken again after."""
        ran = recorded("""
            condition = asyncio.Condition()
            async def wake():
                async with condition:
                    condition.notify()
            async with condition:
                task = asyncio.ensure_future(wake())
                await condition.wait()
            await task
        """)

        assert [record["task"] for record in ran.kinds("lock.taken")] == [1, 2, 1]


class TestQueues:
    def test_what_a_waiting_task_finds(self, recorded: Recorded) -> None:
        """Where the queue was made, and who else waits at it."""
        ran = recorded("""
            queue = asyncio.Queue()
            tasks = [asyncio.ensure_future(queue.get()) for _ in range(2)]
            await asyncio.sleep(0.01)
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
        """)
        waits = [r["on"] for r in ran.kinds("task.wait") if r["on"].get("class") == "Queue"]

        assert [on["counts"]["getters"] for on in waits] == [1, 2]
        assert waits[0]["made"][1] == 3

    def test_a_join_is_a_wait_for_the_queue(self, recorded: Recorded) -> None:
        """Not for the event inside it; and its cancel tells what is in the queue then."""
        ran = recorded("""
            queue = asyncio.Queue()
            queue.put_nowait(1)
            queue.put_nowait(2)
            task = asyncio.ensure_future(queue.join())
            await asyncio.sleep(0.01)
            queue.get_nowait()
            task.cancel()
            await asyncio.wait([task])
        """)
        joined = next(r["on"] for r in ran.kinds("task.wait") if r["on"].get("class") == "Queue")
        asked = ran.kinds("task.cancel")[0]

        assert joined["counts"] == {"items": 2, "unfinished": 2}
        assert asked["waits_on"]["counts"] == {"items": 1, "unfinished": 2}

    def test_what_is_left_at_the_end(self, traced: Runner, tmp_path: Path) -> None:
        """Of queues that are still there; of no others."""
        file = tmp_path / "program.py"
        file.write_text(
            "import asyncio\n"
            "async def main():\n"
            "    global kept\n"
            "    kept, gone, empty = asyncio.Queue(5), asyncio.Queue(), asyncio.LifoQueue()\n"
            "    kept.put_nowait(1)\n"
            "    gone.put_nowait(1)\n"
            "asyncio.run(main())\n"
        )
        left = traced(file).kinds("queue.left")

        assert [record["counts"] for record in left] == [{"items": 1, "unfinished": 1, "most": 5}]
        assert [where(record) for record in left] == [4]


class TestJobs:
    def test_a_wait_for_a_job_says_which(self, recorded: Recorded) -> None:
        """Whatever futures are between the two."""
        ran = recorded("""
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(None, time.sleep, 0.01)
            await loop.run_in_executor(None, time.sleep, 0.01)
        """)

        assert [r["on"]["job"] for r in ran.kinds("task.wait") if "job" in r["on"]] == [1, 2]

    def test_a_job_that_is_given_up_in_the_middle(self, recorded: Recorded) -> None:
        """Not one that has not begun: that is cancelled, and never runs."""
        ran = recorded("""
            import concurrent.futures
            pool = concurrent.futures.ThreadPoolExecutor(1)
            loop = asyncio.get_running_loop()
            jobs = [loop.run_in_executor(pool, time.sleep, 0.1) for _ in range(2)]
            await asyncio.sleep(0.05)
            for job in jobs:
                job.cancel()
            await asyncio.sleep(0.1)
            pool.shutdown()
        """)

        assert [record["job"] for record in ran.kinds("job.cancel")] == [1]
        assert [record["outcome"] for record in ran.kinds("job.end")] == ["returned", "cancelled"]


def test_an_error_says_where_it_was_raised(recorded: Recorded) -> None:
    """The line of the program, and the library's function that it had called."""
    ran = recorded("""
        async def broken():
            int("x")
        async def deeper():
            asyncio.Lock().release()
        await asyncio.gather(broken(), deeper(), return_exceptions=True)
    """)
    errors = [record["error"] for record in ran.kinds("task.end") if "error" in record]

    assert [error["where"][1:] for error in errors] == [[4, "broken"], [6, "deeper"]]
    assert [error.get("by") for error in errors] == [None, "Lock.release"]


def test_a_coroutine_that_never_ran_says_where_its_function_is(recorded: Recorded) -> None:
    """And where it was made, when Python was told to remember that."""
    ran = recorded("""
        async def never(): pass
        never()
        sys.set_coroutine_origin_tracking_depth(1)
        never()
    """)
    plain_one, tracked = ran.kinds("warning")

    assert (plain_one["at"][1:], plain_one.get("made")) == ([3, "never"], None)
    assert tracked["made"][1:] == [6, "main"]


@pytest.mark.parametrize("clock", ["real", "virtual"])
def test_who_waits_for_whom_over_a_connection(recorded: Recorded, clock: str) -> None:
    """The peer's address, which is what one looks for; but its port is another one in each run."""
    body = """
        async def serve(reader, writer):
            await reader.read()
            writer.close()
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        task = asyncio.ensure_future(reader.read())
        await asyncio.sleep(0)
        writer.close()
        task.cancel()
        server.close()
        await asyncio.sleep(0)
        print(port)
    """
    ran = recorded(body, clock)
    peers = [r["on"].get("peer") for r in ran.kinds("task.wait") if r["on"].get("class") == "StreamReader"]

    assert peers
    assert (f"127.0.0.1:{ran.out.strip()}" in peers) == (clock == "real")
