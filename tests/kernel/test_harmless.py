"""What a program prints, raises, and exits with is the same bare and traced."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from .conftest import PROGRAMS, Runner, execute, kernel_command

WITH_TRACE_FUNCTION = ("3.8.", "3.9.", "3.10.", "3.11.")
ADDRESS = re.compile(r"0x[0-9a-f]+")


def plain(text: str) -> list[str]:
    return ADDRESS.sub("0x", text).splitlines()


def test_a_program_sees_nothing_of_the_tracer(bare: Runner, traced: Runner) -> None:
    """Names, types, reprs, tracebacks, weak references, error messages and the exit code."""
    alone, watched = bare(PROGRAMS / "seen.py"), traced(PROGRAMS / "seen.py")

    assert watched.kinds("kernel") == []
    assert plain(watched.out) == plain(alone.out)
    assert plain(watched.err) == plain(alone.err)
    assert watched.code == alone.code == 1


ENDINGS = {
    "returns": "print('done')",
    "exits": "import sys; sys.exit(7)",
    "exits with a text": "import sys; sys.exit('no')",
    "exits in a task": """
        import asyncio, sys
        async def main():
            asyncio.ensure_future(leave())
            await asyncio.sleep(1)
        async def leave():
            sys.exit(5)
        asyncio.run(main())
    """,
    "raises": "1 / 0",
    "raises from": """
        try:
            1 / 0
        except ZeroDivisionError as error:
            raise RuntimeError('later') from error
    """,
    "is interrupted": "raise KeyboardInterrupt",
    "has a syntax error": "def f(:\n    pass",
    "leaves at once": "import os; print('lost?', flush=True); os._exit(9)",
    "warns": """
        import asyncio, warnings
        warnings.warn('careful', DeprecationWarning)
        async def never(): pass
        never()
        async def main(): warnings.warn('again')
        asyncio.run(main())
    """,
    "ends with threads": """
        import threading
        event = threading.Event()
        thread = threading.Thread(target=lambda: (event.wait(), print('thread ends')))
        thread.start()
        threading.Timer(0.01, event.set).start()
        print('main ends')
    """,
    "uses its own hook": """
        import sys
        sys.excepthook = lambda kind, error, tb: print('hook', kind.__name__, tb.tb_frame.f_code.co_name)
        1 / 0
    """,
    "registers atexit": """
        import atexit
        atexit.register(print, 'at exit')
        1 / 0
    """,
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_program_ends_as_it_would_bare(bare: Runner, traced: Runner, tmp_path: Path, ending: str) -> None:
    """The same output, the same traceback, the same exit code."""
    file = tmp_path / "program.py"
    file.write_text(textwrap.dedent(ENDINGS[ending]).strip() + "\n")
    alone, watched = bare(file), traced(file)

    assert watched.kinds("kernel") == []
    assert (watched.code, watched.out) == (alone.code, alone.out)
    if ending == "exits in a task" and watched.records[0]["python"].startswith(WITH_TRACE_FUNCTION):
        # A trace function makes CPython keep a copy of the locals of each frame.  SystemExit holds the
        # frames it came through, so its task lives a little longer, and the report of it shows one more.
        assert plain(watched.err)[-1] == plain(alone.err)[-1]
    else:
        assert plain(watched.err) == plain(alone.err)


def test_standard_streams_stay_what_they_were(bare: Runner, traced: Runner, tmp_path: Path) -> None:
    """Encodings, buffering, file numbers, and what a program writes past print()."""
    file = tmp_path / "program.py"
    file.write_text(
        textwrap.dedent("""
        import os, sys
        for stream in (sys.stdout, sys.stderr):
            print(stream.encoding, stream.errors, stream.line_buffering)
            print(stream.fileno(), stream.name, stream.mode)
            print(stream.isatty(), stream.writable(), stream.newlines)
        print(type(sys.stdout).__name__)
        sys.stdout.buffer.write(b'raw\\n')
        sys.stdout.writelines(['a', 'b\\n'])
        sys.stdout.flush()
        os.write(1, b'below\\n')
        print('no end', end='')
        """)
    )
    alone, watched = bare(file), traced(file)

    assert (watched.out, watched.err) == (alone.out, alone.err)
    assert [record["text"] for record in watched.kinds("out")][-2:] == ["ab", "no end"]


def test_forked_children_are_left_alone_and_noted(bare: Runner, traced: Runner, tmp_path: Path) -> None:
    """A child writes nothing into the trace, on either clock."""
    file = tmp_path / "program.py"
    file.write_text(
        textwrap.dedent("""
        import asyncio, os, sys, time
        pid = os.fork()
        async def main(): await asyncio.sleep(0.01)
        if pid == 0:
            asyncio.run(main())
            time.sleep(0.01)
            print('child')
            sys.exit(3)
        print('status', os.waitpid(pid, 0)[1])
        asyncio.run(main())
        """)
    )
    alone = bare(file)
    for clock in ("real", "virtual"):
        watched = traced(file, clock=clock)

        assert (watched.code, sorted(watched.out.split())) == (alone.code, sorted(alone.out.split())), clock
        assert len(watched.kinds("fork")) == 1
        assert len(watched.kinds("run.end")) == 1
        assert len(watched.kinds("loop.new")) == 1


def test_a_fork_inside_a_task_is_left_alone(traced: Runner, tmp_path: Path) -> None:
    """From 3.12 on asyncio itself tidies up in the child, through functions that are hooked."""
    file = tmp_path / "program.py"
    file.write_text(
        textwrap.dedent("""
        import asyncio, os
        async def main():
            await asyncio.sleep(0)
            pid = os.fork()
            if pid == 0:
                os._exit(0)
            os.waitpid(pid, 0)
            await asyncio.sleep(0)
        asyncio.run(main())
        """)
    )
    watched = traced(file)

    assert watched.code == 0
    assert [record["n"] for record in watched.records] == list(range(1, len(watched.records) + 1))
    assert watched.kinds("task.end")[0]["outcome"] == "returned"


def test_a_failing_hook_takes_all_hooks_out(traced: Runner, tmp_path: Path) -> None:
    """The program goes on, and the trace says what happened."""
    file = tmp_path / "program.py"
    file.write_text(
        textwrap.dedent("""
        import asyncio
        class Loop(asyncio.SelectorEventLoop):
            def is_closed(self):
                if self.broken:
                    raise RuntimeError('broken by the program')
                return super().is_closed()
            broken = False
            def close(self):
                self.broken = False
                super().close()
        async def main():
            await asyncio.sleep(0)
            print('goes on')
        loop = Loop()
        loop.run_until_complete(main())
        loop.broken = True
        loop.close()
        print('closed')
        """)
    )
    watched = traced(file)

    assert (watched.code, watched.out) == (0, "goes on\nclosed\n")


def test_a_full_disk_ends_the_recording_and_not_the_program(python: str, bare: Runner) -> None:
    """/dev/full stands for the disk."""
    watched = execute(kernel_command(python, PROGRAMS / "seen.py", trace=Path("/dev/full")))
    alone = bare(PROGRAMS / "seen.py")

    assert (watched.code, plain(watched.out)) == (alone.code, plain(alone.out))


def test_ctrl_c_works_in_a_program_started_in_the_background(python: str, tmp_path: Path) -> None:
    """A shell makes its background jobs ignore SIGINT; what a scenario shows must not depend on that."""
    file = tmp_path / "program.py"
    file.write_text("import signal\nprint(signal.getsignal(signal.SIGINT) is signal.default_int_handler)\n")
    command = kernel_command(python, file, trace=tmp_path / "trace")
    watched = execute(["sh", "-c", 'trap "" INT; exec "$@"', "sh", *command])

    assert watched.out == "True\n"
