"""`asyncx`, and `python -m asyncx`."""

from __future__ import annotations

import gc
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130
"""The exit code after Ctrl-C; `errors.ExitCode` has it too, but may not be imported yet."""


def main() -> int:
    """Run the command line; returns the exit code."""
    if sys.argv[1:] == ["--version"]:
        from asyncx import __version__

        print(f"asyncx {__version__}")  # noqa: T201 (before anything is imported)
        return 0
    # What one command leaves behind is not worth a search for cycles: a tenth of its time.
    gc.disable()
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup asks for that
            signal.signal(number, _leave)
    from asyncx.cli import early

    try:
        early.begin(sys.argv[1:])
        from asyncx.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = INTERRUPTED
    finally:
        early.drop()
    if code == INTERRUPTED:
        # Python would end itself with the signal if it came while a dataclass was being made.
        os._exit(code)
    return code


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    """End as the signal asks, but by way of every `finally`, so that no child is left behind."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
