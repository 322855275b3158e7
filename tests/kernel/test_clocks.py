"""Time on the kernel's clocks, and what they report."""

from __future__ import annotations

import pytest

from tests.kernel.onclock import on_clock


def test_deadlines_are_hit_exactly(python: str) -> None:
    out = on_clock(
        python,
        """
        async def main():
            loop = asyncio.get_running_loop()
            for delay in (.1, .05, .05, .1, .1, 1e-9, 3600, 90000):
                await asyncio.sleep(delay)
                print(loop.time())
        asyncio.run(main())
        print(time.monotonic_ns(), time.perf_counter(), time.process_time())
    """,
    )
    times = ["0.1", "0.15", "0.2", "0.3", "0.4", "0.400000001", "3600.400000001", "93600.400000001"]
    assert out == [*times, "93600400000001 93600.400000001 93600.400000001"]


def test_the_wall_clock_starts_in_2000(python: str) -> None:
    out = on_clock(
        python,
        """
        time.sleep(1.5)
        print(time.time(), time.time_ns(), time.gmtime()[:6], time.gmtime(0)[:3], time.strftime("%S"))
        print(time.ctime()[-7:], time.asctime()[-7:], time.localtime(None)[5])
        print(time.strftime("%Y", time.gmtime(0)))
    """,
    )
    assert out == [
        "946684801.5 946684801500000000 (2000, 1, 1, 0, 0, 1) (1970, 1, 1) 01",
        "01 2000 01 2000 1",
        "1970",
    ]


def test_replaced_functions_look_like_the_real_ones(python: str) -> None:
    out = on_clock(
        python,
        """
        import pickle
        print(pickle.loads(pickle.dumps(time.sleep)) is time.sleep, time.sleep)
        for bad in (-1, "1", float("nan"), 1e30):
            try:
                time.sleep(bad)
            except Exception as error:
                print(type(error).__name__)
        for bad in ((False, 1), (True, -2), (True, 1e20)):
            try:
                threading.Lock().acquire(*bad)
            except Exception as error:
                print(type(error).__name__)
        for make in threading.Lock, threading.RLock:
            try:
                make().release()
            except RuntimeError as error:
                print(error)
    """,
    )
    assert out[0].startswith("True <function sleep at ")
    assert out[1:5] == ["ValueError", "TypeError", "ValueError", "OverflowError"]
    assert out[5:] == [
        "ValueError",
        "ValueError",
        "OverflowError",
        "release unlocked lock",
        "cannot release un-acquired lock",
    ]


def test_who_polls_the_clock_sees_it_move(python: str) -> None:
    out = on_clock(
        python,
        """
        end = time.monotonic() + .2
        while time.monotonic() < end:
            pass
        print(now())
        async def main():
            loop = asyncio.get_running_loop()
            end = loop.time() + .05
            while loop.time() < end:
                await asyncio.sleep(0)
            print(now())
            done = []
            loop.call_later(.05, done.append, 1)
            while not done:
                await asyncio.sleep(0)
            print(now())
        asyncio.run(main())
    """,
    )
    assert out == ["200", "250", "301"]


def test_normal_work_does_not_move_the_clock(python: str) -> None:
    out = on_clock(
        python,
        """
        async def work():
            for _ in range(20):
                asyncio.get_running_loop().time()
                await asyncio.sleep(0)
                clock.touch()
        async def main():
            await asyncio.gather(*(work() for _ in range(50)))
            items = queue.Queue()
            for number in range(500):
                items.put(number)
            print(now())
        asyncio.run(main())
    """,
    )
    assert out == ["0"]


def test_a_thread_that_polls_lets_others_run(python: str) -> None:
    out = on_clock(
        python,
        """
        event = threading.Event()
        threading.Timer(.02, event.set).start()
        while not event.wait(0):
            pass
        print(now())
        event.clear()
        threading.Timer(.02, event.set).start()
        while not event.is_set():
            time.sleep(0)
        print(now())
        box = []
        threading.Timer(.02, box.append, [1]).start()
        end = time.monotonic() + 1
        while not box and time.monotonic() < end:
            pass
        print(now())
    """,
    )
    assert out == ["20", "40", "60"]


BLOCKING = """
    def show():
        for kind, fields in log:
            until = fields.get("until")
            print(kind, fields["what"], fields.get("on"), until is not None, fields.get("timed_out"))
    event, items, future = threading.Event(), queue.Queue(), futures.Future()
    event.wait(.01)
    try:
        items.get(timeout=.01)
    except queue.Empty:
        pass
    threading.Timer(.05, future.set_result, [1]).start()
    future.result()
    future.result()
    thread = threading.Thread(target=time.sleep, args=(.05,), name="sleeper")
    thread.start()
    thread.join(.01)
    thread.join()
    thread.join()
    show()
"""


@pytest.mark.parametrize("clock", ["virtual", "real"])
def test_blocking_calls_are_reported_by_their_public_names(python: str, clock: str) -> None:
    assert on_clock(python, BLOCKING, clock) == [
        "thread.wait Event.wait None True None",
        "thread.wake Event.wait None False True",
        "thread.wait Queue.get None True None",
        "thread.wake Queue.get None False True",
        "thread.wait Timer.run None True None",
        "thread.wait Future.result None False None",
        "thread.wake Timer.run None False True",
        "thread.wake Future.result None False False",
        "thread.wait time.sleep None True None",
        "thread.wait Thread.join sleeper True None",
        "thread.wake Thread.join None False True",
        "thread.wait Thread.join sleeper False None",
        "thread.wake time.sleep None False None",
        "thread.wake Thread.join None False False",
    ]


@pytest.mark.parametrize("clock", ["virtual", "real"])
def test_waits_that_nobody_asked_for_are_not_reported(python: str, clock: str) -> None:
    out = on_clock(
        python,
        """
        async def main():
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(None, int)
            await asyncio.sleep(.01)
        asyncio.run(main())
        pool = futures.ThreadPoolExecutor()
        pool.submit(int)
        print(log)
        """,
        clock,
    )
    assert out == ["[]"]


def test_the_real_clock_puts_everything_back(python: str) -> None:
    out = on_clock(
        python,
        """
        hooked = time.sleep, threading.Thread.join, threading.Condition.wait
        clock.uninstall()
        back = time.sleep, threading.Thread.join, threading.Condition.wait
        print([new.__wrapped__ is old for new, old in zip(hooked, back)])
        start = clock.now()
        time.sleep(.01)
        print(clock.now() - start >= 10000000)
        """,
        "real",
    )
    assert out == ["[True, True, True]", "True"]
