"""Programs that look at what another Python would show them: each has to say the same when it is watched."""

ASYNC = """
    import asyncio, sys
    async def fails():
        await asyncio.sleep(0)
        1 / 0
    async def main():
        %s
    asyncio.run(main())
"""

PROGRAMS = {
    "what it sees": """
        import os, sys
        for name in ("argv", "path", "orig_argv", "flags", "executable", "prefix", "warnoptions"):
            print(name, getattr(sys, name, None))
        kept = ("__name__", "__file__", "__spec__", "__package__", "__cached__", "__doc__", "__loader__")
        for name in kept:
            print(name, repr(globals().get(name, "missing")).partition(" object")[0])
        print(sorted(globals()))
        print(sorted(name for name in os.environ if name not in ("_", "LINES", "COLUMNS", "PWD", "SHLVL")))
        print(sys._getframe().f_back, os.getcwd())
        print(sys.modules["__main__"].__dict__ is globals())
        print(sorted(int(name) for name in os.listdir("/proc/self/fd"))[:3])
        print("sitecustomize" in sys.modules, "asyncio" in sys.modules, "json" in sys.modules)
        print(sys.gettrace(), sys.getprofile(), sys.getrecursionlimit(), sys.excepthook is sys.__excepthook__)
    """,
    "what it sees of asyncio": """
        import asyncio, sys
        print(asyncio.__file__, asyncio.__spec__, type(asyncio.__loader__), vars(asyncio.__loader__))
        theirs = [each for each in sys.meta_path if not type(each).__module__.startswith("_asyncx_kernel")]
        print([getattr(each, "__name__", type(each).__name__) for each in theirs])
        async def main():
            task = asyncio.create_task(asyncio.sleep(0, "x"), **({"name": "one"}))
            print(type(task), type(task).__module__, task.get_name(), await task, task)
            print(type(asyncio.get_running_loop()), asyncio.all_tasks())
            print([frame.f_code.co_name for frame in asyncio.current_task().get_stack()])
        asyncio.run(main())
        print(asyncio.tasks.Task, asyncio.Task is asyncio.tasks.Task)
    """,
    "its stdin": """
        import sys, asyncio
        async def main():
            print(len(sys.stdin.readline()), repr(input()), sys.stdin.isatty())
        asyncio.run(main())
        print(sys.stdin.read())
    """,
    "an error": ASYNC % "await fails()",
    "an error that nobody sees": ASYNC % "asyncio.ensure_future(fails()); await asyncio.sleep(0.01)",
    "an exit in a task": ASYNC % "sys.exit(7)",
    "exits 0": "import sys; sys.exit(0)",
    "exits None": "import sys; sys.exit(None)",
    "exits 300": "import sys; sys.exit(300)",
    "exits -1": "import sys; sys.exit(-1)",
    "exits with a text": "import sys, asyncio; sys.exit('no way')",
    "exits with a tuple": "raise SystemExit(1, 2)",
    "exits with an object": "import sys; sys.exit({'a': 1})",
    "exits with a huge number": "import sys; sys.exit(2 ** 70)",
    "leaves at once": "import os, asyncio; print('lost?', flush=True); os._exit(9)",
    "a syntax error": "import asyncio\ndef f(:\n    pass",
    "an error in an import": "import asyncio\nimport nothing_of_this_name",
    "raises from": """
        import asyncio
        try:
            1 / 0
        except ZeroDivisionError as error:
            raise RuntimeError('later') from error
    """,
    "a deep recursion": """
        import asyncio
        def f(n):
            return f(n + 1)
        try:
            f(0)
        except RecursionError as error:
            print(type(error))
        async def main(): return f(0)
        try:
            asyncio.run(main())
        except RecursionError as error:
            print(type(error))
    """,
    "a hook of its own": """
        import sys, asyncio
        sys.excepthook = lambda kind, error, tb: print('hook', kind, tb.tb_frame.f_code.co_name, tb.tb_next)
        1 / 0
    """,
    "the order at exit": """
        import asyncio, atexit, threading, sys, weakref
        class Thing:
            def __del__(self): print('del', __name__)
        thing = Thing()
        weakref.finalize(thing, print, 'finalized')
        atexit.register(print, 'first registered')
        atexit.register(lambda: asyncio.run(asyncio.sleep(0)))
        atexit.register(lambda: print('last registered', sorted(set(globals()) & {'__file__', '__cached__'})))
        threading.Thread(target=lambda: print('thread')).start()
        1 / 0
    """,
    "warnings": """
        import asyncio, warnings
        warnings.warn('careful', DeprecationWarning)
        async def never(): pass
        never()
        async def main():
            warnings.warn('again', stacklevel=1)
            warnings.warn('up there', stacklevel=30)
        asyncio.run(main())
    """,
    "another stdout": """
        import asyncio, io, sys
        sys.stdout = io.StringIO()
        async def main(): print('caught')
        asyncio.run(main())
        text = sys.stdout.getvalue()
        sys.stdout = sys.__stdout__
        print(text.upper(), type(sys.stdout), sys.stdout.write)
    """,
    "waits for a signal that it blocks": """
        import asyncio, os, signal, threading
        async def main():
            loop, event = asyncio.get_running_loop(), asyncio.Event()
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
            def wait():
                number = signal.sigwait({signal.SIGUSR1})
                loop.call_soon_threadsafe(event.set)
            threading.Thread(target=wait, daemon=True).start()
            await asyncio.sleep(0.1)
            os.kill(os.getpid(), signal.SIGUSR1)
            await event.wait()
            print("came")
        asyncio.run(main())
    """,
    "a child by subprocess": """
        import asyncio, os, sys
        async def main():
            names = "sorted(name for name in os.environ if name.startswith(('ASYNCX_W', 'PYTHON')))"
            code = f"import os, sys; print({names}, sys.path[1:], 'asyncio' in sys.modules)"
            child = await asyncio.create_subprocess_exec(sys.executable, '-c', code)
            print(await child.wait())
        print('first', flush=True)
        asyncio.run(main())
    """,
    "a child by fork": """
        import asyncio, os, sys
        async def main(): await asyncio.sleep(0.01)
        asyncio.run(main())
        sys.stdout.flush()
        if os.fork() == 0:
            asyncio.run(main())
            print('child')
            sys.exit(3)
        print('status', os.wait()[1])
        asyncio.run(main())
    """,
    "another program in its place": """
        import asyncio, os, sys
        async def main(): await asyncio.sleep(0)
        asyncio.run(main())
        if len(sys.argv) < 4:
            os.execv(sys.executable, [sys.executable, *sys.argv, 'again'])
        print(sys.argv, [name for name in os.environ if name.startswith('ASYNCX_W')])
        sys.exit(4)
    """,
    "another folder": """
        import asyncio, os, sys
        os.makedirs('inner', exist_ok=True)
        os.chdir('inner')
        async def main(): 1 / 0
        asyncio.run(main())
    """,
    "no descriptors": """
        import asyncio, os
        print('before', flush=True)
        os.closerange(3, 1000)
        async def main():
            for _ in range(3):
                await asyncio.sleep(0)
        asyncio.run(main())
        print('after', os.open('/dev/null', os.O_RDONLY))
    """,
    "no descriptors in the middle": """
        import asyncio, os
        async def main():
            for _ in range(9000):
                await asyncio.sleep(0)
        asyncio.run(main())
        os.closerange(3, 1000)
        first = os.open('/dev/null', os.O_RDONLY)
        asyncio.run(main())
        os.write(1, b'after %d\\n' % first)
    """,
    "an import in a thread": """
        import threading
        def work():
            import asyncio
            asyncio.run(asyncio.sleep(0.001))
            print('thread', threading.active_count())
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        import asyncio
        asyncio.run(asyncio.sleep(0.001))
        print(threading.active_count(), threading.current_thread().name)
    """,
}
