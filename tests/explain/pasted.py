"""The loudest messages, one for each line of a survey of public trackers, and the ways they are pasted."""

from __future__ import annotations

import html
import json
import re
import textwrap
from collections.abc import Callable, Mapping

MESSAGES: tuple[tuple[str, str], ...] = (
    (
        "different-loop",
        "RuntimeError: Task <Task pending name='Task-2' coro=<fetch() running at /srv/app/db.py:14> "
        "cb=[_run_until_complete_cb() at /usr/lib/python3.12/asyncio/base_events.py:181]> got Future "
        "<Future pending> attached to a different loop",
    ),
    ("no-current-loop", "RuntimeError: There is no current event loop in thread 'ThreadPoolExecutor-0_0'."),
    ("no-current-loop", "DeprecationWarning: There is no current event loop"),
    (
        "task-destroyed",
        "Task was destroyed but it is pending!\ntask: <Task pending name='Task-7' coro=<poll() running "
        "at /srv/app/poll.py:31> wait_for=<Future pending cb=[Task.task_wakeup()]>>",
    ),
    (
        "error-never-retrieved",
        "Task exception was never retrieved\nfuture: <Task finished name='refresh' coro=<refresh() done, "
        "defined at /srv/app/cache.py:8> exception=KeyError('price')>",
    ),
    (
        "error-never-retrieved",
        "Future exception was never retrieved\nfuture: <Future finished exception=OSError(9)>",
    ),
    (
        "gather-never-retrieved",
        "_GatheringFuture exception was never retrieved\nfuture: <_GatheringFuture finished "
        "exception=CancelledError()>",
    ),
    ("never-awaited", "RuntimeWarning: coroutine 'Client.close' was never awaited"),
    ("loop-already-running", "RuntimeError: This event loop is already running"),
    ("loop-already-running", "RuntimeError: asyncio.run() cannot be called from a running event loop"),
    ("loop-already-running", "RuntimeError: Cannot run the event loop while another loop is running"),
    ("no-running-loop", "RuntimeError: no running event loop"),
    ("needs-a-task", "RuntimeError: Timeout context manager should be used inside a task"),
    ("needs-a-task", "RuntimeError: Timeout should be used inside a task"),
    (
        "loop-blocked",
        "Executing <Task finished name='Task-1' coro=<main() done, defined at /srv/app/main.py:3> "
        "result=None created at /usr/lib/python3.11/asyncio/runners.py:100> took 2.503 seconds",
    ),
    ("taskgroup-errors", "ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)"),
    (
        "taskgroup-closed",
        "RuntimeError: TaskGroup <TaskGroup tasks=1 errors=1 cancelling> is shutting down",
    ),
    ("taskgroup-closed", "RuntimeError: TaskGroup <TaskGroup> has not been entered"),
    ("taskgroup-closed", "RuntimeError: TaskGroup <TaskGroup entered> is finished"),
    (
        "taskgroup-orphan",
        "Task <Task finished name='Task-3' coro=<fetch() done> exception=OSError('no route')> has "
        "errored out but its parent task <Task finished name='Task-2' coro=<begin() done> result=None> "
        "is already completed",
    ),
    (
        "not-thread-safe",
        "RuntimeError: Non-thread-safe operation invoked on an event loop other than the current one",
    ),
    ("signals-main-thread", "ValueError: set_wakeup_fd only works in main thread of the main interpreter"),
    ("signals-main-thread", "ValueError: set_wakeup_fd only works in main thread"),
    (
        "cancel-scope",
        "RuntimeError: Attempted to exit cancel scope in a different task than it was entered in",
    ),
    (
        "cancel-scope",
        "RuntimeError: Attempted to exit a cancel scope that isn't the current task's current cancel scope",
    ),
    ("generator-context", "RuntimeError: generator didn't stop after athrow()"),
    ("generator-context", "RuntimeError: generator didn't yield"),
    (
        "reader-busy",
        "RuntimeError: readexactly() called while another coroutine is already waiting for incoming data",
    ),
    (
        "connection-shared",
        "asyncpg.exceptions._base.InterfaceError: cannot perform operation: another operation is in progress",
    ),
    (
        "connection-leaked",
        "SAWarning: The garbage collector is trying to clean up non-checked-in connection "
        "<AdaptedConnection <asyncpg.connection.Connection object at 0x7f6bd3a1c040>>, which will be "
        "terminated.",
    ),
    ("pool-timeout", "httpcore.PoolTimeout"),
    ("pool-timeout", "httpx.PoolTimeout"),
    (
        "greenlet-missing",
        "sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_only() "
        "here. Was IO attempted in an unexpected place?",
    ),
    (
        "line-too-long",
        "asyncio.exceptions.LimitOverrunError: Separator is not found, and chunk exceed the limit",
    ),
    ("line-too-long", "ValueError: Separator is found, but chunk is longer than limit"),
    (
        "incomplete-read",
        "asyncio.exceptions.IncompleteReadError: 0 bytes read on a total of 4 expected bytes",
    ),
    (
        "coroutine-as-value",
        "TypeError: 'async for' requires an object with __aiter__ method, got coroutine",
    ),
    ("not-awaitable", "ValueError: a coroutine was expected, got <function main at 0x7f3ac0c5d1c0>"),
    ("not-awaitable", "TypeError: An asyncio.Future, a coroutine or an awaitable is required"),
    ("wait-refused", "ValueError: Set of Tasks/Futures is empty."),
    ("wait-refused", "ValueError: Set of coroutines/Futures is empty."),
    (
        "loop-argument",
        "TypeError: As of 3.10, the *loop* parameter was removed from Queue() since it is no longer "
        "necessary",
    ),
    ("loop-argument", "TypeError: Session.__init__() got an unexpected keyword argument 'loop'"),
    (
        "loop-argument",
        "DeprecationWarning: The loop argument is deprecated since Python 3.8, and scheduled for removal "
        "in Python 3.10.",
    ),
    ("future-iterated", "RuntimeError: await wasn't used with future"),
    ("bad-yield", "RuntimeError: Task got bad yield: <trio._core._traps.CancelShieldedCheckpoint object>"),
    (
        "bad-yield",
        "RuntimeError: yield was used instead of yield from in task <Task pending name='Task-1' "
        "coro=<main() running at app.py:5>> with <Future pending>",
    ),
    ("coroutine-as-callback", "TypeError: coroutines cannot be used with call_later()"),
    ("coroutine-as-callback", "TypeError: coroutines cannot be used with add_signal_handler()"),
    (
        "callback-failed",
        "Exception in callback Connection._expire(<Connection object at 0x7fd3>) at "
        "/srv/app/pool.py:77\nhandle: <TimerHandle when=1033.5 Connection._expire() at "
        "/srv/app/pool.py:77>",
    ),
    ("child-process-lost", "Unknown child process pid 4711, will report returncode 255"),
    ("child-process-lost", "child process pid 4711 exit status already read:  will report returncode 255"),
    ("child-process-lost", "Child watcher got an unexpected pid: 4711"),
    (
        "async-to-sync",
        "RuntimeError: You cannot use AsyncToSync in the same thread as an async event loop - just await "
        "the async function directly.",
    ),
    (
        "async-to-sync",
        "django.core.exceptions.SynchronousOnlyOperation: You cannot call this from an async context - "
        "use a thread or sync_to_async.",
    ),
    ("loop-blocked", "Shard ID 0 heartbeat blocked for more than 20 seconds."),
    ("lock-not-held", "RuntimeError: Lock is not acquired."),
    ("lock-not-held", "RuntimeError: cannot wait on un-acquired lock"),
    ("lock-not-held", "RuntimeError: cannot notify on un-acquired lock"),
    (
        "pytest-loop-scope",
        "ScopeMismatch: You tried to access the 'function' scoped fixture 'event_loop' with a 'module' "
        "scoped request object, involved factories",
    ),
    (
        "debugger-patch",
        "TypeError: _patch_task.<locals>.task_new_init() got an unexpected keyword argument 'eager_start'",
    ),
)
"""Pairs of the page's name and a message."""

TRACEBACK = """\
Traceback (most recent call last):
  File "/srv/app/main.py", line 41, in <module>
    asyncio.run(main(sys.argv))
  File "/usr/lib/python3.12/asyncio/runners.py", line 194, in run
    return runner.run(main)
           ^^^^^^^^^^^^^^^^
  File "/usr/lib/python3.12/asyncio/base_events.py", line 687, in run_until_complete
    return future.result()
           ^^^^^^^^^^^^^^^
  File "/srv/app/main.py", line 17, in main
    await client.start()
          ^^^^^^^^^^^^^^
{}
"""


def renamed(text: str) -> str:
    """Other task names, numbers, addresses and paths."""
    text = re.sub(r"Task-\d+|name='refresh'", lambda found: found[0].replace("Task-", "Task-98"), text)
    text = re.sub(r"0x[0-9a-f]+", "0x000001D2A4B7F9C0", text)
    return re.sub(r"/(?:srv|usr)/[\w./]+", r"C:\\\\Users\\\\ann\\\\new project\\\\test_app.py", text)


def hard_wrapped(text: str) -> str:
    """Broken at 72 characters, in the middle of words, as narrow terminals do."""
    return "\n".join(text[start : start + 72] for start in range(0, len(text), 72))


WAYS: Mapping[str, Callable[[str], str]] = {
    "as given": lambda text: text,
    "message alone": lambda text: re.sub(r"^(?!httpx|httpcore)[\w.]+(?:Error|Warning|Group): ", "", text),
    "in a traceback": TRACEBACK.format,
    "in a traceback, with a log prefix": lambda text: (
        f"2026-03-01 12:30:01,205 ERROR asyncio [main.py:41] unexpected\n{TRACEBACK.format(text)}bye\n"
    ),
    "log prefix": lambda text: f"2026-03-01T12:30:01.205Z web_1 | ERROR:asyncio:{text}",
    "log prefix of a file": lambda text: f"Mar  1 12:30:01 host app[811]: [error] base_events.py:1820 {text}",
    "re-wrapped at 72": lambda text: textwrap.fill(text, 72),
    "re-wrapped at 72 within a log": lambda text: textwrap.fill(f"12:30:01 ERROR {text} (see above)", 72),
    "re-wrapped and indented": lambda text: textwrap.indent(textwrap.fill(text, 60), " " * 8),
    "broken at 72": hard_wrapped,
    "traceback broken at 72": lambda text: hard_wrapped(TRACEBACK.format(text)),
    "traceback re-wrapped": lambda text: textwrap.fill(TRACEBACK.format(text), 72),
    "other names": renamed,
    "other names in a traceback": lambda text: TRACEBACK.format(renamed(text)),
    "quoted mail": lambda text: textwrap.indent(textwrap.fill(text, 70), "> "),
    "exception group": lambda text: textwrap.indent(TRACEBACK.format(text), "    | "),
    "web page": html.escape,
    "typographic quotes": lambda text: re.sub(r"'(\w*)'", "‘\\1’", text).replace("n't", "n’t"),
    "json log": lambda text: json.dumps({"level": "error", "message": TRACEBACK.format(text)}),
    "colours": lambda text: "\x1b[1;31m" + text.replace(" ", " \x1b[0m\x1b[35m", 1) + "\x1b[0m",
    "windows line ends": lambda text: TRACEBACK.format(text).replace("\n", "\r\n"),
    "capitals": str.upper,
}
"""How a message gets into the question."""
