"""The parent of a watched program: signals, exit codes, descriptors."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import textwrap
from ast import literal_eval
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from .bare import ASYNCX, Place

READY = """
import asyncio, os, signal, sys
async def main():
    loop = asyncio.get_running_loop()
    got = loop.create_future()
    for name in ("SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGWINCH", "SIGINT"):
        loop.add_signal_handler(getattr(signal, name), got.set_result, name)
    print("ready", os.getpid(), os.getppid(), os.getpgrp(), flush=True)
    print(await got, flush=True)
    sys.exit(5)
asyncio.run(main())
"""

SLEEPS = """
import asyncio
async def main():
    print("ready", flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""


@contextmanager
def started(place: Place, *options: str, **how: object) -> Iterator[subprocess.Popen[str]]:
    """`asyncx run -q program.py` under way, its first line read into `first`."""
    command = [*ASYNCX, "run", "-q", *options, "program.py"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=place.folder, env=place.environ, text=True, **{**pipes, **how})  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGWINCH", "SIGINT"])
def test_a_signal_sent_to_asyncx_reaches_the_program(here: Place, name: str) -> None:
    """It handles it as ever, and its exit code is that of the command."""
    here.write("program.py", READY)
    with started(here) as process:
        assert process.stdout is not None
        word, pid, parent, group = process.stdout.readline().split()
        assert (word, int(parent)) == ("ready", process.pid)
        assert int(group) == os.getpgid(process.pid) != int(pid)
        process.send_signal(getattr(signal, name))

        assert process.communicate(timeout=30)[0] == f"{name}\n"
        assert process.returncode == 5


@contextmanager
def heard(number: int) -> Iterator[None]:
    """Who ran the tests may have had the signal ignored (nohup), and what is started here inherits that."""
    before = signal.getsignal(number)
    if before is signal.SIG_IGN:
        signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(number, before)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGUSR1", "SIGQUIT"])
def test_a_program_that_a_signal_ends_takes_asyncx_with_it(here: Place, name: str) -> None:
    """Who looks at the command sees what he would see of the program."""
    here.write("program.py", SLEEPS)
    with heard(getattr(signal, name)), started(here) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(getattr(signal, name))
        process.communicate(timeout=30)

        assert process.returncode == -getattr(signal, name)


@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV", "SIGABRT", "SIGTERM"])
def test_a_program_that_kills_itself(here: Place, name: str) -> None:
    """The same end for the command, and no core of its own."""
    here.write("program.py", f"import asyncio, os, signal\nos.kill(os.getpid(), signal.{name})")

    assert here.asyncx("run", "-q", "program.py").code == -getattr(signal, name)


def test_ctrl_c_at_a_terminal_comes_once(here: Place) -> None:
    """The terminal sends it to both; asyncx does not send it on, and waits for the program's clean-up."""
    here.write(
        "program.py",
        textwrap.dedent("""
            import asyncio, signal
            async def main():
                loop, got = asyncio.get_running_loop(), []
                woken = asyncio.Event()
                def note():
                    got.append(1)
                    woken.set()
                loop.add_signal_handler(signal.SIGINT, note)
                print("ready", flush=True)
                await woken.wait()
                await asyncio.sleep(0.3)
                print("got", len(got), flush=True)
            asyncio.run(main())
        """),
    )
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover (in the child)
        os.chdir(here.folder)
        os.execve(ASYNCX[0], [*ASYNCX, "run", "-q", "program.py"], dict(here.environ))
    text = read_until(terminal, "ready")
    os.write(terminal, b"\x03")
    text += read_until(terminal, "got")
    text += read_until(terminal, "\n")

    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert "got 1" in text
    os.close(terminal)


def read_until(terminal: int, word: str) -> str:
    text = ""
    while word not in text:
        try:
            text += os.read(terminal, 1000).decode()
        except OSError:  # the other side is closed
            break
    return text


def test_a_program_at_a_terminal_has_it(here: Place) -> None:
    """All three streams are the terminal, and the program is in its foreground."""
    here.write(
        "program.py",
        "import os, sys; print([os.isatty(n) for n in range(3)], os.tcgetpgrp(0) == os.getpgrp())",
    )
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover (in the child)
        os.chdir(here.folder)
        os.execve(ASYNCX[0], [*ASYNCX, "run", "-q", "program.py"], dict(here.environ))
    text = read_until(terminal, "]")
    text += read_until(terminal, "\n")
    os.waitpid(pid, 0)
    os.close(terminal)

    assert "[True, True, True] True" in text


def test_nohup_is_passed_on(here: Place) -> None:
    """What was ignored when asyncx was started is ignored in the program."""
    here.write(
        "program.py",
        "import signal; print(signal.getsignal(signal.SIGHUP), signal.getsignal(signal.SIGPIPE))",
    )
    command = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *ASYNCX, "run", "-q", "program.py"]

    assert here.execute(command).out == "1 1\n"


def test_what_asyncx_ignores_the_program_may_not(here: Place) -> None:
    """A shell starts what is to run in the background with SIGINT ignored."""
    here.write("program.py", READY)
    with started(here, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)

        assert process.communicate(timeout=30)[0] == "SIGINT\n"


def test_descriptors_are_passed_on(here: Place) -> None:
    """A program that was given a pipe with a number has it, and none that is ours."""
    here.write(
        "program.py",
        "import os, sys\nos.write(int(sys.argv[1]), b'here')\nprint(os.listdir('/proc/self/fd'))",
    )
    read, write = os.pipe()
    done = subprocess.run(
        [*ASYNCX, "run", "-q", "program.py", str(write)],
        cwd=here.folder,
        env=here.environ,
        pass_fds=[write],
        capture_output=True,
        text=True,
        check=False,
    )
    os.close(write)

    assert os.read(read, 100) == b"here"
    os.close(read)
    assert {"0", "1", "2", str(write)} <= set(literal_eval(done.stdout))
    assert len(literal_eval(done.stdout)) == 5  # and the one that lists them


def test_the_exit_code_is_the_programs(here: Place) -> None:
    """Any of them, also with a report."""
    for code in (0, 1, 2, 3, 70, 130, 255):
        here.write("program.py", f"import asyncio, sys; asyncio.run(asyncio.sleep(0)); sys.exit({code})")
        assert here.asyncx("run", "program.py").code == code


def test_stdout_is_the_programs_alone(here: Place) -> None:
    """Whatever is asked for, what asyncx says goes to stderr."""
    here.write("program.py", "import asyncio; asyncio.run(asyncio.sleep(0)); print('mine')")
    for options in ([], ["--json"], ["-q"], ["-o", "x.json"], ["--check"]):
        assert here.asyncx("run", *options, "program.py").out == "mine\n"


def test_a_program_that_closes_its_streams(here: Place) -> None:
    """The report is asyncx's own, and comes all the same."""
    here.write(
        "program.py",
        "import asyncio, os\nasyncio.run(asyncio.sleep(0))\nos.close(1)\nos.close(2)\nos._exit(3)",
    )
    ran = here.asyncx("run", "program.py")

    assert ran.code == 3
    assert "program.py" in ran.err


def test_asyncx_without_stderr(here: Place) -> None:
    """There is nowhere to report to, and the program's exit code is what counts."""
    here.write("program.py", "import asyncio, sys; asyncio.run(asyncio.sleep(0)); print('out'); sys.exit(4)")
    ran = here.execute(["sh", "-c", 'exec "$@" 2>&-', "sh", *ASYNCX, "run", "program.py"])

    assert (ran.code, ran.out) == (4, "out\n")
