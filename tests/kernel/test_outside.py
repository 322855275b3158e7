"""Signals, child processes, sockets and forks on the virtual clock."""

from __future__ import annotations

from tests.kernel.onclock import on_clock


def test_signals_reach_the_main_thread(python: str) -> None:
    out = on_clock(
        python,
        """
        def send(number):
            os.kill(os.getpid(), number)
            print("sent", now())
        def later(number):
            threading.Timer(.5, send, [number]).start()
        lock = threading.Lock()
        lock.acquire()
        async def sleep():
            try:
                await asyncio.sleep(5)
            finally:
                print("finally", now())
        for wait in (lambda: time.sleep(1), lock.acquire, lambda: asyncio.run(sleep())):
            later(signal.SIGINT)
            try:
                wait()
            except KeyboardInterrupt:
                print("interrupted", now())
        async def handle():
            loop = asyncio.get_running_loop()
            future = loop.create_future()
            loop.add_signal_handler(signal.SIGTERM, future.set_result, None)
            later(signal.SIGTERM)
            await future
            print("handled", now())
        asyncio.run(handle())
        signal.signal(signal.SIGUSR1, lambda *_: print("handler", now()))
        later(signal.SIGUSR1)
        time.sleep(1)
        print(now())
    """,
    )
    assert [line for line in out if not line.startswith("sent")] == [
        "interrupted 500",
        "interrupted 1000",
        "finally 1500",
        "interrupted 1500",
        "handled 2000",
        "handler 2500",
        "3000",
    ]


def test_child_processes_are_waited_for(python: str) -> None:
    out = on_clock(
        python,
        """
        import subprocess
        async def main():
            copy = "import sys; sys.stdout.write(sys.stdin.read())"
            process = await asyncio.create_subprocess_exec(sys.executable, "-c", copy, stdin=-1, stdout=-1)
            text, _ = await asyncio.wait_for(process.communicate(b"x" * 200000), 30)
            print(len(text), process.returncode, now())
            process = await asyncio.create_subprocess_exec("sleep", "30")
            try:
                await asyncio.wait_for(process.wait(), .1)
            except asyncio.TimeoutError:
                process.kill()
            print(await process.wait(), now())
        asyncio.run(main())
        print(subprocess.run(["cat"], input=b"abc", stdout=-1, timeout=30).stdout)
    """,
    )
    assert out == ["200000 0 0", "-9 100", "b'abc'"]


def test_a_child_that_ends_between_two_looks(python: str) -> None:
    out = on_clock(
        python,
        """
        sleeper = threading.Thread(target=time.sleep, args=(5,))
        sleeper.start()
        pid = os.spawnlp(os.P_NOWAIT, "sleep", "sleep", ".3")
        looks = []
        def waitid(kind, number, options, waitid=os.waitid):
            looks.append(number)
            if len(looks) > 200:
                waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
            return waitid(kind, number, options)
        os.waitid = waitid
        print(os.waitpid(pid, 0)[1], now())
        sleeper.join()
        print(now())
    """,
    )
    assert out == ["0 0", "5000"]


def test_sockets_are_waited_for(python: str) -> None:
    out = on_clock(
        python,
        """
        async def main():
            async def serve(reader, writer):
                writer.write(await reader.readline())
                await asyncio.sleep(.5)
                writer.close()
            server = await asyncio.start_server(serve, "127.0.0.1", 0)
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer.write(b"hello\\n")
            print(await reader.readline(), now())
            print(await reader.read(), now())
            writer.close()
            server.close()
        asyncio.run(main())
    """,
    )
    assert out == ["b'hello\\n' 0", "b'' 500"]


FORK = """
    import warnings
    warnings.simplefilter("ignore")
    os.register_at_fork(after_in_child=clock.after_fork_in_child)
"""


def test_a_forked_child_is_left_alone(python: str) -> None:
    out = on_clock(
        python,
        FORK
        + """
    sleeper = threading.Thread(target=time.sleep, args=(5,))
    sleeper.start()
    lock, items, pool = threading.Lock(), queue.SimpleQueue(), futures.ThreadPoolExecutor(1)
    pool.submit(int).result()
    pid = os.fork()
    if pid == 0:
        start = time.monotonic()
        time.sleep(.05)
        assert .04 < time.monotonic() - start
        def child():
            time.sleep(.01)
            items.put(1)
            lock.release()
        lock.acquire()
        thread = threading.Thread(target=child)
        thread.start()
        lock.acquire()
        thread.join()
        assert items.get() == 1 and time.time() > 1e9
        asyncio.run(asyncio.sleep(.01))
        os._exit(7)
    print(os.waitpid(pid, 0)[1] >> 8, now())
    sleeper.join()
    print(now())
    """,
    )
    assert out == ["7 0", "5000"]


def test_process_pools_work(python: str) -> None:
    out = on_clock(
        python,
        FORK
        + """
    import multiprocessing
    async def main():
        with futures.ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork")) as pool:
            loop = asyncio.get_running_loop()
            print(await asyncio.gather(*(loop.run_in_executor(pool, pow, 2, n) for n in range(5))))
    asyncio.run(main())
    """,
    )
    assert out == ["[1, 2, 4, 8, 16]"]


def test_what_waits_goes_on_when_the_clock_is_removed(python: str) -> None:
    out = on_clock(
        python,
        """
        lock, event, out = threading.Lock(), threading.Event(), []
        lock.acquire()
        targets = [
            lambda: (lock.acquire(), out.append("lock")),
            lambda: (time.sleep(.1), out.append("sleep")),
            lambda: (event.wait(), out.append("event")),
            lambda: (asyncio.run(asyncio.sleep(.1)), out.append("loop")),
        ]
        threads = [threading.Thread(target=target) for target in targets]
        for thread in threads:
            thread.start()
        real = time.sleep.__wrapped__
        clock.uninstall()
        print(time.sleep is real, time.time() > 1e9, time.monotonic() < 1)
        lock.release()
        event.set()
        for thread in threads:
            thread.join()
        print(sorted(out))
    """,
    )
    assert out == ["True True True", "['event', 'lock', 'loop', 'sleep']"]
