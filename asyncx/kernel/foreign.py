"""Work that is given to a loop by a thread which does not run it, and which therefore does not wake it."""

from _thread import get_ident

from .handles import stepped_task
from .places import callback_name, own

_WAKES = ("call_soon_threadsafe",)


def note(recorder, loop, callback, frame):
    """`callback` is given to `loop`, not by the thread's own; `frame` is the one of asyncio's that takes it.

    Nothing is written when the loop does not run, or is woken.
    """
    runs_in = own(loop, "_thread_id")
    if runs_in is None or runs_in == get_ident():
        return
    if frame.f_code.co_name in _WAKES or (frame.f_back is not None and frame.f_back.f_code.co_name in _WAKES):
        return
    where, via = recorder.places.caller(frame)
    task = stepped_task(callback)
    fields = {
        "loop": recorder.loops.of(loop),
        "task": recorder.tasks.get(task) if task is not None else None,
        "callback": callback_name(callback) if task is None else None,
        "where": where,
        "via": via or None,
    }
    recorder.emit("loop.foreign", fields)
