"""How each kind of record is told: one sentence, given the record that it made happen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..trace.records import error_of
from .beats import STRONG, WEAK, Beat, beat, end_beat, function_at
from .calls import by_the_program, caller, exit_call, last_part_of_locals, public
from .links import Link
from .loop_tellers import OF_LOOPS
from .vocabulary import last_part
from .words import error_words, listed, ms

_PLUMBING = ("BaseEventLoop.call_soon", "BaseEventLoop.create_task", "ensure_future", "_ensure_future")


def _task_ready(link: Link) -> Beat | None:
    """The first step of a task: somebody made it."""
    steps = link.story.steps.get(link.data["task"], ())
    if link.record.because is None or not steps or steps[0].because != link.record.n:
        return None
    task = link.story.tasks.get(link.data["task"])
    maker = link.story.actor(link.cause)
    if task is None or maker is None or maker == task.number or task.place is None:
        return None
    made = link.story.index[task.first]
    how = caller(made)
    place = link.story.place(made)
    if how in ("create_task", "BaseEventLoop.create_task", "ensure_future", ""):
        return beat(
            made, f"{link.story.who(maker)} makes the task {link.story.who(task.number)}", "", place, WEAK
        )
    group = [
        f"{last_part(str(other.data['coro']))}()"
        for other in link.story.of_kind("task.new")
        if other.because == made.because
        and caller(other) == how
        and other.data.get("where") == made.data.get("where")
    ]
    what = f"{function_at(place, link.story.who(maker))} calls {how}"
    if how == "TaskGroup.create_task":
        what, group = f"{link.story.who(maker)} starts {link.story.who(task.number)}", []
    detail = (
        f"it makes {'a task' if len(group) == 1 else 'tasks'} of {listed(group)}"
        if group
        else "in its TaskGroup"
    )
    return beat(made, what, detail, place)


def _task_cancel(link: Link) -> Beat | None:
    who = link.story.who(link.data["task"])
    via = link.data.get("via", ())
    asker = link.actor
    code, place = link.where()
    cause = link.cause
    detail = "" if link.data.get("accepted", True) else "too late: it has ended"
    if link.data.get("message"):
        detail = f'with the message "{link.data["message"]}"'
    if cause is not None and cause.kind == "task.cancel":
        return link.beat(f"the cancel goes on to {who}", f"which {link.story.who(cause.data['task'])} awaits")
    if "Timeout._on_timeout" in via or (
        not via and cause is not None and cause.kind in ("timer.fire", "handle.run")
    ):
        return None
    if "_cancel_all_tasks" in via:
        return link.beat(f"{exit_call(link.record)} cancels {who}", detail, place, STRONG)
    for sign, words in _ROUTES.items():
        if any(sign in name for name in via):
            return link.beat(f"{words} cancels {who}", detail, place, STRONG)
    by = link.story.who(asker) if asker is not None else "a callback"
    if asker == link.data["task"]:
        return link.beat(f"{by} cancels itself", detail, place, STRONG)
    return link.beat(f"{by} cancels {who}", detail or code, place, STRONG)


_ROUTES = {
    "TaskGroup": "TaskGroup",
    "_GatheringFuture": "gather",
    "_cancel_and_wait": "wait_for",
    "wait_for": "wait_for",
    "Runner._on_sigint": "Ctrl-C",
}


def _task_end(link: Link) -> Beat | None:
    return end_beat(link.story, link.record)


def _timer_fire(link: Link) -> Beat | None:
    timer = next((timer for timer in link.story.trace.timers if timer.number == link.data["handle"]), None)
    late = f", {ms(link.record.t - timer.due)} late" if timer and link.record.t > timer.due else ""
    callback = last_part_of_locals(str(link.data.get("callback", "")))
    if link.following.kind == "task.cancel":
        return link.beat(f"the timer fires{late}", f"it calls {_cancelled(link)}", None, STRONG)
    if timer is not None and timer.scope and last_part(callback) == "_on_timeout":
        return link.beat(f"the timer fires{late}", f"it cancels the task, for {timer.scope}", None, STRONG)
    if timer is not None and timer.scope:
        return link.beat(f"the timer fires{late}", f"it wakes {timer.scope.partition('(')[0]}", None, STRONG)
    own = link.cause is None or not by_the_program(link.cause)
    if own and late and "future" in link.following.data:
        whose = f"the sleep of {link.story.who(timer.task)}" if timer and timer.task else "a sleep"
        return link.beat(f"{whose} is over{late}", "", None)
    if own:
        return None
    return link.beat(f"the timer fires{late}", f"it calls {last_part(callback)}()", None)


def _cancelled(link: Link) -> str:
    """The call with which a callback cancels a task."""
    task = link.story.tasks.get(link.following.data["task"])
    return f"{task.name if task else 'the task'}.cancel()"


def _timer_new(link: Link) -> Beat | None:
    """A timer of the program's own; those of sleep() and of deadlines are told with the await."""
    callback = str(link.data.get("callback", ""))
    if not by_the_program(link.record):
        return None
    code, place = link.where()
    function = function_at(place, "the loop")
    what = f"{function} sets a timer for {ms(link.data['due'])}"
    return link.beat(what, code or f"it is to call {last_part(callback)}()", place)


def _handle_new(link: Link) -> Beat | None:
    code, place = link.where()
    if place is None:
        return None
    how = "call_soon_threadsafe" if link.data.get("threadsafe") else "call_soon"
    if not by_the_program(link.record):
        how = last_part(caller(link.record))
        if how.startswith(("_", "call_soon", "create_task")):
            return None
    return link.beat(f"{function_at(place, 'the loop')} calls {how}()", code, place)


def _handle_run(link: Link) -> Beat | None:
    callback = str(link.data.get("callback", ""))
    if callback.startswith("gather.<locals>") and link.following.kind == "future.done":
        error = link.following.data.get("error")
        cancelled = link.following.data.get("outcome") == "cancelled" or (
            error and error["type"] == "CancelledError"
        )
        if cancelled:
            return link.beat("gather passes the CancelledError on", "", None, STRONG)
        if error:
            return link.beat("gather passes the error on", "it cancels none of the others", None, STRONG)
        return link.beat("gather has all it waits for", "", None, WEAK)
    if link.cause is None or not by_the_program(link.cause):
        return None
    called = _cancelled(link) if link.following.kind == "task.cancel" else f"{last_part(callback)}()"
    return link.beat(f"the loop calls {called}", "", None)


def _future_done(link: Link) -> Beat | None:
    """A future completed by the program itself, or by an object it called."""
    cause = link.cause
    code, place = link.where()
    if place is None or (cause is not None and cause.kind == "task.cancel"):
        return None
    by = caller(link.record) if any(not n.startswith(_PLUMBING) for n in link.data.get("via", ())) else ""
    who = link.story.who(link.actor) if link.actor is not None else function_at(place, "a callback")
    if by and link.data.get("outcome") == "cancelled":
        return link.beat(f"{by} cancels what it awaited", "", place)
    if by:
        return link.beat(f"{who} calls {by}()", code, place)
    verbs = {"returned": "gives the future its result", "raised": "gives the future an error"}
    verb = verbs.get(str(link.data.get("outcome")), "cancels the future")
    return link.beat(f"{who} {verb}", code, place)


def _handler(link: Link) -> Beat | None:
    return link.beat("the loop's handler is told", str(link.data.get("message", "")), None, STRONG)


def _freed(link: Link) -> Beat | None:
    who = link.story.who(link.data["task"])
    return link.beat(f"{who} is garbage-collected", "while it still waits", None, STRONG)


def _warning(link: Link) -> Beat | None:
    _, place = link.where()
    return link.beat(f"{link.data.get('category')} is shown", str(link.data.get("message", "")), place)


def _coro_error(link: Link) -> Beat | None:
    """An error in a coroutine that runs outside any step."""
    coro, error = link.story.coros.get(link.data["coro"]), error_of(link.data.get("error"))
    if coro is None or error is None:
        return None
    verb = "raises" if link.record.kind == "coro.raise" else "gets"
    return link.beat(
        f"{public(coro.name)} {verb} {error_words(error)}", "", link.story.place(link.record), STRONG
    )


def _task_new(link: Link) -> Beat | None:
    """An eager task: its first step is made by its creation."""
    _, place = link.where()
    maker = link.story.who(link.actor) if link.actor is not None else "the program"
    return link.beat(
        f"{maker} makes the task {link.story.who(link.data['task'])}", "it starts at once", place
    )


def _taken(link: Link) -> Beat | None:
    code, place = link.where()
    task = link.data.get("task")
    who = link.story.who(task) if task is not None else function_at(place, "the program")
    what = "the lock" if link.record.kind == "lock.taken" else "a place of the semaphore"
    return link.beat(f"{who} takes {what}", code, place)


def _generator_left(link: Link) -> Beat | None:
    code, place = link.where()
    name = link.data["generator"]
    if link.data.get("how") == "shutdown":
        return link.beat(f"the loop closes {name}(), which is still open", "", place, STRONG)
    return link.beat(f"{function_at(place, 'the program')} lets go of {name}()", code, place, STRONG)


TELLERS: Mapping[str, Callable[[Link], Beat | None]] = {
    **OF_LOOPS,
    "task.new": _task_new,
    "task.ready": _task_ready,
    "task.cancel": _task_cancel,
    "task.end": _task_end,
    "task.freed": _freed,
    "timer.new": _timer_new,
    "timer.fire": _timer_fire,
    "handle.new": _handle_new,
    "handle.run": _handle_run,
    "future.done": _future_done,
    "lock.taken": _taken,
    "semaphore.taken": _taken,
    "generator.left": _generator_left,
    "handler": _handler,
    "warning": _warning,
    "coro.raise": _coro_error,
    "coro.catch": _coro_error,
    "coro.throw": _coro_error,
}
"""How a record of each kind is told, given the one that it made happen; kinds that are not here are not."""
