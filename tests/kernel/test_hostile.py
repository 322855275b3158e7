"""Programs that would break a careless observer do the same bare and traced, and no hook fails on them."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from .conftest import Runner
from .test_harmless import plain

PROGRAMS = {
    "handles of every kind are told apart as ever": """
        async def main():
            loop = asyncio.get_running_loop()
            class Mine(asyncio.Handle):
                def __init__(self, said): super().__init__(print, (said,), loop)
            Mine('mine')._run()
            soon, later = loop.call_soon(print), loop.call_later(9, print)
            print(type(soon) is asyncio.Handle, isinstance(later, asyncio.Handle), type(later).__mro__)
            print(asyncio.TimerHandle(1, print, (), loop) < later, asyncio.Handle is asyncio.events.Handle)
            later.cancel()
            for wrong in (lambda: asyncio.Handle(), lambda: asyncio.TimerHandle(None, print, (), loop)):
                try: wrong()
                except TypeError as error: print(error)
    """,
    "a selector keeps no loop alive": """
        import gc, warnings, weakref
        warnings.simplefilter('always')
        async def main(): pass
        loop = asyncio.new_event_loop()
        loop.run_until_complete(main())
        seen = weakref.ref(loop)
        del loop
        gc.collect()
        print(seen() is None)
        loop = asyncio.new_event_loop()
        loop.run_until_complete(main())
        seen = weakref.ref(loop._selector)
        loop.close()
        print(seen() is None)
    """,
    "a loop that refuses attributes": """
        class Loop(asyncio.SelectorEventLoop):
            def __setattr__(self, name, value):
                if name.startswith('_asyncx'): raise RuntimeError(name)
                super().__setattr__(name, value)
            def __getattr__(self, name): raise RuntimeError(name)
        async def main(): await asyncio.sleep(0)
        loop = Loop()
        loop.run_until_complete(main())
        loop.close()
    """,
    "errors whose every method raises": """
        class Text(Exception):
            def __str__(self): raise RuntimeError('str')
        class Arguments(Exception):
            args = property(lambda self: 1 / 0)
        class All(Exception):
            def __getattribute__(self, name): raise RuntimeError(name)
        class Number(int):
            def __repr__(self): raise RuntimeError('repr')
        async def fail(error):
            await asyncio.sleep(0)
            raise error
        async def main():
            for error in (Text(), Arguments(), All(), KeyError(Number(1)), Exception(10 ** 6000)):
                task = asyncio.ensure_future(fail(error))
                await asyncio.wait([task])
                print(task.exception() is error)
            asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(len(context)))
            asyncio.get_running_loop().call_exception_handler({'message': Text(), 'task': Text()})
    """,
    "callables that answer to any name, or to none": """
        class Proxy:
            def __getattr__(self, name):
                print('asked', name)
                return self
            def __call__(self, *args): print('called')
        class Lazy:
            @property
            def __class__(self): raise RuntimeError('evaluated')
            def __call__(self, *args): print('called', len(args))
        async def main():
            loop = asyncio.get_running_loop()
            loop.call_soon(Lazy(), Lazy())
            loop.call_later(0, Lazy(), Lazy())
            handle = loop.call_soon(Proxy())
            await asyncio.sleep(0.001)
    """,
    "coroutines that are none": """
        import collections.abc
        class Coro(collections.abc.Coroutine):
            left = 2
            cr_frame = 'none'
            def __await__(self): return self
            def __iter__(self): return self
            def __next__(self): return self.send(None)
            def close(self): pass
            def throw(self, *error): raise error[0]
            def __getattr__(self, name): raise RuntimeError(name)
            def send(self, value):
                self.left -= 1
                if not self.left: raise StopIteration(7)
        async def main():
            loop = asyncio.get_running_loop()
            async def outer(): return await Coro()
            print(await loop.create_task(Coro()), await loop.create_task(outer()))
    """,
    "tracebacks and stacks that a program prints": """
        import traceback
        class Name:
            def __str__(self): raise RuntimeError('name')
        async def main():
            task, loop = asyncio.current_task(), asyncio.get_running_loop()
            for wrong in (
                lambda: asyncio.Task(1), lambda: asyncio.Task(), lambda: task.cancel(1, 2),
                lambda: task.set_name(Name()), lambda: task.set_name(), lambda: print('\\ud800'),
                lambda: loop.create_future(1), lambda: loop.stop(1), lambda: loop.call_exception_handler(),
            ):
                try: wrong()
                except Exception: traceback.print_exc()
            traceback.print_stack()
            loop.call_soon(traceback.print_stack)
            await asyncio.sleep(0)
    """,
    "debug mode says where things were made": """
        async def fail(): raise ValueError
        async def main():
            loop = asyncio.get_running_loop()
            loop.set_debug(True)
            loop.slow_callback_duration = 60
            print(loop.call_soon(print))
            loop.call_soon(lambda: 1 / 0)
            task = asyncio.ensure_future(fail())
            print(task, loop.create_future())
            await asyncio.wait([task])
    """,
    "its own trace function": """
        import sys
        seen = []
        def trace(frame, event, argument):
            if frame.f_code.co_name == 'inner':
                seen.append(event)
                return trace
        async def inner(): await asyncio.sleep(0)
        async def main():
            print(sys.gettrace(), await inner())
            sys.settrace(trace)
            print(sys.gettrace() is trace, await inner())
            sys.settrace(None)
            print(sys.gettrace(), await inner(), seen)
            try:
                raise ValueError
            except ValueError as error:
                print(error.__traceback__.tb_lineno, sys._getframe().f_lineno)
    """,
    "all tools of sys.monitoring": """
        import sys
        tools = getattr(sys, 'monitoring', None)
        async def main(): await asyncio.sleep(0)
        if tools:
            print([tools.get_tool(number) for number in range(6)])
            for number in range(6):
                tools.use_tool_id(number, 'mine')
                print(tools.get_tool(number), asyncio.run(main()))
    """,
    "a recursion without end": """
        async def deep(): return await deep()
        async def main():
            for _ in range(3):
                try: await deep()
                except RecursionError: print('too deep')
                await asyncio.sleep(0)
    """,
    "deadlines at infinity": """
        async def main():
            loop = asyncio.get_running_loop()
            task = asyncio.ensure_future(asyncio.sleep(float('inf')))
            await asyncio.sleep(0)
            task.cancel()
            loop.call_at(float('nan'), print).cancel()
    """,
    "two names for one stream": """
        import io, contextlib, sys
        print(sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__, type(sys.stdout))
        sys.__stdout__.write('a')
        sys.stdout.write('b')
        print('c')
        with contextlib.redirect_stdout(io.StringIO()) as taken: print('taken')
        sys.stdout = None
        print('lost')
        sys.stdout = sys.__stdout__
        print(repr(taken.getvalue()))
    """,
    "warnings and log messages that cannot be shown": """
        import logging, warnings
        class Unsayable(UserWarning):
            def __str__(self): raise RuntimeError('unsayable')
        try: warnings.warn(Unsayable())
        except RuntimeError as error: print(error)
        logging.getLogger('asyncio').warning('%d', 'no number')
    """,
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_hostile_program(bare: Runner, traced: Runner, tmp_path: Path, name: str) -> None:
    """The same output and code; `main`, where there is one, runs at the end."""
    file = tmp_path / "program.py"
    body = textwrap.dedent(PROGRAMS[name]).strip()
    run = "asyncio.run(main())" if "async def main" in body else ""
    file.write_text(f"import asyncio\n{body}\n{run}\n")
    alone, watched = bare(file), traced(file)

    assert watched.kinds("kernel") == []
    assert (watched.code, plain(watched.out)) == (alone.code, plain(alone.out))
    assert plain(watched.err) == plain(alone.err)


def test_the_place_of_a_hook_that_the_program_took_is_its_own(traced: Runner, tmp_path: Path) -> None:
    """A child process loses the kernel's hooks, not what the program put over them."""
    file = tmp_path / "program.py"
    file.write_text(
        textwrap.dedent("""
        import asyncio, os
        run = asyncio.Handle._run
        def mine(self):
            print('mine', flush=True)
            run(self)
        asyncio.Handle._run = mine
        pid = os.fork()
        if pid == 0:
            print(asyncio.Handle._run is mine, flush=True)
            os._exit(0)
        os.waitpid(pid, 0)
        """)
    )

    assert traced(file).out == "True\n"


def test_the_script_has_the_path_that_python_gives_it(
    bare: Runner, traced: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Absolute from 3.9 on, except in sys.argv."""
    monkeypatch.chdir(tmp_path)
    file = Path("program.py")
    file.write_text("import sys\nprint(__file__, sys.argv, sys._getframe().f_code.co_filename)\n")

    assert traced(file).out == bare(file).out


def test_a_loop_that_is_its_own_selector_runs_on_the_virtual_clock(traced: Runner, tmp_path: Path) -> None:
    """It needs no more than select()."""
    file = tmp_path / "program.py"
    file.write_text(
        textwrap.dedent("""
        import asyncio
        class Loop(asyncio.BaseEventLoop):
            def __init__(self):
                super().__init__()
                self._selector = self
            def select(self, timeout): return []
            def _process_events(self, events): pass
        loop = Loop()
        print(loop.run_until_complete(asyncio.sleep(9, 'slept')))
        """)
    )
    watched = traced(file, clock="virtual")

    assert (watched.out, watched.kinds("kernel")) == ("slept\n", [])
