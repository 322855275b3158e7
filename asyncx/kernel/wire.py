"""The record kinds that the kernel writes, and the file they are written to.

A trace on the wire is one JSON object a line.  Every record has

    n        its number, counted from 1 in the order in which things happened
    t        integer nanoseconds since the program started, on the clock of the run
    thread   small number of the thread, 1 is the main thread
    kind     one of KINDS
    because  number of the record that made this one happen, or null

and the fields that KINDS lists for its kind.  A field that is null or does not apply is left out.
Common values:

    where    [file, line, function]: the nearest frame outside asyncio
    via      names of the asyncio functions between the hook and `where`, innermost first
    error    {"type", "module", "message", "cause", "context", "where", "by"}: cause and context are names of
             types, `where` is the line of the program that raised it, or called what raised it, and `by`
             that function of the standard library; the last four are absent when there is no such thing
    on       what a task waits for: {"task"}, {"future"}; with "gather" the numbers of its children, of
             very many only the first, and then how many they are with "gathered"; with "job" a job of an
             executor, with "object" and "class" a lock, queue, stream ..., with "counts" what is in it, with
             "made" the place where it was made, with "peer" whom a connection leads to
"""

import json
import os

try:
    from _thread import RLock
except ImportError:  # pragma: no cover
    from threading import RLock  # type: ignore[assignment]

FORMAT_NAME = "asyncx-trace"
FORMAT_VERSION = 1

INSTALLED = "site-packages/"
"""What the names of files of installed packages begin with."""

NEVER = 2**62
"""The `due` of a timer at infinity, in nanoseconds."""

COMMON = ("n", "t", "thread", "kind", "because")

KINDS = {
    # the program as a whole
    "run.start": ("python", "implementation", "platform", "clock", "loop_kind", "asyncx"),
    "run.end": ("how", "code", "error"),
    # event loops
    "loop.new": ("loop", "class", "where"),
    "loop.set": ("loop", "where"),
    "loop.run": ("loop", "where", "via"),
    "loop.idle": ("loop", "until"),
    "loop.turn": ("loop", "turn", "events"),
    "loop.held": ("loop", "task", "since", "stack", "where", "what", "plain"),
    # its thread waited so long (ns) for a CPU since then, which others had
    "loop.starved": ("loop", "since", "waited"),
    # it waits, and nothing is left that could wake it: no timer, no file, no signal handler, no thread
    "loop.stuck": ("loop",),
    "loop.stopping": ("loop", "where", "via"),
    "loop.stop": ("loop",),
    "loop.close": ("loop", "where", "via"),
    # tasks; a step, or a callback, that stands for others like it says how many there were (with itself),
    # how long they took together, and when the last one was over; a task stands for `tasks` that are like
    # it: made in one step, they ran once and returned, and its one step is that of them all
    "task.new": ("task", "name", "coro", "loop", "eager", "context", "where", "via", "tasks"),
    "task.name": ("task", "name"),
    "task.ready": ("task", "future", "loop", "where", "via"),
    "task.step": ("task", "loop", "steps", "busy", "until"),
    # age: so long ago (ns) it had begun, where a ring begins
    "task.wait": ("task", "on", "stack", "age"),
    # gather: the number of the gather() that alone hears of the error, and raises the first that it hears of
    "task.end": ("task", "name", "outcome", "error", "gather"),
    "task.cancel": ("task", "accepted", "message", "requests", "waits_on", "late", "read")
    + ("stack", "where", "via"),
    "task.uncancel": ("task", "requests", "error", "where", "via"),
    "task.freed": ("task", "pending"),
    "task.passed": ("count",),
    # futures that are not tasks
    "future.new": ("future", "loop", "where", "via"),
    "future.done": ("future", "outcome", "error", "where", "via"),
    # callbacks given to call_soon, and timers
    "handle.new": ("handle", "callback", "loop", "threadsafe", "where", "via"),
    "handle.run": ("handle", "callback", "loop", "calls", "busy", "until"),
    "handle.end": ("handle",),
    "handle.cancel": ("handle", "where", "via"),
    "timer.new": ("handle", "callback", "loop", "due", "delay", "future", "where", "via"),
    "timer.fire": ("handle", "callback", "loop", "calls", "busy", "until"),
    "timer.end": ("handle",),
    "timer.cancel": ("handle", "outcome", "where", "via"),
    # coroutines inside a task (and async generators)
    "coro.start": ("coro", "name", "where", "task", "object"),
    "coro.throw": ("coro", "error", "line"),
    "coro.catch": ("coro", "error", "line"),
    "coro.return": ("coro", "line"),
    "coro.raise": ("coro", "error", "line"),
    # locks, by number of the object; age: so long ago (ns) it was taken when it was found worth a record
    "lock.taken": ("object", "task", "age", "where"),
    "lock.freed": ("object", "task", "where"),
    # a place of a semaphore that has so many; own: who took it is the one to give it back, as far as can be
    # seen; freed by a task that holds none, nobody holds any: it counts something else
    "semaphore.taken": ("object", "task", "age", "places", "own", "where"),
    "semaphore.freed": ("object", "task", "where"),
    # queues that still hold something at the end; counts: items, unfinished, getters, putters, most
    "queue.left": ("object", "class", "counts", "where"),
    # async generators left half-way; how: freed, shutdown, lost; where: who let go of it; at: where it
    # stands; cleanup: closing it there runs code of its own
    "generator.left": ("generator", "loop", "how", "cleanup", "where", "at"),
    # a loop was given work by a thread that does not run it, and was not woken
    "loop.foreign": ("loop", "task", "callback", "where", "via"),
    # threads, blocking calls, and jobs of an executor; job.cancel: it runs, and goes on
    "thread.new": ("started", "name", "daemon", "where", "via"),
    "thread.run": (),
    "thread.end": (),
    "thread.wait": ("what", "until", "on", "where"),
    "thread.wake": ("what", "timed_out"),
    "job.new": ("job", "function", "where", "via"),
    "job.run": ("job",),
    "job.end": ("job", "outcome", "error"),
    "job.cancel": ("job", "where", "via"),
    # what became visible; of a coroutine that a warning is about: where its function is, where it was made
    "handler": ("message", "error", "task", "future", "where"),
    "warning": ("category", "message", "where", "at", "made"),
    "log": ("level", "message", "error"),
    "out": ("stream", "text", "where"),
    # how a run can go wrong
    "deadlock": ("threads",),
    "fork": ("pid",),
    "kernel": ("message",),
    "cut": ("message",),
    # what happened before was written over (a ring), but for the tasks that lived then, and what names things
    "kept": (),
    # what the program uses, and what is not recorded of that
    "unseen": ("what",),
}


class Writer:
    """Gives each record its number and writes it to `fd` at once, so that a killed process loses none.

    Input: a file descriptor open for writing, and `now`, a function that returns nanoseconds.
    A record that is written while another is being made (garbage collection, signal handlers) comes
    out first and has the smaller number.  An error while writing (a full disk) propagates as OSError;
    the caller stops recording.
    """

    def __init__(self, fd, now, thread):
        self.fd = fd
        self.now = now
        self.thread = thread
        self.count = 0
        self._lock = RLock()
        self._encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode

    def write(self, kind, because, fields):
        """Write one record and return its number."""
        body = {"thread": self.thread(), "kind": kind}
        if because is not None:
            body["because"] = because
        for name, value in fields.items():
            if value is not None:
                body[name] = value
        text = self._encode(body)
        with self._lock:
            self.count += 1
            number = self.count
            line = '{"n":%d,"t":%d,%s\n' % (number, self.now(), text[1:])
            data = line.encode("ascii")
            while data:
                data = data[os.write(self.fd, data) :]
        return number
