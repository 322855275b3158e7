"""`asyncx`, and `python -m asyncx`."""

from __future__ import annotations

import gc
import os
import sys

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
    try:
        from asyncx.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code == INTERRUPTED:
        # Python would end itself with the signal if it came while a dataclass was being made.
        os._exit(code)
    return code


if __name__ == "__main__":
    sys.exit(main())
