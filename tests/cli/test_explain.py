"""`asyncx explain`: messages, names, standard input, guesses, JSON, and what it costs."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import Any

import pytest

from asyncx.explain import book
from asyncx.runs import catalogue

from .conftest import Asyncx
from .test_startup import HEAVY, complete, python

MESSAGE = "RuntimeError: asyncio.run() cannot be called from a running event loop"
LOG = f"""\
12:30:01 INFO starting
Traceback (most recent call last):
  File "/srv/app/main.py", line 9, in <module>
    asyncio.run(main())
{MESSAGE}
sys:1: RuntimeWarning: coroutine 'main' was never awaited
"""


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Let `data` come in on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_a_message_is_explained(asyncx: Asyncx) -> None:
    """In one word of the shell or in many."""
    result = asyncx("explain", MESSAGE)

    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("\n loop-already-running    ")
    assert "Fix, best first" in result.out
    assert "asyncx scenario run-nested" in result.out
    assert asyncx("explain", *MESSAGE.split()).out == result.out


def test_a_page_has_the_picture_of_a_run(asyncx: Asyncx) -> None:
    """Made when it is shown, and said on which Python."""
    out = asyncx("explain", "loop-blocked", "--ascii").out

    assert "Task-1 main" in out
    assert "asyncx scenario loop-blocked on CPython {}.{}.{}".format(*sys.version_info) in out
    assert out.isascii()


def test_a_picture_that_cannot_be_made_is_left_out(asyncx: Asyncx, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is right without it."""
    monkeypatch.setattr("asyncx.runs.child.KERNEL", "/no/such/kernel.py")

    result = asyncx("explain", "loop-blocked")

    assert (result.code, result.err) == (0, "")
    assert "A loop runs one step at a time" in result.out
    assert "Task-1" not in result.out.partition("What happened")[2]


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_a_log_comes_in_on_stdin(
    asyncx: Asyncx, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Its cause is explained, its line shown, and other pages named."""
    give(monkeypatch, LOG.encode())

    result = asyncx("explain", *arguments)

    assert result.code == 0
    assert f"Your text     {MESSAGE}" in result.out
    assert "Besides   asyncx explain never-awaited" in result.out


def test_bytes_that_are_no_text_do_no_harm(asyncx: Asyncx, monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, b"\xff\xfe\x00" + MESSAGE.encode() + b"\x9b2J\xff")

    result = asyncx("explain", "-q")

    assert (result.code, result.out.partition(":")[0]) == (0, "loop-already-running")


@pytest.mark.parametrize(
    ("name", "page"),
    [("wrong-loop", "different-loop"), ("run-nested", "loop-already-running"), ("no-running-loop",) * 2],
)
def test_a_finding_and_a_scenario_are_names_of_a_page(asyncx: Asyncx, name: str, page: str) -> None:
    result = asyncx("explain", name, "-q")

    assert (result.code, result.out) == (0, f"{page}: {book.page(page).title}\n")


def test_a_scenario_that_no_page_is_about_explains_itself(asyncx: Asyncx) -> None:
    """By its claim, its explanation and its picture."""
    name = next(name for name in catalogue.names() if name not in book.by_scenario())

    result = asyncx("explain", name)

    assert result.code == 0
    assert result.out.startswith(f"\n {name}    ")
    assert f"asyncx compare {name}" in result.out
    assert "Fix" not in result.out
    assert asyncx("explain", name, "-q").out == f"{name}: {catalogue.find(name).claim.rstrip('.')}\n"


def test_every_scenario_is_explained(asyncx: Asyncx) -> None:
    for name in catalogue.names():
        assert asyncx("explain", name, "-q").code == 0


def test_an_unknown_text_gives_a_guess_and_exit_code_1(asyncx: Asyncx) -> None:
    """It says that it is one."""
    result = asyncx("explain", "ValueError: the lock was taken by another worker and not released")

    assert (result.code, result.err) == (1, "")
    assert "This is a guess" in result.out
    assert "lock-not-held" in result.out
    assert asyncx("explain", "-q", "KeyError: 'x'").out == "a guess: no page comes near\n"
    assert asyncx("explain", "KeyError: 'x'").code == 1


def test_a_slip_in_a_name_is_answered_with_what_was_meant(asyncx: Asyncx) -> None:
    """As for scenarios: exit code 2, on stderr."""
    result = asyncx("explain", "diferent-loop")

    assert (result.code, result.out) == (2, "")
    assert 'there is no page "diferent-loop"' in result.err
    assert "did you mean   different-loop" in result.err
    assert "asyncx explain" in result.err.splitlines()[-1]


@pytest.mark.parametrize("arguments", [[MESSAGE], ["wrong-loop"], ["deadlock"], ["taskgroup-errors"]])
def test_a_page_as_json(asyncx: Asyncx, arguments: list[str]) -> None:
    """The format first, then how it was found, then all the parts; nothing is run for it."""
    result = asyncx("explain", "--json", *arguments)
    document: dict[str, Any] = json.loads(result.out)

    assert (result.code, result.err) == (0, "")
    assert list(document)[:2] == ["format", "asyncx"]
    assert document["format"] == {"name": "asyncx-explain", "version": 1}
    page = document["page"]
    assert page["fixes"]
    assert {when["scenario"] for when in page["when"]} <= set(catalogue.names())
    assert not any("{>" in text or "{<" in text for text in (*page["happened"], *page["fixes"]))


def test_a_guess_as_json(asyncx: Asyncx) -> None:
    result = asyncx("explain", "--json", "the lock was taken by another worker and not released")
    document = json.loads(result.out)

    assert (result.code, document["page"], document["by"]) == (1, None, "guess")
    assert "lock-not-held" in [guess["name"] for guess in document["guesses"]]


def test_without_a_text_all_pages_are_listed(asyncx: Asyncx, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names alone in a pipe, with their titles on a terminal, and as JSON."""
    give(monkeypatch, b"")
    assert asyncx("explain").out.splitlines() == list(book.names())

    give(monkeypatch, b"")
    listed = json.loads(asyncx("explain", "--json").out)["pages"]
    assert [entry["name"] for entry in listed] == list(book.names())

    give(monkeypatch, b"")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert book.page("different-loop").title in asyncx("explain").out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_names_are_completed_with_their_titles(shell: str) -> None:
    """Of pages, findings and scenarios."""
    offered = complete(shell, "asyncx explain different")

    assert "different-loop" in offered
    assert shell == "bash" or book.page("different-loop").title[:20] in offered
    assert "run-nested" in complete(shell, "asyncx explain run-n")
    assert "wrong-loop" in complete(shell, "asyncx explain wrong")


@pytest.mark.parametrize("arguments", [["--json", MESSAGE], ["-q", "different-loop"], ["result-not-set"]])
def test_an_explanation_loads_nothing_heavy(arguments: list[str]) -> None:
    """No asyncio, no table, no console."""
    code = (
        "import sys\n"
        f"sys.argv = ['asyncx', 'explain', *{arguments!r}]\n"
        "from asyncx.__main__ import main\n"
        "try: main()\n"
        "finally: print('\\nloaded', *sys.modules)\n"
    )

    assert set(python(code).rpartition("loaded")[2].split()) & HEAVY == set()


def test_a_closed_stdin_is_no_reason_to_fail() -> None:
    """As it is under some schedulers."""
    code = "import sys; sys.argv = ['asyncx', 'explain']; from asyncx.__main__ import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "80"},
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == list(book.names())
