"""The clocks of a run: the machine's own, and a virtual one on which nothing takes time but waiting."""

import time

_real_monotonic_ns = time.monotonic_ns


class RealClock:
    """The machine's clock; reports where threads block and changes nothing else."""

    name = "real"

    def __init__(self):
        self._start = _real_monotonic_ns()

    def install(self, report, on_deadlock):
        pass

    def uninstall(self):
        pass

    def after_fork_in_child(self):
        self.uninstall()

    def touch(self):
        pass

    def now(self):
        return _real_monotonic_ns() - self._start

    def select(self, select, timeout, wakers):
        return select(timeout)


class VirtualClock(RealClock):
    name = "virtual"
