"""Installs the recorder of a watched program: which hooks, and into which file."""

import os
import sys

from .clocks import RealClock
from .slots import File, now
from .watch import Watch

_IMPLEMENTATIONS = {"cpython": "CPython", "pypy": "PyPy", "graalpy": "GraalPy"}


class Clock(RealClock):
    """The machine's clock, as slots have it; nothing of the program's is replaced."""

    def now(self):
        """Nanoseconds on the clock of the slots."""
        return now()


def install(config):
    """Hook asyncio, which has been imported, and write to `config["trace"]`; returns the recorder.

    `config` has trace, target (path of the program, whose folder is the root of the names of its files),
    and perhaps detail ("steps"), ring (seconds) and name.  OSError when the trace cannot be
    written, GraftError when this asyncio is not one that is known.
    """
    from . import extras, features, stacks, streams
    from .loops import Loops
    from .places import Places
    from .sampler import Sampler
    from .threads import Threads

    deep = config.get("detail") == "stacks"
    file = File(config["trace"], header(config), config.get("ring"))
    if file.ring is not None:
        from .carried import Carried

        file.carried = Carried()
    recorder = Watch(file, Clock())
    recorder.places = Places(config["target"])
    recorder.overflow_is_fatal = features.OVERFLOW_IS_FATAL
    threads = Threads(recorder)
    loops = Loops(recorder, every=deep)
    sampler = Sampler(recorder, loops.threads, config.get("for"))
    try:
        threads.install()
        if deep:
            _install_every(recorder)
        else:
            _install_light(recorder, sampler, loops, config.get("detail") == "tasks")
        loops.install()
        loops.watch_forks()
        threads.install_jobs()
        streams.install_reports(recorder)
        stacks.install()
        extras.install(recorder, every=deep)
        if config.get("detail") != "tasks" or config.get("for"):  # there are no steps that it could look at
            sampler.install()
            loops.at_bounds = sampler.starving
        file.begin()
        recorder.live = True
        recorder.enter(recorder.emit("run.start", dict(header(config), detail=None), None))
        recorder.enter(0)
    except BaseException:
        recorder.stop()
        raise
    return recorder


def _install_light(recorder, sampler, loops, lighter):
    from . import light_uvloop
    from .light import Light
    from .light_tasks import LightTasks
    from .lighter import Lighter

    tasks = LightTasks(recorder, eager=False)
    light = tasks.light = (Lighter if lighter else Light)(recorder, tasks.awaits, sampler)
    tasks.install()
    light.install(tasks.start)
    if not lighter:
        light.calls.delays.install()
    recorder.finish = light.finish
    light_uvloop.install(recorder, light, loops)


def _install_every(recorder):
    """The hooks of a scenario: each wait with its stack, each wake-up with its line, and the coroutines."""
    import asyncio

    from . import frames, unseen
    from .delays import Delays
    from .handles import Handles
    from .recorder import Numbers
    from .tasks import Tasks

    recorder.tasks = Numbers()
    tasks = Tasks(recorder, ordered=False, eager=False)
    tasks.install()
    delays = Delays(recorder)
    delays.install()
    Handles(recorder, tasks, delays).install(asyncio.events)
    frames.install(recorder)
    unseen.install(recorder)


def header(config):
    """What is known of a run at its beginning."""
    name = sys.implementation.name
    return {
        "pid": os.getpid(),
        "python": sys.version.split()[0].rstrip("+"),
        "implementation": _IMPLEMENTATIONS.get(name, name),
        "platform": sys.platform,
        "clock": "real",
        "loop_kind": "asyncio",
        "detail": config.get("detail", "steps"),
        "target": config.get("name") or os.path.basename(config["target"]),
    }
