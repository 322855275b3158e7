"""Run the kernel in a process of its own, and bring home what it recorded, however it ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from .. import __version__
from ..errors import ExitCode, UserError
from .catalogue import Scenario
from .ending import Ending, how_it_ended
from .interpreters import Interpreter
from .lines import decoded
from .probe import clean_environment

if TYPE_CHECKING:
    from ..trace.model import Error, Run, Trace

LIMIT = 10.0
"""Seconds of real time that a run may take, unless told otherwise."""

LARGEST = 32_000_000
"""Bytes of records, or of output, after which a run is stopped: more cannot be shown anyway."""

KERNEL = Path(__file__).resolve().parent.parent / "kernel" / "__main__.py"

_LOOK = 0.1
"""Seconds between two looks at how much was written."""


def run(
    scenario: Scenario,
    interpreter: Interpreter,
    *,
    clock: str = "virtual",
    loop: str = "asyncio",
    limit: float = LIMIT,
) -> Trace:
    """Run `scenario` to its end, or for `limit` seconds of real time, and return what was recorded.

    `clock` is "virtual" or "real", `loop` is "asyncio", "uvloop" or "eager".  A run that crashes, hangs
    or is killed gives a trace too, whose `run.end` says so.  UserError, exit code 3, when the
    interpreter did not even start.  Leaves no process behind.
    """
    with Child(scenario, interpreter, clock=clock, loop=loop) as child:
        return child.trace(limit)


class Child:
    """A run under way: started at once, so that the caller can do something useful meanwhile."""

    def __init__(
        self, scenario: Scenario, interpreter: Interpreter, *, clock: str = "virtual", loop: str = "asyncio"
    ) -> None:
        self.scenario = scenario
        self.interpreter = interpreter
        self._began = time.monotonic()
        self._folder = tempfile.TemporaryDirectory(prefix="asyncx-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        self._records, self._out, self._err = (folder / name for name in ("records", "stdout", "stderr"))
        target = scenario.path
        if target is None:
            target = folder / f"{scenario.name}.py"
            target.write_text(scenario.source, encoding="utf-8")
        config = {
            "trace": str(self._records),
            "target": str(target),
            "clock": clock,
            "loop": loop,
            "argv": [],
        }
        self._process = self._start(config)
        # Not Thread.join(): interrupted by Ctrl-C, it takes a thread that still runs for ended.
        self._exited = threading.Event()
        threading.Thread(target=_wait_for_exit, args=(self._process, self._exited), daemon=True).start()

    def _start(self, config: dict[str, Any]) -> subprocess.Popen[bytes]:
        command = [self.interpreter.path, "-s", "-X", "faulthandler", str(KERNEL), json.dumps(config)]
        with self._out.open("wb") as out, self._err.open("wb") as err:
            try:
                return subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=err,
                    env=clean_environment(),
                    start_new_session=True,
                )
            except OSError as error:
                self._folder.cleanup()
                raise UserError(
                    f"{self.interpreter.path} could not be started: {error.strerror or error}",
                    [("see what is here", "asyncx doctor")],
                    ExitCode.CANNOT_RUN,
                ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def trace(self, limit: float = LIMIT) -> Trace:
        """Wait for the end, at most `limit` seconds after the start, and build the trace."""
        cut = self._wait(limit)
        self._kill()
        records = list(decoded(self._records))
        ending = how_it_ended(records, self._process.returncode, cut, _tail(self._err, lines=100))
        first = next((record for record in records if record["kind"] == "run.start"), None)
        if first is None:
            raise self._not_started(ending)
        from ..trace.build import build

        return build(self._run(first, ending), records)

    def close(self) -> None:
        """Kill what is left of the run, and remove its files."""
        try:
            self._kill()
        finally:
            self._folder.cleanup()

    def over(self, limit: float = LIMIT) -> bool:
        """Whether `trace(limit)` would return at once."""
        return self._exited.is_set() or bool(self._excess(limit))

    def _wait(self, limit: float) -> str:
        """Wait for the child's exit; returns why it has to be stopped, or "" when it ended by itself."""
        while True:
            if self._exited.wait(min(_LOOK, max(0.0, self._began + limit - time.monotonic()))):
                return ""
            if reason := self._excess(limit):
                return reason

    def _excess(self, limit: float) -> str:
        """Why the child must be stopped, "" while it may go on."""
        if time.monotonic() - self._began >= limit:
            return f"asyncx stopped it after {limit:g} s, the limit"
        if max(map(_size, (self._records, self._out, self._err))) > LARGEST:
            return f"asyncx stopped it after {LARGEST // 1_000_000} MB of records or output"
        return ""

    def _kill(self) -> None:
        """Kill the child's group, whoever is still in it, and reap the child."""
        if self._process.returncode is None:
            # On macOS a group that holds nothing but zombies may not be signalled.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._exited.wait()
            self._process.wait()

    def _run(self, first: dict[str, Any], ending: Ending) -> Run:
        from ..trace.model import Run

        error = ending.error
        return Run(
            target=f"scenario:{self.scenario.name}",
            file=f"{self.scenario.name}.py",
            python=first["python"],
            implementation=first["implementation"],
            platform=first["platform"],
            loop=first["loop_kind"],
            clock=first["clock"],
            asyncx=__version__,
            end=ending.end,
            code=ending.code,
            error=None if error is None else _error(error),
            detail=ending.detail,
            source=self.scenario.source,
        )

    def _not_started(self, ending: Ending) -> UserError:
        said = _tail(self._err)
        return UserError(
            f"{self.interpreter.path} ({self.interpreter.version}) ended before the scenario began"
            + (f": {ending.detail}" if ending.detail else ""),
            [*([("it said", said)] if said else []), ("see what is here", "asyncx doctor")],
            ExitCode.CANNOT_RUN,
        )


def _error(wire: Mapping[str, Any]) -> Error:
    from ..trace.model import Error

    return Error(
        type=wire["type"],
        module=wire.get("module", "builtins"),
        message=wire.get("message", ""),
        cause=wire.get("cause"),
        context=wire.get("context"),
    )


def _wait_for_exit(process: subprocess.Popen[bytes], exited: threading.Event) -> None:
    """Wait without reaping: as long as the leader is not reaped, its group's number stays ours."""
    if hasattr(os, "waitid"):
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    else:  # pragma: no cover (macOS before Python 3.13)
        process.wait()
    exited.set()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _tail(path: Path, lines: int = 6) -> str:
    """The last few lines of a text file of any size."""
    with path.open("rb") as file:
        file.seek(max(0, _size(path) - 10_000))
        text = file.read().decode("utf-8", "replace")
    return "\n".join(text.strip().splitlines()[-lines:])
