"""Run a program as its user would have run it, with the kernel let in, and wait for its end."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ExitCode, UserError
from ..kernel.slots import now
from .program import Program

SEED = Path(__file__).resolve().parent.parent / "kernel" / "seed"
"""The folder whose `sitecustomize` lets the kernel in."""

FORWARDED = tuple(
    getattr(signal, name)
    for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGWINCH", "SIGALRM")
    if hasattr(signal, name)
)
"""Signals that are meant for the program when they are sent to asyncx."""

_RESET = tuple(getattr(signal, name) for name in ("SIGPIPE", "SIGXFSZ") if hasattr(signal, name))
"""What Python ignores in itself, and a program of its own must not inherit."""

_LOOK = 1.0
"""Seconds after which to look whether the program lives, should another thread have got the signal."""

_KERNEL = 0x80
"""si_code of a signal that the system sent by itself, such as the terminal's: the program got its own."""


@dataclass(frozen=True, slots=True)
class Watching:
    """What to record, and where to: see `asyncx.kernel.program`.  Lengths of time are in seconds."""

    trace: Path
    detail: str = "steps"
    clock: str = "real"
    seconds: float | None = None
    only: str = ""
    ring: float | None = None

    @property
    def notes(self) -> Path:
        """Where the kernel writes what does not belong into the trace."""
        return self.trace.with_suffix(".notes")


@dataclass(frozen=True, slots=True)
class Ended:
    """How the program ended: `code` is negative for a signal; `seconds` it took; what the kernel noted.

    `moment` is when it was over, on the clock of the slots, which is the same for all processes.
    """

    code: int
    seconds: float
    notes: tuple[str, ...]
    moment: int = 0


def run(
    program: Program,
    watching: Watching | None,
    meanwhile: Callable[[], None],
    on_usr2: Callable[[], None] | None = None,
) -> Ended:
    """Run `program` to its end; all but the report is as if it had been started without us.

    It has our streams, folder, process group and environment.  `meanwhile` is called when it is under way;
    `on_usr2`, if given, is called for SIGUSR2 instead of passing that on.  UserError, exit code 3, when it
    could not be started.
    """
    environ = dict(os.environ)
    if watching is not None:
        environ |= invitation(program, watching, os.environ)
    began = now()
    code = _execute(program, environ, meanwhile, on_usr2)
    moment = now()
    notes = _read(watching.notes) if watching is not None else ()
    return Ended(code, (moment - began) / 1e9, notes, moment)


def can_watch() -> bool:
    """Whether the kernel can be let in at all: PYTHONPATH cannot hold every path."""
    return os.pathsep not in str(SEED)


def invitation(program: Program, watching: Watching, environ: Mapping[str, str]) -> dict[str, str]:
    """The variables that let the kernel in; the first thing that it does is to take them out again."""
    config = {
        "watch": True,
        "trace": str(watching.trace),
        "target": str(Path(program.root) / program.name),
        "name": program.name,
        "detail": watching.detail,
        "clock": watching.clock,
        "loop": "asyncio",
        "for": watching.seconds,
        "only": watching.only or None,
        "ring": watching.ring,
    }
    when = "now" if watching.clock == "virtual" else "later"
    invitation = {
        "ASYNCX_WATCH": f"{when}\n{watching.notes}\n{json.dumps(config)}",
        "PYTHONPATH": str(SEED),
    }
    if "PYTHONPATH" in environ:
        invitation["ASYNCX_PYTHONPATH"] = environ["PYTHONPATH"]
        invitation["PYTHONPATH"] += os.pathsep + environ["PYTHONPATH"]
    return invitation


def _execute(
    program: Program,
    environ: Mapping[str, str],
    meanwhile: Callable[[], None],
    on_usr2: Callable[[], None] | None,
) -> int:
    """Start the interpreter, pass signals on until it ends; returns its exit code, negative for a signal."""
    # Also those that we were told to ignore: the program may do otherwise.
    signals = {*FORWARDED, signal.SIGCHLD}
    # What is ignored by default would not even be kept waiting.
    before = [(number, signal.signal(number, _nothing)) for number in (signal.SIGCHLD, signal.SIGWINCH)]
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        # Not subprocess: that would close the descriptors that the program was given.
        pid = _spawn(program, environ, mask)
        with suppress(Exception):  # whatever it is, it will come again when the program has ended
            meanwhile()
        while not os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            _pass_on(pid, signals, on_usr2)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for number, handler in before:
            signal.signal(number, handler)


def _spawn(program: Program, environ: Mapping[str, str], mask: Sequence[Any] | set[Any]) -> int:
    try:
        return os.posix_spawn(program.interpreter, program.argv, environ, setsigmask=mask, setsigdef=_RESET)
    except OSError as error:
        raise UserError(
            f"{program.interpreter} could not be started: {error.strerror or error}",
            [("see what is here", "asyncx doctor")],
            ExitCode.CANNOT_RUN,
        ) from None


def _pass_on(pid: int, signals: set[int], on_usr2: Callable[[], None] | None) -> None:
    """Wait for a signal, and send it on to the program unless it has it already."""
    if hasattr(signal, "sigtimedwait"):
        received = signal.sigtimedwait(signals, _LOOK)
        if received is None:
            return
        number, has_it = received.si_signo, received.si_code == _KERNEL or received.si_pid == pid
    else:  # pragma: no cover (macOS does not say who sent it)
        number = signal.sigwait(signals)
        has_it = number in (signal.SIGINT, signal.SIGQUIT, signal.SIGWINCH)
    if number == signal.SIGCHLD or has_it:
        return
    if number == signal.SIGUSR2 and on_usr2 is not None:
        with suppress(Exception):
            on_usr2()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def die_of(number: int) -> None:
    """End this process with the signal `number`, as the program ended; returns when that cannot be."""
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # the program's own core is the one to keep
    with suppress(OSError, ValueError):
        signal.signal(number, signal.SIG_DFL)
    with suppress(OSError):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {number})
        os.kill(os.getpid(), number)


def _read(path: Path) -> tuple[str, ...]:
    """The lines of the notes, which the program could have written as well; the file is removed."""
    try:
        with path.open("rb") as file:
            text = file.read(4000).decode("utf-8", "replace")
        path.unlink()
    except OSError:
        return ()
    return tuple(text.splitlines())


def _nothing(number: int, frame: object) -> None:
    """Take a signal that is waited for elsewhere."""
