"""The compact trace file of a watched program: slots of 32 bytes in a file that is mapped into memory.

What was put into a mapped file is kept by the system however the process ends, so nothing is lost to
SIGKILL, and no record costs a system call.  A file is a header of 4096 bytes and then chunks of CHUNK
bytes; a chunk belongs to one thread, so no lock is needed.  `SLOT` is the shape of a slot:

    kind, flag, loop, subject | t | cause | a | b | c

The number of a slot is SLOTS * (sequence of its chunk) + its place in the chunk; `cause` is such a number,
0 for none.  Times are what `now` says: the header's "origin" is to be taken off.  Payloads lie in the slots
after their own.  A slot that is all zeros was reserved and never filled.

    CHUNK_BEGINS    the first of each chunk: subject = thread, a = sequence of the chunk, b = one more than
                    that of the chunk that its writer filled before; two may write in the name of a thread
    TEXT            subject = number of the text, a = length of the payload, a JSON string
    SITE            subject = number of the place, a = length of the payload, [file, line, function, [via]];
                    file is null when no line of the program is behind it
    JSON            a = length of the payload, a record as in `wire`, without n, t, thread and because; or
                    "task.names", with since and until: these tasks are not called as TASK says with LONG
    TASK            task.new: subject = task, flag 1 = eager, 2 = made some time before the step that comes
                    next, a = site, b = text of the coroutine's name, c = text of its name, or LONG | N for
                    Task-N, which may be counted and not asked for
    STEP            subject = task, t = begin, cause = what made it ready, which was when that happened (the
                    t of a `loop.held` that is the cause, else of the step or callback).  It lasts until the
                    next STEP, CALL, FIRE, IDLE or loop.stop of the thread; none: it never ended.
                    b, of an eager first step only, which lies inside another: how long it took
                    c = RETURNED: its task has ended with it
    TASK_END        subject = task, flag = RETURNED, RAISED or CANCELLED, a = text of the error in JSON,
                    c = number of the gather() that alone hears of the error and raises the first, or 0
    CALL            subject = handle, t = begin, cause, c = text of the callback's name, 0 for one that was
                    called before and has it; lasts like a STEP.  a, when not 0: so many callbacks of one
                    function were called one after the other, the last of them because of `cause`
    TIMER           timer.new: subject = handle, a = site, b = text of the callback, c = 8 or 16, the length
                    of the payload: when it is due, and how long after the call if that is known
    FIRE            subject = handle, cause = its TIMER, c = text of the callback; lasts like a STEP
    TIMER_CANCEL    subject = handle, flag = how the block under it was left, 0 for none, a = site
    IDLE            the loop waits, until `cause | a << 32` as a signed number, -1 for ever, and goes on with
                    the next slot of the thread, whatever that is; none: it never did
    WAIT            subject = task, cause = the step after which it waits, b = text of {"on", "stack"} in JSON
    KNOWN, STOOD    in a ring the TASK, and the last WAIT, of a task that lives, from a page that was written
                    over; a STOOD only when it has not run since
"""

import json
import mmap
import os
import sys
from os import close, fstat, pwrite
from struct import Struct
from time import perf_counter_ns
from weakref import WeakSet

from .descriptors import open_aside

try:
    from _thread import RLock
except ImportError:  # pragma: no cover
    from threading import RLock  # type: ignore[assignment]

MAGIC = b"asyncx-watch 1\n"
HEADER = 4096
CHUNK = 131072
SIZE = 32
SLOTS = CHUNK // SIZE
LAST_WORDS = 512
"""Bytes at the end of each chunk that are kept for saying why recording ends."""
USABLE = (CHUNK - LAST_WORDS) // SIZE
LARGEST = 1 << 30
"""Bytes of a file; then recording ends, unless it is a ring."""
SLOT = Struct("<BBHIqIIII")
# The same layout, but what is native is packed faster.
_FAST = "@" if sys.byteorder == "little" else "<"
BEGIN = Struct(_FAST + "qqI")
CALLED = Struct(_FAST + "qqIIII")
IDLES = Struct(_FAST + "qqq")
END = Struct(_FAST + "I")
MORE = Struct(_FAST + "II")
CAUSE_AT = 16
LASTED_AT = 24
OUTCOME_AT = 28 if sys.byteorder == "little" else 31
"""Where the one byte lies of `c` that says so."""

CHUNK_BEGINS, TEXT, SITE, JSON, TASK, STEP = range(1, 7)
KNOWN, TASK_END, CALL, TIMER = range(7, 11)
FIRE, TIMER_CANCEL, IDLE = range(11, 14)
STOOD, WAIT = 14, 15

RETURNED, RAISED, CANCELLED = 1, 2, 3
LONG = 1 << 31
"""Marks a name that is a number."""

LONGEST = (1 << 32) - 1
"""The longest time that fits in nanoseconds; longer ones are cut to it."""

now = perf_counter_ns

try:  # without that a mapping keeps a descriptor of its own, and closes that number when it goes
    mmap.mmap(-1, 1, trackfd=False).close()
    _UNTRACKED = {"trackfd": False}
except TypeError:
    _UNTRACKED = {}


class Page:
    """A chunk being filled: `at` is the place of the next free slot, `base` the number of the first.

    Only one thread fills it.  Up to 3.9 a signal handler may come between reading and setting `at`: what is
    recorded then shares a slot with what it writes over.
    """

    __slots__ = ("__weakref__", "at", "base", "buffer", "offset")

    def __init__(self, buffer, base, offset):
        self.buffer = buffer
        self.base = base
        self.offset = offset
        self.at = 1


class File:
    """The trace file at `path`; a new one, or one that exists and is empty.  OSError when it cannot be made.

    `ring`, in seconds, lets a chunk be used again when all that is in it is older than that.
    """

    carried = None

    def __init__(self, path, header, ring=None):
        self.path = os.path.abspath(path)
        self._fd = open_aside(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0))
        status = fstat(self._fd)
        self._identity = (status.st_dev, status.st_ino)
        self.ring = None if ring is None else round(ring * 1e9)
        self._used = []
        self._count = 0
        self._end = HEADER
        self._pages = WeakSet()
        self._kept = []
        self.lock = RLock()
        self._header = dict(header, chunk=CHUNK, slot=SIZE)
        if ring is not None:
            self._header["ring"] = self.ring
        self.begin()

    def begin(self):
        """Count the time from now on: what it takes to install the hooks is not the program's."""
        self.origin = now()
        line = json.dumps(dict(self._header, origin=self.origin), separators=(",", ":"))
        pwrite(self._fd, (MAGIC + line.encode("ascii")).ljust(HEADER, b"\0"), 0)

    def page(self, thread, old=None):
        """A fresh page for the thread number `thread`; `old` is the one it has filled, None to keep that."""
        with self.lock:
            if not self._ours():
                self._open_again()
            if old is not None:
                self._used.append((now(), old))
            offset = self._reusable()
            if offset is None:
                offset = self._end
                self._grow(offset)
                self._end += CHUNK
            buffer = mmap.mmap(self._fd, CHUNK - LAST_WORDS, offset=offset, **_UNTRACKED)
            sequence, self._count = self._count, self._count + 1
            page = Page(buffer, sequence * SLOTS, offset)
            if self.carried is not None:
                written = bytes(buffer)
                buffer[:] = bytes(len(buffer))
                page.at = self.carried.over(written, buffer)
            before = 0 if old is None else old.base // SLOTS + 1
            SLOT.pack_into(buffer, 0, CHUNK_BEGINS, 0, 0, thread, now(), 0, sequence, before, 0)
            self._pages.add(page)
            return page

    def _reusable(self):
        if self.ring is None:
            self._used.clear()
        elif self._used and now() - self._used[0][0] >= self.ring:
            oldest = self._used.pop(0)[1]
            if oldest in self._pages:
                oldest.buffer.close()  # a step that began in it must not end in what comes next
            return oldest.offset
        return None

    def _grow(self, offset):
        """Have the next chunk on the disk: a mapped page for which there is no room is a SIGBUS."""
        if offset >= LARGEST:
            raise OSError("the trace has %d MB, the most that it may have" % (LARGEST >> 20))
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(self._fd, offset, CHUNK)
        elif pwrite(self._fd, bytes(CHUNK), offset) != CHUNK:
            raise OSError("no room for the trace")

    def last_words(self, page, payload):
        """Write a JSON record of at most LAST_WORDS - SIZE bytes, where no other may go."""
        with self.lock:
            if not self._ours():
                self._open_again()
            payload = payload[: LAST_WORDS - SIZE]
            slot = SLOT.pack(JSON, 0, 0, 0, now(), 0, len(payload), 0, 0)
            pwrite(self._fd, slot + payload, page.offset + CHUNK - LAST_WORDS)

    def _open_again(self):
        """The program has closed our descriptors, and may have their numbers now: leave what is mapped."""
        self._kept += self._pages
        self._pages.clear()
        self._fd = open_aside(self.path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
        if not self._ours():
            raise OSError("the trace file was replaced")

    def _ours(self):
        """Whether the descriptor is still ours: the program may have closed it and opened another."""
        try:
            status = fstat(self._fd)
        except OSError:
            return False
        return (status.st_dev, status.st_ino) == self._identity

    def close(self):
        """Unmap everything; whoever still holds a page gets a ValueError when writing to it."""
        with self.lock:
            if self._ours():
                for page in list(self._pages):
                    page.buffer.close()
                close(self._fd)
            else:
                self._kept += self._pages
