"""The child: whatever a program does to itself, there is a trace, and nothing is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from asyncx.errors import ExitCode, UserError
from asyncx.runs import child, interpreters
from asyncx.runs.catalogue import Scenario, find, parse
from asyncx.runs.interpreters import Interpreter
from asyncx.runs.lines import decoded
from asyncx.trace.model import Trace

HERE = interpreters.running()

HEAD = '''"""A claim."""
import asyncio, ctypes, os, signal, subprocess, sys, threading, time

async def main():
    print("begun")
    await asyncio.sleep(1)
'''


def scenario(body: str, name: str = "x") -> Scenario:
    """A scenario whose main() prints, sleeps a second, and then does `body`."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return parse(name, f"{HEAD}{lines}\nasyncio.run(main())\n")


def run(body: str, limit: float = 10.0) -> Trace:
    """The trace of such a scenario on the running interpreter."""
    return child.run(scenario(body), HERE, limit=limit)


def printed(trace: Trace) -> list[str]:
    """The lines that the program wrote to stdout, from the records."""
    return [
        record.data["text"]
        for record in trace.records
        if record.kind == "out" and record.data["stream"] == "stdout"
    ]


def test_a_scenario_is_run_and_its_trace_comes_home() -> None:
    """The run says what was run on what; the virtual clock makes the second cost nothing."""
    trace = run("print('done')")

    assert (trace.run.target, trace.run.file, trace.run.python) == ("scenario:x", "x.py", HERE.version)
    assert (trace.run.end, trace.run.code, trace.run.detail) == ("returned", 0, "")
    assert trace.run.source.startswith('"""A claim."""')
    assert printed(trace) == ["begun", "done"]
    assert trace.end >= 1_000_000_000


@pytest.mark.parametrize(
    ("body", "end", "code", "detail"),
    [
        ("os._exit(3)", "exited", 3, "by os._exit() or an exec"),
        ("sys.exit(4)", "exited", 4, ""),
        ("raise ValueError('no')", "raised", 1, ""),
        ("ctypes.string_at(0)", "crashed", None, "SIGSEGV"),
        ("os.abort()", "crashed", None, "SIGABRT"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "killed", None, "SIGKILL"),
        ("await asyncio.Event().wait()", "deadlock", None, ""),
    ],
)
def test_however_a_program_ends_its_trace_says_so(body: str, end: str, code: int | None, detail: str) -> None:
    """Exits, exceptions, crashes, kills and deadlocks: what was recorded up to then is there."""
    trace = run(body)

    assert (trace.run.end, trace.run.code) == (end, code)
    assert detail in trace.run.detail
    assert "begun" in printed(trace)


def test_a_crash_names_the_line() -> None:
    """The report of faulthandler is read, so that the reader need not."""
    assert "at x.py:7" in run("ctypes.string_at(0)").run.detail


def test_an_exception_is_part_of_the_run() -> None:
    """Its type and its words are there without looking through the records."""
    error = run("raise ValueError('no')").run.error

    assert error is not None
    assert (error.type, error.message) == ("ValueError", "no")


@pytest.mark.parametrize("body", ["while True: pass", "signal.pause()"])
def test_a_program_that_hangs_is_stopped_at_the_limit(body: str) -> None:
    """Busy or idle: it is killed, and its trace shows it up to there."""
    trace = run(body, limit=2)

    assert trace.run.end == "timed out"
    assert trace.run.detail == "asyncx stopped it after 2 s, the limit"
    assert "begun" in printed(trace)
    assert [task.end for task in trace.tasks] == [None]


def test_a_program_that_never_stops_writing_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A trace that nobody could look at does not fill the disk."""
    monkeypatch.setattr(child, "LARGEST", 200_000)

    trace = run("while True: await asyncio.sleep(0)")

    assert trace.run.end == "timed out"
    assert "MB of records" in trace.run.detail


@pytest.mark.parametrize(
    "body",
    [
        "os.fork() or signal.pause()",
        "subprocess.Popen(['sleep', '100'])",
        "threading.Thread(target=time.sleep, args=(100,), daemon=True).start()",
        "subprocess.Popen(['sleep', '100']); ctypes.string_at(0)",
        "subprocess.Popen(['sleep', '100']); signal.pause()",
    ],
)
def test_nothing_is_left_behind(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forks and subprocesses die with the run, whichever way it ended."""
    alive, held = os.pipe()
    os.set_inheritable(held, True)
    body = f"os.set_inheritable({held}, True)\n" + body.replace("'100'])", f"'100'], pass_fds=[{held}])")
    keep_open(monkeypatch, held)
    run(body, limit=1.0)
    os.close(held)

    with os.fdopen(alive, "rb") as pipe:
        assert pipe.read() == b"", "reads to its end only when no process holds the other side"


def test_what_a_forked_child_does_is_not_recorded() -> None:
    """Two processes writing one trace would be a trace of neither."""
    trace = run("if os.fork() == 0:\n    print('child')\n    os._exit(0)\nos.wait()\nprint('parent')")

    assert trace.run.end == "returned"
    assert printed(trace) == ["begun", "parent"]


def test_an_interrupted_wait_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the child runs: the child is killed, its files are gone."""
    alive, held = os.pipe()
    keep_open(monkeypatch, held)

    def interrupt(timeout: float | None = None) -> bool:
        raise KeyboardInterrupt

    started = child.Child(scenario("signal.pause()"), HERE)
    folder = Path(started._folder.name)
    with monkeypatch.context() as patch:
        patch.setattr(started._exited, "wait", interrupt)
        with pytest.raises(KeyboardInterrupt):
            started.trace()
    started.close()
    os.close(held)

    assert not folder.exists()
    with os.fdopen(alive, "rb") as pipe:
        assert pipe.read() == b""


def test_a_scenario_file_runs_where_it_is(tmp_path: Path) -> None:
    """Its folder is on sys.path, as if Python had been given the file."""
    (tmp_path / "helper.py").write_text("WORD = 'from beside'\n")
    path = tmp_path / "mine.py"
    path.write_text('"""A claim."""\nimport helper\nprint(helper.WORD, __name__)\n')

    trace = child.run(find(str(path)), HERE)

    assert trace.run.target == "scenario:mine"
    assert printed(trace) == ["from beside __main__"]


def test_the_environment_of_the_tests_does_not_reach_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """PYTHONASYNCIODEBUG and its kind would change what is shown."""
    monkeypatch.setenv("PYTHONASYNCIODEBUG", "1")

    assert printed(run("print(asyncio.get_running_loop().get_debug())")) == ["begun", "False"]


def test_an_interpreter_that_dies_at_start_is_an_error(tmp_path: Path) -> None:
    """No trace can be made of nothing: exit code 3, and what it said."""
    path = tmp_path / "python"
    path.write_text("#!/bin/sh\necho the library is missing >&2\nexit 127\n")
    path.chmod(0o755)

    with pytest.raises(UserError) as caught:
        child.run(scenario(""), Interpreter(str(path), "3.13.0", "CPython", ("asyncio",)))

    assert caught.value.exit_code is ExitCode.CANNOT_RUN
    assert "the library is missing" in str(caught.value)


@pytest.mark.parametrize("path", ["/no/such/python", "/etc/passwd"])
def test_an_interpreter_that_cannot_be_started_is_an_error(path: str) -> None:
    """It was removed since it was found, say."""
    with pytest.raises(UserError, match="could not be started") as caught:
        child.run(scenario(""), Interpreter(path, "3.13.0", "CPython", ("asyncio",)))

    assert caught.value.exit_code is ExitCode.CANNOT_RUN


def test_a_record_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    """A killed process may leave half a line; what follows it is not trusted either."""
    path = tmp_path / "records"
    path.write_bytes(b'{"n":1,"kind":"run.start"}\n{"n":2,"ki')

    assert [record["n"] for record in decoded(path)] == [1]


def keep_open(monkeypatch: pytest.MonkeyPatch, descriptor: int) -> None:
    """Let the child inherit `descriptor`."""
    monkeypatch.setattr(subprocess, "Popen", partial(subprocess.Popen, pass_fds=[descriptor]))


if sys.platform != "linux":  # pragma: no cover
    pytest.skip("reads signals by their Linux numbers", allow_module_level=True)


def test_coroutines_of_a_compiled_loop_have_a_place() -> None:
    """Their frames stand at no line; uvloop ends generators and threads with such ones."""
    pytest.importorskip("uvloop")
    trace = child.run(find("run-cleanup-order"), HERE, loop="uvloop", clock="real")
    stacks = [record.data["stack"] for record in trace.records if record.kind == "task.wait"]

    assert trace.run.end == "returned"
    assert all(isinstance(line, int) for stack in stacks for _, line, _ in stack)
