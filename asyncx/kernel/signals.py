"""Errors of the program's own signal handlers, which may be called while a hook runs."""

import signal
from functools import partial


def raised_by_handler(error):
    """Whether `error` came out of a signal handler of the program's: then it is the program's to see."""
    entry = error.__traceback__
    if entry is None or entry.tb_next is None:
        return False  # raised where it was caught; that happens often
    codes = _codes_of_handlers()
    while entry is not None:
        if entry.tb_frame.f_code in codes:
            return True
        entry = entry.tb_next
    return False


def _codes_of_handlers():
    codes = set()
    for number in signal.valid_signals() if hasattr(signal, "valid_signals") else ():
        handler = signal.getsignal(number)
        while type(handler) is partial:
            handler = handler.func
        for function in (handler, vars(type(handler)).get("__call__")):
            code = getattr(getattr(function, "__func__", function), "__code__", None)
            if code is not None:
                codes.add(code)
    return codes
