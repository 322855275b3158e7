"""Runs a program on one of the kernel's clocks, as the kernel would; syntax of Python 3.8.

    python clocked.py virtual|real SOURCE

The program finds `now()` (milliseconds), `log` (what the clock reported) and `clock` among its globals.
A deadlock prints who waits for what, and exits with 86.
"""
# mypy: ignore-errors

import importlib.util
import os
import sys
from pathlib import Path

KERNEL = Path(__file__).resolve().parents[2] / "asyncx" / "kernel"


def main(name, source):
    spec = importlib.util.spec_from_file_location(
        "_asyncx_kernel", str(KERNEL / "__init__.py"), submodule_search_locations=[str(KERNEL)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = package
    spec.loader.exec_module(package)
    from _asyncx_kernel.clocks import RealClock, VirtualClock

    clock = VirtualClock() if name == "virtual" else RealClock()
    log = []

    def report(kind, **fields):
        clock.touch()
        log.append((kind, fields))

    def deadlock(waiting):
        print("deadlock", [entry["what"] for entry in waiting])
        sys.stdout.flush()
        os._exit(86)

    clock.install(report, deadlock)
    import asyncio

    base = asyncio.selector_events.BaseSelectorEventLoop
    init = base.__init__

    def hooked(self, *args):
        init(self, *args)
        select = self._selector.select
        self._selector.select = lambda timeout=None: clock.select(select, timeout, 1)

    base.__init__ = hooked

    def now():
        milliseconds = clock.now() / 1e6
        return int(milliseconds) if milliseconds == int(milliseconds) else milliseconds

    module = sys.modules["__main__"]
    module.__dict__.update(clock=clock, log=log, now=now)
    exec(compile(source, "<program>", "exec"), module.__dict__)


if __name__ == "__main__":
    main(*sys.argv[1:])
