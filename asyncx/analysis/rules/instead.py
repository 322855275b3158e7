"""What to do instead of a call that holds the loop, on the Python that the program runs on."""

from __future__ import annotations

from ..story import Story
from .common import since

_SUBPROCESS = "use await asyncio.create_subprocess_exec()"
_INSTEAD = {
    "Future.result": "await asyncio.wrap_future() of it",
    "os.system": _SUBPROCESS,
    "subprocess.call": _SUBPROCESS,
    "subprocess.check_call": _SUBPROCESS,
    "subprocess.check_output": _SUBPROCESS,
    "subprocess.run": _SUBPROCESS,
}


def instead(story: Story, what: str, slept: str = "") -> str:
    """One short line; `what` is the call by its dotted name or "", `slept` how long it sleeps, if it does."""
    if what == "time.sleep":
        return f"use await asyncio.sleep({slept or '...'})"
    if what == "Thread.join":
        return _in_thread(story, "thread.join")
    if what in _INSTEAD:
        return _INSTEAD[what]
    if what:
        return f"{_in_thread(story, f'{what}, ...')}, or an async way of it"
    return f"use the async way, or a thread: {_in_thread(story, '')}"


def _in_thread(story: Story, call: str) -> str:
    if since(story, 3, 9):
        return f"await asyncio.to_thread({call})"
    return f"await loop.run_in_executor(None, {call})" if call else "await loop.run_in_executor()"
