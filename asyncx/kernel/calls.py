"""Which call of the program's it is that blocks: Future.result, not the lock deep inside it."""

import os
import threading

_HOME = __name__.rpartition(".")[0]
_LIBRARY = {
    "threading": "threading",
    "queue": "queue",
    "concurrent.futures._base": "futures",
    "concurrent.futures.thread": "futures",
    "subprocess": "subprocess",
}
_STANDARD = os.path.dirname(os.path.abspath(os.__file__)) + os.sep
_PACKAGES = os.sep + "site-packages" + os.sep
_TIMER = threading.Timer.run.__code__
_STARTUP = frozenset(["start", "_python_exit", "_shutdown"])

IDLE = "idle worker"


def blocking_call(frame, what):
    """(name of the outermost public call around `frame`, whether the program itself made it).

    `what` is the name of the innermost one.  Not the program's own are: the waits of asyncio and of
    other libraries' helper threads, of an executor's idle worker, of Thread.start() for the thread to
    begin, and of the interpreter for threads at its exit.
    """
    inner, inside = None, True
    while frame is not None:
        module, name = frame.f_globals.get("__name__") or "", frame.f_code.co_name
        if module in _LIBRARY and inside:
            if name in _STARTUP:
                return _named(frame, name) or what, False
            if name == "_worker":
                return (what, True) if inner == "run" else (IDLE, False)
            if name == "run" and module == "threading":
                return ("Timer.run" if frame.f_code is _TIMER else what), True
            what = _named(frame, name) or what
            inner = name
        elif module.startswith("asyncio."):
            return what, False
        elif not module.startswith(_HOME):
            file = frame.f_code.co_filename
            if not file.startswith(_STANDARD) or _PACKAGES in file:
                return what, True
            inside = False
        frame = frame.f_back
    return what, False


def _named(frame, name):
    """What a public function of the library is called, "Class.method" or "module.function"; else None."""
    if name.startswith("_") or name == "run":
        return None
    owner = frame.f_locals.get("self")
    for kind in type(owner).__mro__:
        if kind.__module__ in _LIBRARY and name in vars(kind):
            return "%s.%s" % (kind.__name__.lstrip("_"), name)
    function = frame.f_globals.get(name)
    if getattr(function, "__code__", None) is frame.f_code:
        return "%s.%s" % (_LIBRARY[frame.f_globals["__name__"]], name)
    return None
