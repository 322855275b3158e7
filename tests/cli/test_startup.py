"""What a start loads, how it completes, and how it ends when nobody reads: in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from asyncx.runs import catalogue

HEAVY = {
    "asyncio",
    "pydantic",
    "rich.table",
    "rich.console",
    "textual",
    "jsonschema",
    "packaging",
    "hypothesis",
}
"""What none of the quick commands may load."""


def python(code: str, environ: Mapping[str, str] | None = None) -> str:
    """The stdout of a piece of code in a new interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **(environ or {})},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def complete(shell: str, line: str) -> str:
    """What the shell's completion function would get for a command line."""
    words = line.split(" ")
    environ = {
        "_ASYNCX_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    return python("from asyncx.__main__ import main; main()", environ)


@pytest.mark.parametrize(
    "arguments",
    [[], ["--version"], ["--help"], ["list"], ["list", "cancel"], ["scenario", "-h"], ["list", "--json"]]
    + [["list", "--since", "3.12"], ["compare", "-h"], ["changes", "3.11", "3.12"]],
)
def test_a_quick_command_loads_nothing_heavy(arguments: list[str]) -> None:
    """Start-up is what one waits for most often."""
    code = (
        "import sys\n"
        f"sys.argv = ['asyncx', *{arguments!r}]\n"
        "from asyncx.__main__ import main\n"
        "try: main()\n"
        "finally: print('\\nloaded', *sys.modules)\n"
    )
    loaded = set(python(code).rpartition("loaded")[2].split())

    assert loaded & HEAVY == set()


@pytest.mark.parametrize(
    ("options", "judged"),
    [
        (["-q"], False),
        (["-q", "-o", "run.asyncx"], False),
        (["-q", "-o", "run.json"], True),
        (["-q", "--check"], True),
        (["-q", "--json"], True),
        ([], True),
    ],
)
def test_a_run_is_judged_if_anybody_is_told(tmp_path: Path, options: list[str], judged: bool) -> None:
    """Else that would only keep one waiting."""
    program = tmp_path / "program.py"
    program.write_text("import asyncio\nasyncio.run(asyncio.sleep(0))\n")
    code = (
        "import os, sys\n"
        f"os.chdir({str(tmp_path)!r})\n"
        f"sys.argv = ['asyncx', 'run', *{options!r}, '--python', sys.executable, 'program.py']\n"
        "from asyncx.__main__ import main\n"
        "try: main()\n"
        "finally: print('asyncx.analysis.rules' in sys.modules)\n"
    )

    assert python(code, {"ASYNCX_HOME": str(tmp_path / "home")}).strip() == str(judged)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_names_of_scenarios_are_completed_with_their_claims(shell: str) -> None:
    """Where the shell can show them."""
    offered = complete(shell, "asyncx scenario wait_for-t")

    assert "wait_for-timeout" in offered
    assert "gather" not in offered
    if shell != "bash":
        assert catalogue.find("wait_for-timeout").claim[:20] in offered


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("asyncx sc", "scenario"),
        ("asyncx scenario x --py", "--python"),
        ("asyncx scenario x --loop u", "uvloop"),
        ("asyncx scenario x --clock r", "real"),
        ("asyncx scenario x --python 3", "{}.{}".format(*sys.version_info)),
        ("asyncx list --ch", "--changed-in"),
        ("asyncx list --since 3.1", "3.13"),
        ("asyncx list --topic q", "queues"),
        ("asyncx compare --a", "--all"),
        ("asyncx compare wait_for-timeout queue-shut", "queue-shutdown"),
        ("asyncx compare x --loop e", "eager"),
        ("asyncx compare x --loop asyncio,e", "asyncio,eager"),
        ("asyncx compare x --python 3.8,3", "3.8,{}.{}".format(*sys.version_info)),
        ("asyncx changes 3.8 3.1", "3.15"),
    ],
)
def test_commands_options_and_values_are_completed(line: str, offers: str) -> None:
    """Completion knows what can stand there."""
    assert offers in complete("bash", line).split()


@pytest.mark.parametrize("arguments", ["'list'", "'list', '--json'", "'--help'", ""])
def test_a_closed_pipe_is_no_reason_to_complain(arguments: str) -> None:
    """`asyncx list | head -0`: quiet, exit code 0."""
    reader, writer = os.pipe()
    os.close(reader)
    code = (
        f"import sys; sys.argv = ['asyncx', {arguments}]; from asyncx.__main__ import main; sys.exit(main())"
    )
    done = subprocess.run([sys.executable, "-c", code], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)

    assert (done.returncode, done.stderr) == (0, b"")


def test_a_stdout_that_knows_only_ascii_gets_ascii() -> None:
    """No UnicodeEncodeError, whatever a scenario's claim contains."""
    code = "from asyncx.cli.app import run; run(['list', '--json'])"
    out = python(code, {"PYTHONIOENCODING": "ascii"})

    assert out.isascii()
