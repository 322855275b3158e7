"""Threads on the virtual clock: one at a time, in one order."""

from __future__ import annotations

import pytest

from tests.kernel.conftest import PYTHONS, label
from tests.kernel.onclock import load, on_clock
from tests.spread import some


def test_loops_in_two_threads_share_one_clock(python: str) -> None:
    out = on_clock(
        python,
        """
        async def tick(name, delay):
            for _ in range(3):
                await asyncio.sleep(delay)
                print(name, now())
        other = threading.Thread(target=lambda: asyncio.run(tick("other", .07)))
        other.start()
        asyncio.run(tick("main", .1))
        other.join()
    """,
    )
    assert out == ["other 70", "main 100", "other 140", "main 200", "other 210", "main 300"]


def test_a_new_thread_runs_first_and_a_woken_one_later(python: str) -> None:
    out = on_clock(
        python,
        """
        out = []
        threading.Thread(target=out.append, args=("child",)).start()
        out.append("parent")
        with futures.ThreadPoolExecutor(1) as pool:
            out.append(pool.submit(int).done())
            out.append(pool.submit(int).done())
        print(out)
    """,
    )
    assert out == ["['child', 'parent', True, False]"]


def test_the_primitives_of_threading(python: str) -> None:
    out = on_clock(
        python,
        """
        def all_of(*targets):
            global start
            start = now()
            threads = [threading.Thread(target=target) for target in targets]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        def since():
            return now() - start
        seen = []

        lock = threading.Lock()
        def hold():
            with lock:
                time.sleep(.1)
                seen.append(since())
        all_of(hold, hold, hold)

        semaphore = threading.BoundedSemaphore(2)
        def two():
            with semaphore:
                time.sleep(.1)
                seen.append(since())
        all_of(two, two, two)

        barrier = threading.Barrier(2)
        all_of(barrier.wait, lambda: (time.sleep(.3), barrier.wait(), seen.append(since())))

        condition = threading.Condition()
        def wait():
            with condition:
                seen.append((condition.wait(.2), since()))
        def notify():
            time.sleep(.1)
            with condition:
                condition.notify()
        all_of(wait, wait, notify)

        rlock = threading.RLock()
        with rlock, rlock:
            all_of(lambda: seen.append((rlock.acquire(timeout=.5), rlock.acquire(False), since())))
        all_of(lambda: seen.append(rlock.acquire(False)))
        print(seen)
    """,
    )
    waits = "(True, 100), (False, 200)"
    assert out == ["[100, 200, 300, 100, 100, 200, 300, " + waits + ", (False, False, 500), True]"]


def test_queues(python: str) -> None:
    out = on_clock(
        python,
        """
        for kind in queue.Queue, queue.SimpleQueue:
            items, seen, start = kind(), [], now()
            def take():
                seen.append((items.get(), now() - start))
            threads = [threading.Thread(target=take) for _ in range(3)]
            for thread in threads:
                thread.start()
            items.put("a")
            items.put("b")
            time.sleep(1)
            items.put("c")
            for thread in threads:
                thread.join()
            try:
                items.get(timeout=.5)
            except queue.Empty:
                seen.append(now() - start)
            print(seen)
        full, start = queue.Queue(1), now()
        full.put(1)
        threading.Timer(.2, full.get).start()
        full.put(2)
        print(now() - start)
    """,
    )
    assert out == ["[('a', 0), ('b', 0), ('c', 1000), 1500]"] * 2 + ["200"]


def test_executors(python: str) -> None:
    out = on_clock(
        python,
        """
        def job(delay):
            time.sleep(delay)
            return delay
        with futures.ThreadPoolExecutor() as pool:
            jobs = [pool.submit(job, delay) for delay in (.3, .1, .2)]
            print([done.result() for done in futures.as_completed(jobs)], now())
            jobs = [pool.submit(job, delay) for delay in (.3, .1, .2)]
            done, pending = futures.wait(jobs, timeout=.15)
            print(len(done), len(pending), now())
            try:
                pending.pop().result(.01)
            except futures.TimeoutError:
                print(now())
        print(now())
        async def main():
            loop = asyncio.get_running_loop()
            jobs = [loop.run_in_executor(None, job, delay) for delay in (.3, .1, .2)]
            print(await asyncio.gather(*jobs), now())
            if sys.version_info >= (3, 9):  # the first that waits for the executor
                loop.run_in_executor(None, job, 1)
        asyncio.run(main())
        print(now() if sys.version_info >= (3, 9) else 1900)
    """,
    )
    assert out == ["[0.1, 0.2, 0.3] 300", "1 2 450", "460", "600", "[0.3, 0.1, 0.2] 900", "1900"]


def test_thread_methods_behave(python: str) -> None:
    out = on_clock(
        python,
        """
        import _thread
        thread = threading.Thread(target=time.sleep, args=(1,))
        for wrong in thread, threading.current_thread():
            try:
                wrong.join()
            except RuntimeError as error:
                print(error)
        thread.start()
        thread.join(.1)
        print(thread.is_alive(), threading.active_count(), now())
        thread.join()
        print(thread.is_alive(), threading.active_count(), now())
        thread.join(-1)
        lock = threading.Lock()
        lock.acquire()
        def raw(value, other=None):
            time.sleep(.1)
            print(value, other, now())
            lock.release()
        _thread.start_new_thread(raw, (1,), {"other": 2})
        lock.acquire()
    """,
    )
    assert out == [
        "cannot join thread before it is started",
        "cannot join current thread",
        "True 2 100",
        "False 1 1000",
        "1 2 1100",
    ]


def test_the_interpreter_exits_as_usual(python: str) -> None:
    out = on_clock(
        python,
        """
        import atexit
        def last():
            time.sleep(1)
            print("atexit", now())
        atexit.register(last)
        def monitor():
            threading.main_thread().join()
            print("main has ended", now())
            time.sleep(.5)
        pool = futures.ThreadPoolExecutor()
        pool.submit(time.sleep, 2)
        for target in monitor, lambda: (time.sleep(3), print("thread", now())):
            threading.Thread(target=target).start()
        threading.Thread(target=threading.Event().wait, daemon=True).start()
        print("end", now())
    """,
    )
    assert sorted(out) == ["atexit 4000", "end 0", "main has ended " + out[1].split()[-1], "thread 3000"]


def test_a_failing_thread_ends_its_turn(python: str) -> None:
    out = on_clock(
        python,
        """
        threading.excepthook = lambda args: print(args.exc_type.__name__, now())
        def fail():
            time.sleep(1)
            raise ValueError
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        print(now())
    """,
    )
    assert out == ["ValueError 1000", "1000"]


@pytest.mark.parametrize("python", some(PYTHONS), ids=label)
def test_two_hundred_runs_have_one_outcome(python: str) -> None:
    snippet = """
        def program():
            start, seen = now(), []
            def note(*what):
                main = threading.current_thread() is threading.main_thread()
                seen.append((round(now() - start, 3), main) + what)
            items, lock = queue.Queue(2), threading.Lock()
            def job(number):
                with lock:
                    note("job", number)
                    time.sleep(.01)
                items.put(number)
                return number
            async def worker(name, loop_of_other):
                loop = asyncio.get_running_loop()
                for number in range(3):
                    await asyncio.sleep(.01)
                    note(name, await loop.run_in_executor(None, job, number))
                    if loop_of_other:
                        asked = asyncio.sleep(.005, number)
                        future = asyncio.run_coroutine_threadsafe(asked, loop_of_other[0])
                        note(name, "from other", await asyncio.wrap_future(future))
                    await asyncio.sleep(0)
            loops = []
            async def other():
                loops.append(asyncio.get_running_loop())
                await asyncio.gather(worker("a", None), worker("b", None), asyncio.sleep(.2))
            def consume():
                for _ in range(9):
                    note("item", items.get())
                    time.sleep(.003)
            targets = [lambda: asyncio.run(other()), consume]
            threads = [threading.Thread(target=target) for target in targets]
            for thread in threads:
                thread.start()
            asyncio.run(worker("c", loops))
            for thread in threads:
                thread.join()
            return seen
        outcomes = [program() for _ in range(40)]
        assert all(outcome == outcomes[0] for outcome in outcomes), "within a process"
        for line in outcomes[0]:
            print(line)
        print(len(log))
    """
    with load():
        first = on_clock(python, snippet)
        assert len(first) > 20
        for _ in range(4):
            assert on_clock(python, snippet) == first
