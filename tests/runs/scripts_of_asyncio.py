"""Programs that look at asyncio closely, or patch it: each has to do the same when it is watched."""

PROGRAMS = {
    "callbacks that fail": """
        import asyncio
        def fails(*given):
            raise ValueError(given)
        async def main():
            loop = asyncio.get_running_loop()
            for given in ((), (1,), (1, 2)):
                loop.call_soon(fails, *given)
            await asyncio.sleep(0)
            cancelled = loop.call_soon(fails)
            cancelled.cancel()
            cancelled._run()
            try:
                asyncio.Lock().release()
            finally:
                asyncio.Queue(wrong=1)
        asyncio.run(main())
    """,
    "tasks with a name and more": """
        import asyncio, contextvars, sys
        async def one(text):
            print(text, asyncio.current_task().get_name())
        async def main():
            more = [{}, {"name": "two"}, {"name": None}]
            if sys.version_info >= (3, 11):
                more += [{"context": contextvars.copy_context()}, {"name": "three", "context": None}]
            if sys.version_info >= (3, 14):
                more += [{"eager_start": True}, {"eager_start": False, "name": "four"}]
            for _ in range(3):
                tasks = [asyncio.create_task(one("one"), **given) for given in more]
                print([task.done() for task in tasks])
                await asyncio.gather(*tasks)
            try:
                asyncio.create_task(one("wrong"), wrong=1)
            except TypeError as error:
                print(error)
            asyncio.create_task("no coroutine")
        asyncio.run(main())
    """,
    "tasks that await each other": """
        import asyncio
        async def link(count):
            if count:
                await asyncio.ensure_future(link(count - 1))
            else:
                await asyncio.Event().wait()
        async def main(count):
            task = asyncio.ensure_future(link(count))
            for _ in range(count + 2):
                await asyncio.sleep(0)
            print(task.cancel())
            try:
                await task
            except asyncio.CancelledError:
                print('cancelled', count)
        for count in (2, 150, 900):
            asyncio.run(main(count))
    """,
    "functions of the system that are patched": """
        import asyncio, os
        from unittest import mock
        names = ('listdir', 'open', 'close', 'fstat', 'pwrite', 'getpid')
        async def main():
            patched = [mock.patch('os.' + name, side_effect=RuntimeError(name)) for name in names]
            for each in patched:
                each.start()
            pid = os.fork()
            if pid == 0:
                os._exit(0)
            for _ in range(9000):
                await asyncio.sleep(0)
            mock.patch.stopall()
            os.waitpid(pid, 0)
        asyncio.run(main())
    """,
    "a class Task that is patched": """
        import asyncio, sys
        from unittest import mock
        async def child():
            await asyncio.sleep(0)
        async def main():
            if sys.version_info >= (3, 12):
                asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
            with mock.patch('asyncio.Task', type('Other', (asyncio.Task,), {})):
                task = asyncio.create_task(child())
            print(type(task).__name__)
            await task
        asyncio.run(main())
    """,
    "a clock that is patched": """
        import asyncio
        from unittest import mock
        async def main():
            loop = asyncio.get_running_loop()
            with mock.patch.object(loop, 'time', side_effect=[10, 20, 30]) as clock:
                timers = [loop.call_later(100, print), loop.call_at(50, print)]
                print(clock.call_count, [timer.when() for timer in timers], loop.time())
                for timer in timers:
                    timer.cancel()
            await asyncio.sleep(0)
        asyncio.run(main())
    """,
    "signatures and sources of asyncio": """
        import asyncio, inspect
        from unittest import mock
        for owner in (asyncio, asyncio.BaseEventLoop, asyncio.Handle, asyncio.Lock, asyncio.Queue):
            for name, value in sorted(vars(owner).items()):
                if inspect.isfunction(value) and (name == "__init__" or name[0] != "_"):
                    print(name, inspect.signature(value), len(inspect.getsource(value)))
        loop = mock.create_autospec(asyncio.BaseEventLoop, instance=True)
        for wrong in (lambda: loop.stop(1), lambda: loop.close(1), lambda: loop.call_exception_handler()):
            try:
                wrong()
            except TypeError as error:
                print(error)
    """,
}
