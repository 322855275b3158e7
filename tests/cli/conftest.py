"""Run a command line in this process, as the installed command would."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
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
def asyncx(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Asyncx:
    """Run asyncx with some arguments; stdout is no terminal, 100 columns wide; no run is saved."""
    monkeypatch.setenv("ASYNCX_HOME", str(tmp_path / "home of asyncx"))
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> Result:
        capsys.readouterr()
        code = run(arguments)
        captured = capsys.readouterr()
        return Result(int(code), captured.out, captured.err)

    return call
