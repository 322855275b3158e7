"""Runs a file as `python FILE` would, with every hook in place."""

import gc
import os
import signal
import sys
import types
from importlib.machinery import SourceFileLoader

from .clocks import RealClock, VirtualClock
from .places import Places, strip
from .recorder import Recorder
from .threads import Threads

_IMPLEMENTATIONS = {"cpython": "CPython", "pypy": "PyPy", "graalpy": "GraalPy"}

DEADLOCK = 86
"""Exit code of a program that was ended because nothing in it could ever run again."""


def main(config):
    """Run `config["target"]`; returns what to give to sys.exit.

    `config` has trace (path of the file to write), target, argv, clock ("virtual" or "real") and loop
    ("asyncio", "uvloop" or "eager").
    """
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        # A shell starts background jobs so, and what Ctrl-C does must not depend on that.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    return run(begin(config), config["target"], config["argv"])


def begin(config):
    """Put every hook in place; returns the recorder.  OSError when the trace cannot be written."""
    fd = os.open(config["trace"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.set_inheritable(fd, False)
    clock = VirtualClock() if config["clock"] == "virtual" else RealClock()
    recorder = Recorder(fd, clock)
    threads = Threads(recorder)
    threads.install()
    clock.install(_report(recorder), _deadlock(recorder))
    recorder.undo(clock.uninstall)
    install(recorder, threads, config)
    return recorder


def _delays(recorder):
    from .delays import Delays

    delays = Delays(recorder)
    delays.install()
    return delays


def install(recorder, threads, config):
    """Import asyncio and hook it, and write the first record."""
    from . import extras, features, frames, stacks, streams
    from .handles import Handles
    from .loops import Loops
    from .tasks import Tasks

    import asyncio  # isort: skip
    import concurrent.futures.thread  # noqa: F401

    recorder.places = Places(config["target"])
    recorder.overflow_is_fatal = features.OVERFLOW_IS_FATAL
    virtual = config["clock"] == "virtual"
    tasks = Tasks(recorder, ordered=virtual, eager=config["loop"] == "eager")
    tasks.install()
    delays = None if virtual else _delays(recorder)
    handles = Handles(recorder, tasks, delays)
    handles.install(asyncio.events)
    loops = Loops(recorder)
    loops.install()
    loops.watch_forks()
    if config["loop"] == "uvloop":
        from . import uvloops

        uvloops.install(recorder, loops, handles)
    threads.install_jobs()
    if config.get("watch"):
        from . import unseen

        unseen.install(recorder)
        streams.install_reports(recorder)  # what a program of the user's prints is none of our business
    else:
        streams.install(recorder)
    stacks.install()
    frames.install(recorder)
    extras.install(recorder, every=True)
    start = {
        "python": sys.version.split()[0].rstrip("+"),
        "implementation": _IMPLEMENTATIONS.get(sys.implementation.name, sys.implementation.name),
        "platform": sys.platform,
        "clock": config["clock"],
        "loop_kind": config["loop"],
    }
    if virtual:
        # Automatic collections come after so many allocations, and how many there were up to here
        # depends on which .pyc files were found.
        gc.collect()
    recorder.clock.begin()
    recorder.live = True
    recorder.enter(recorder.guard(recorder.emit, "run.start", start, None))


def run(recorder, path, argv):
    """Execute the file at `path` as `__main__`; returns what to give to sys.exit."""
    from . import features

    with open(path, "rb") as file:
        source = file.read()
    sys.argv = [path] + argv
    if features.ABSOLUTE_MAIN:
        path = os.path.abspath(path)
    module = types.ModuleType("__main__")
    module.__file__ = path
    module.__builtins__ = sys.modules["builtins"]
    module.__loader__ = SourceFileLoader("__main__", path)
    sys.modules["__main__"] = module
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    try:
        exec(compile(source, path, "exec", dont_inherit=True), module.__dict__)
    except SystemExit as error:
        strip(error)
        _ended(recorder, "exited", error, _exit_code(error))
        return error.code
    except BaseException as error:
        strip(error)
        sys.excepthook(type(error), error, error.__traceback__)
        _ended(recorder, "raised", error, 1)
        if isinstance(error, KeyboardInterrupt):
            # Let the interpreter end itself by SIGINT, as it does; it has been printed already.
            sys.excepthook = _print_nothing
            raise
        return 1
    _ended(recorder, "returned", None, 0)
    return 0


def _print_nothing(kind, error, traceback):
    pass


def _ended(recorder, how, error, code):
    try:
        recorder.finish()
        described = recorder.places.error(error) if error is not None else None
        recorder.emit("run.end", {"how": how, "code": code, "error": described})
    except Exception as failure:
        recorder.fail(failure)


def _exit_code(error):
    if error.code is None:
        return 0
    return error.code if isinstance(error.code, int) else 1


def _report(recorder):
    def report(kind, **fields):
        if not recorder.live:
            return
        try:
            if kind == "thread.wait":
                fields["where"] = recorder.caller(2)[0]
            recorder.emit(kind, fields)
        except Exception as error:
            recorder.fail(error)

    return report


def _deadlock(recorder):
    def on_deadlock(waiting):
        """Nothing can ever run again: write who waits for what, and end the process."""
        try:
            found = [
                {"thread": recorder.number_of_thread(entry["thread"]), "what": entry["what"]}
                for entry in waiting
            ]
            recorder.emit("deadlock", {"threads": found}, None)
            if recorder.finish is not None:
                recorder.finish()
        except Exception:
            pass
        os._exit(DEADLOCK)

    return on_deadlock
