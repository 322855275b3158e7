"""Child processes that somebody else waited for."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="Somebody else took the exit status of a child process, so its return code is made up",
    says=(
        Says("Unknown child process pid {12112}, will report returncode 255", "log"),
        Says("child process pid {12112} exit status already read", "log"),
        Says("Child watcher got an unexpected pid: {12112}", "log"),
        Says("Caught subprocess termination from unknown pid: {12112} -> {0}", "log"),
        Says("Caught subprocesses termination from unknown pids: {…}", "log"),
        Says("Loop {<_UnixSelectorEventLoop …>} that handles pid {12112} is closed", "log"),
        Says("A loop is being detached from a child watcher with pending handlers", "RuntimeWarning"),
        Says("SIGCHLD handler was changed by outside code", "log"),
        Says("Previous SIGCHLD handler was set by non-Python code", "log"),
        Says("Unknown exception in SIGCHLD handler", "log"),
        Says("asyncio.get_child_watcher() is not activated, subprocess support is not installed",
             "RuntimeError"),
        Says("'{get_child_watcher}' is deprecated as of Python 3.12", "DeprecationWarning"),
        Says("'{ThreadedChildWatcher}' is deprecated {as of Python 3.12 }and will be removed in Python "
             "{3.14}", "DeprecationWarning", ("ChildWatcher", "child_watcher")),
    ),
    happened=(
        "A process's exit status can be read once. A SIGCHLD handler of a server's worker, an os.wait() "
        "in a library, a second child watcher, or signal(SIGCHLD, SIG_IGN) took it before asyncio came. "
        "255 stands for 'unknown': the child may have succeeded.",
    ),
    asked="How does asyncio wait for its children?",
    when=(
        When("asyncio's default watcher: a thread for each child", "<3.12", "child-watcher", "the watcher",
             ["ThreadedChildWatcher"]),
        When("a pidfd; choosing another one warns", ">=3.12,<3.14", "child-watcher", "the watcher",
             ["PidfdChildWatcher"]),
        When("no choice any more", ">=3.14", "child-watcher", "the watcher", ["no get_child_watcher()"]),
    ),
    fails="""
import asyncio, os, signal, sys

signal.signal(signal.SIGCHLD, signal.SIG_IGN)

run = asyncio.create_subprocess_exec

async def main():
    child = await run(sys.executable, "-c", "")
    print(await child.wait())

asyncio.run(main())
""",
    works="""
import asyncio, sys

run = asyncio.create_subprocess_exec

async def main():
    child = await run(sys.executable, "-c", "")
    print(await child.wait())


asyncio.run(main())
""",
    wrong=(
        Wrong("taking 255 for success, or for failure", "it is neither: nobody knows"),
        Wrong("another child watcher", "they differ in how they wait, not in who comes first"),
    ),
    fixes=(
        "Find who waits: SIGCHLD handlers of the server or framework, os.wait(), os.waitpid(-1), "
        "multiprocessing.",
        "Start children from a process that has no such handler, or let one place start and wait for all.",
        "Let the child report success in a way of its own: its last line, or a file.",
    ),
    scenarios=("child-watcher", "subprocess-thread", "subprocess-timeout"),
    related=("transport-unclosed", "signals-main-thread"),
)
