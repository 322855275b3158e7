"""Errors of the program's own signal handlers, which may be called while a hook runs."""

import signal


def raised_by_handler(error):
    """Whether `error` came out of a signal handler of the program's: then it is the program's to see."""
    codes = set()
    for number in signal.valid_signals() if hasattr(signal, "valid_signals") else ():
        handler = signal.getsignal(number)
        code = getattr(getattr(handler, "__func__", handler), "__code__", None)
        if code is not None:
            codes.add(code)
    entry = error.__traceback__
    while entry is not None:
        if entry.tb_frame.f_code in codes:
            return True
        entry = entry.tb_next
    return False
