"""What is known of a thread and of what it waits for; see turns.py."""

from _thread import allocate_lock


class Wait:
    """What a thread waits for; `place` counts the waits in the order in which they began."""

    def __init__(self, place, what, until, poll, external):
        self.place = place
        self.what = what
        self.until = until
        self.poll = poll
        self.external = external


class Seat:
    """A thread, and the gate behind which it stands while others run."""

    def __init__(self, thread):
        self.thread = thread
        self.ident = None
        self.gate = allocate_lock()
        self.gate.acquire()
        self.ended = False
        self.joiners = []
        self.loop = _no_loop
        self.era = self.laps = self.looks = 0


def _no_loop():
    return None
