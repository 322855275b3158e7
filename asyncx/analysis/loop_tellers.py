"""How records of loops, threads and their jobs are told; see `tellers`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..trace.records import place_of
from .beats import STRONG, Beat, function_at
from .calls import call_in, caller, package
from .links import Link
from .vocabulary import last_part


def _thread_new(link: Link) -> Beat | None:
    code, place = link.where()
    if link.data.get("via"):
        return None
    function = function_at(place, "asyncio")
    return link.beat(f"{function} starts the thread {link.data.get('name', '')}".rstrip(), code, place)


def _job_new(link: Link) -> Beat | None:
    _, place = link.where()
    function = last_part(str(link.data.get("function", "a function")))
    who = function_at(place, "the loop")
    return link.beat(f"{who} gives {function}() to a thread", last_part(caller(link.record)), place)


def _job_end(link: Link) -> Beat | None:
    return link.beat("the job in the thread ends", str(link.data.get("outcome", "")), None)


def _thread_wait(link: Link) -> Beat | None:
    code, place = link.where()
    what = str(link.data.get("what", "a blocking call"))
    function = function_at(place, "the thread")
    holds = any(hold.first == link.record.n and hold.loop is not None for hold in link.story.trace.holds)
    return link.beat(f"{function} {'holds the loop' if holds else f'waits in {what}()'}", code, place, STRONG)


def _loop_held(link: Link) -> Beat | None:
    """A loop that was found held: by which line, and by what of a library where that was at work."""
    code, place = link.where()
    call = call_in(link.record)
    stack = [place_of(each) for each in link.data.get("stack", ())]
    inner = stack[0] if stack and stack[0] != place else None
    parts = [f"{call}()"] if call else []
    if inner is not None and not inner.file.startswith("<"):
        parts.append(f"in {inner.function}() of {package(inner.file)}")
    detail = ", ".join(parts) or code
    who = link.story.who(link.data["task"]) if "task" in link.data else function_at(place, "a callback")
    return link.beat(f"{who} holds the loop", detail, place, STRONG)


def _loop_run(link: Link) -> Beat | None:
    code, place = link.where()
    return link.beat(f"loop {link.data['loop']} runs", code, place)


def _loop_close(link: Link) -> Beat | None:
    code, place = link.where()
    return link.beat(f"loop {link.data['loop']} is closed", code, place)


def _job_cancel(link: Link) -> Beat | None:
    return link.beat("the job is given up", "its thread goes on", None, STRONG)


def _loop_foreign(link: Link) -> Beat | None:
    code, place = link.where()
    task = link.data.get("task")
    what = f"a step of {link.story.who(task)}" if task is not None else "a callback"
    return link.beat(
        f"{function_at(place, 'a thread')} queues {what}, and does not wake the loop", code, place, STRONG
    )


OF_LOOPS: Mapping[str, Callable[[Link], Beat | None]] = {
    "loop.run": _loop_run,
    "loop.close": _loop_close,
    "loop.foreign": _loop_foreign,
    "loop.held": _loop_held,
    "thread.new": _thread_new,
    "thread.wait": _thread_wait,
    "job.new": _job_new,
    "job.end": _job_end,
    "job.cancel": _job_cancel,
}
