"""Turns: of all threads one runs at a time, and the clock moves only when none of them can.

The thread that runs has the turn.  It gives it away when it blocks, at each turn of its event loop,
and when it ends; the others get it in the order in which they became ready.  That makes the order of
everything that happens a property of the program, not of the machine.

A new thread waits for its turn like any other; but Thread.start() blocks until it has begun, so in
practice it runs first, up to where it blocks, just as it does in CPython (measured, 3.8 to 3.15: the
starter comes back from waiting for the child only when the child blocks, or after 5 ms).  For the
same reason a thread that wakes another one goes on running itself.

What this cannot do: a thread that spins without ever blocking, looking at a clock or running a loop
keeps its turn for ever; so does one that blocks in C on another thread (a pipe, a socket, an import).
"""

import time
from _thread import get_ident
from collections import deque
from weakref import ref

from .patience import Patience
from .seats import Seat, Wait

MILLISECOND = 1000000
LAPS = 1000
"""So many turns a loop has without the clock jumping; each further one takes a millisecond.  Without this,
a program that polls (`while loop.time() < end: await sleep(0)`) would never see time pass."""
READS = 100
"""So often in a row a thread may look at the clock while nothing else happens; see LAPS."""

_sleep, _monotonic_ns = time.sleep, time.monotonic_ns


class Turns:
    """The seats of all threads and the virtual time, in nanoseconds; made by the main thread.

    `on_deadlock` is called with a list of {"thread", "what"} when nothing can ever run again, and does
    not return.  `reap(thread)` waits until a Thread that has given up its last turn is really gone.
    Only the thread that has the turn changes anything here; signals may also wake the main thread.
    """

    def __init__(self, main, on_deadlock, reap):
        self.now = 0
        self.active = True
        self.main = self.running = Seat(main)
        self.main.ident = get_ident()
        self.seats = {self.main.ident: self.main}
        self.starting = []
        self.ready = deque()
        self.waiting = {}
        self._on_deadlock = on_deadlock
        self._reap = reap
        self._gone = []
        self._errand = None
        self._places = self._era = self._stopped = 0

    def mine(self):
        """The seat of the calling thread; None for a thread unknown here, and once the turns are over."""
        return self.seats.get(get_ident()) if self.active else None

    def time(self):
        """The time in nanoseconds; once the turns are over it goes on with the machine's clock."""
        return self.now if self.active else self.now + _monotonic_ns() - self._stopped

    def seat_of(self, thread):
        """The seat of a Thread that has started and not ended, else None."""
        for seat in list(self.seats.values()):
            if seat.thread is thread:
                return seat
        return None

    def stop(self):
        """Let all threads run as the machine likes, for good; their waits return None."""
        if self.active:
            self.active, self._stopped = False, _monotonic_ns()
        for seat in list(self.seats.values()) + self.starting:
            self._open(seat)

    # the life of a thread

    def begin(self, thread):
        """A seat for a thread that is about to be started; it is ready at once."""
        seat = Seat(thread)
        self.starting.append(seat)
        self.ready.append(seat)
        return seat

    def cancel(self, seat):
        """The thread could not be started."""
        self.starting.remove(seat)
        self.ready.remove(seat)

    def enter(self, seat):
        """Called by the new thread itself; returns when it has the turn."""
        seat.ident = get_ident()
        self.seats[seat.ident] = seat
        self.starting.remove(seat)
        self._park(seat)

    def leave(self, seat):
        """Called by a thread at its very end: gives the turn away for the last time."""
        self.finish(seat)
        if self.seats.get(seat.ident) is seat:
            del self.seats[seat.ident]
        if self.active:
            if seat.thread is not None:
                self._gone.append(seat.thread)
            self._hand(self._next())

    def finish(self, seat):
        """Wake those who wait for the end of this thread."""
        seat.ended = True
        for joiner in seat.joiners:
            self.wake(joiner)

    # waiting

    def wait(self, me, what, done, until=None, poll=None, external=False):
        """Give the turn away until done() is true; True then, False when the clock reached `until` first.

        done() is asked again whenever the thread gets the turn.  `poll`, asked by any thread, says that
        something came from outside for this one; `external` that it may come from outside the program.
        None when the turns were stopped meanwhile: wait in some other way then.
        """
        me.looks = 0
        self._places += 1
        wait = Wait(self._places, what, until, poll, external)
        try:
            while not done():
                if until is not None and self.now >= until:
                    return False
                self.waiting[me] = wait
                self._give(me)
                if not self.active:
                    return None
            return True
        finally:
            self.waiting.pop(me, None)

    def wake(self, seat):
        """Let a waiting thread look again, when its turn comes; False when it does not wait."""
        if self.waiting.pop(seat, None) is None:
            return False
        self.ready.append(seat)
        return True

    def lap(self, me, loop=None):
        """One turn of the thread's loop, or a sleep of no time: all who are ready come first.  See LAPS.

        `loop` is anything that stands for the loop and can be referred to weakly.
        """
        me.looks = 0
        other = loop is not None and me.loop() is not loop
        if other:
            me.loop = ref(loop)
        if other or me.era != self._era:
            me.era, me.laps = self._era, 0
        me.laps += 1
        if me.laps > LAPS:
            self.now += MILLISECOND
        self._pass_by(me)

    def look(self, me):
        """The thread looks at the clock, or for a lock that is taken, and goes on; see READS."""
        me.looks += 1
        if me.looks > READS and self.running is me:
            self.now += MILLISECOND
            self._pass_by(me)

    def touch(self):
        """Something happened other than a look at the clock."""
        self.running.looks = 0

    def in_main(self, me, call):
        """Have the main thread make `call` at once, wherever it waits.

        A signal is handled in the main thread; sent from there, it is handled at a certain point.
        """
        self.waiting.pop(self.main, None)
        if self.main in self.ready:
            self.ready.remove(self.main)
        self._errand = call
        self.ready.appendleft(me)
        self._hand(self.main)
        self._park(me)

    # passing the turn on

    def _pass_by(self, me):
        self._find_ready()
        if self.ready:
            self.ready.append(me)
            self._give(me)

    def _give(self, me):
        try:
            seat = self._next()
        except BaseException:  # a signal: this thread keeps the turn
            if me in self.ready:
                self.ready.remove(me)
            raise
        if seat is not me:
            self._hand(seat)
            self._park(me)

    def _hand(self, seat):
        self.running = seat
        self._open(seat)

    @staticmethod
    def _open(seat):
        try:
            seat.gate.release()
        except RuntimeError:  # it is open: a signal came between the opening and the passing through
            pass

    def _park(self, me):
        """Return when this thread has the turn.  What a signal raises meanwhile is raised then."""
        raised = None
        while True:
            try:
                while self.running is not me and self.active:
                    me.gate.acquire()
                if me is self.main and self._errand is not None:
                    errand, self._errand = self._errand, None
                    errand()
                break
            except BaseException as error:
                raised = error
                self.wake(me)
        while self._gone:
            self._reap(self._gone.pop())
        if raised is not None:
            try:
                raise raised
            finally:
                raised = None

    def _next(self):
        """Take the next thread that can run, moving the clock to the earliest deadline when none can."""
        patience = Patience()
        while True:
            over = patience.over
            self._find_ready()
            if self.ready:
                return self.ready.popleft()
            waits = self._waits()
            until = min((wait.until for _, wait in waits if wait.until is not None), default=None)
            if any(wait.external for _, wait in waits) and (until is None or not over):
                _sleep(0.0005)
                patience.spend(None if until is None else until - self.now)
                continue
            if until is None:
                self._on_deadlock([{"thread": seat.ident, "what": wait.what} for seat, wait in waits])
                raise RuntimeError("deadlock")
            self.now = max(self.now, until)
            self._era += 1

    def _waits(self):
        waits = list(self.waiting.items())  # at once: a signal may change it
        return sorted(waits, key=lambda item: item[1].place)

    def _find_ready(self):
        """Make ready those whose deadline has come, and those for whom something came from outside."""
        waits = self._waits()
        timed = [(wait.until, seat) for seat, wait in waits if wait.until is not None]
        for until, seat in sorted(timed, key=lambda item: item[0]):
            if until <= self.now:
                self.wake(seat)
        for seat, wait in waits:
            if wait.poll is not None and seat in self.waiting and _has_come(wait.poll):
                self.wake(seat)


def _has_come(poll):
    try:
        return poll()
    except Exception:  # the thread itself will meet it
        return True
