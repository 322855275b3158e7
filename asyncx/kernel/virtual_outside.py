"""What comes from outside, on the virtual clock: signals, child processes, files watched without a loop."""

import os
import selectors
import signal


class Outside:
    """Replaces the calls that wait for the outside world, so that they do not hold up the other threads.

    And those by which a thread sends its own process a signal: the main thread handles it, and must do
    so at a certain point.
    """

    def __init__(self, clock):
        self.clock = clock

    def install(self, patches):
        """Replace it all."""
        patches.function(os, "kill", self._kill_hook(os.kill, os.getpid))
        if hasattr(signal, "pthread_kill"):
            hook = self._kill_hook(signal.pthread_kill, lambda: self.clock.turns.main.ident)
            patches.function(signal, "pthread_kill", hook)
        if hasattr(os, "WNOHANG"):
            patches.function(os, "waitpid", self._waitpid_hook(os.waitpid))
        for kind in list(vars(selectors).values()):
            if isinstance(kind, type) and "select" in vars(kind) and kind is not selectors.BaseSelector:
                patches.method(kind, "select", self._select_hook)

    def _kill_hook(self, kill, main):
        def hooked(target, number):
            me = self.clock.turns.mine()
            elsewhere = me is None or me is self.clock.turns.main or target != main()
            if elsewhere or number not in signal.valid_signals():
                return kill(target, number)
            self.clock.turns.in_main(me, lambda: kill(target, number))
            return None

        return hooked

    def _waitpid_hook(self, waitpid):
        def hooked(pid, options):
            if self.clock.turns.mine() is None or options & os.WNOHANG:
                return waitpid(pid, options)
            found = []

            def poll():
                if not found:
                    result = waitpid(pid, options | os.WNOHANG)
                    if result[0]:
                        found.append(result)
                return bool(found)

            def really(left):
                found.append(waitpid(pid, options))
                return True

            self.clock.block("os.waitpid", poll, None, [], really, poll=poll)
            return found[0]

        return hooked

    def _select_hook(self, original):
        def select(selector, timeout=None):
            if self.clock.turns.mine() is None or (timeout is not None and timeout <= 0):
                return original(selector, timeout)
            return self.clock.select(original.__get__(selector), timeout, 0)

        return select
