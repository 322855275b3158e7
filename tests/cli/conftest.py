"""Run a command line in this process, as the installed command would."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import pytest

from asyncx.cli.app import run


@dataclass(frozen=True)
class Result:
    """What a command did: its exit code, and what it wrote."""

    code: int
    out: str
    err: str


class Asyncx(Protocol):
    """The fixture's type: `asyncx("list", "cancel")`."""

    def __call__(self, *arguments: str) -> Result: ...


@pytest.fixture
def asyncx(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Asyncx]:
    """Run asyncx with some arguments; stdout is no terminal, 100 columns wide."""
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}

    def call(*arguments: str) -> Result:
        capsys.readouterr()
        code = run(arguments)
        captured = capsys.readouterr()
        return Result(int(code), captured.out, captured.err)

    yield call
    for number, handler in handlers.items():
        signal.signal(number, handler)
