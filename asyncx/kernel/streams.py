"""What became visible: lines printed, warnings shown, messages of asyncio's logger."""

import io
import sys
import warnings
from types import CoroutineType

from .places import KERNEL, message, own

_DEFAULTS = ("stdout", "stderr")


class _Lines:
    """Tells `recorder` about each complete line that is written to the stream called `name`."""

    def __init__(self, recorder, name):
        self._recorder, self._stream, self._line = recorder, name, ""
        self._where = None

    def note(self, text):
        """`text` was written."""
        if not self._line:
            self._where = self._recorder.caller(3)[0]
        lines = (self._line + text).split("\n")
        self._line = lines.pop()
        for line in lines:
            self._emit(line)

    def _emit(self, line):
        recorder = self._recorder
        fields = {"stream": self._stream, "text": recorder.places.text(line), "where": self._where}
        recorder.emit("out", fields)

    def finish(self):
        """Record a last line that has no end."""
        if self._line and self._recorder.live:
            self._emit(self._line)
            self._line = ""


def install(recorder):
    """Record the two standard streams, warnings and asyncio's log; sets `recorder.finish`."""
    watched = []
    for name in _DEFAULTS:
        stream = getattr(sys, name)
        if type(stream) is io.TextIOWrapper:
            lines = _Lines(recorder, name)
            watched.append((stream, lines))
            _watch(recorder, stream, lines)
    install_reports(recorder)

    def finish():
        for stream, lines in watched:
            lines.finish()
            if not stream.closed:
                stream.flush()

    recorder.finish = finish


def install_reports(recorder):
    """Record warnings and asyncio's log, and leave the streams alone."""
    _install_warnings(recorder)
    _install_log(recorder)


def _watch(recorder, stream, lines):
    # The stream stays the object that it was: sys.__stdout__ and C code have it too.
    original = stream.write

    def write(text):
        count = original(text)
        if recorder.live:
            recorder.guard(lines.note, text)
        return count

    recorder.replace(stream, "write", write)


def _install_warnings(recorder):
    show = warnings._showwarnmsg

    def note(shown):
        said = shown.message
        fields = {
            "category": shown.category.__name__,
            "message": recorder.places.text(message(said) if isinstance(said, Warning) else str(said)),
            "where": None if recorder.places.is_standard(shown.filename) else _line(shown),
        }
        if type(shown.source) is CoroutineType:
            fields.update(_of_coroutine(shown.source))
        recorder.emit("warning", fields)

    def _line(shown):
        return [recorder.places.file(shown.filename), shown.lineno, ""]

    def show_hooked(msg):
        if recorder.live:
            recorder.guard(note, msg)
        return show(msg)

    def _of_coroutine(coro):
        """Where its function stands, and where it was made, if Python was told to remember that."""
        places, code = recorder.places, own(coro, "cr_code")
        found = {"at": places.at(code, code.co_firstlineno)}
        for file, line, function in own(coro, "cr_origin") or ():
            if not file.startswith((places.asyncio, KERNEL)):
                found["made"] = [places.file(file), line, function]
                break
        return found

    recorder.replace(warnings, "_showwarnmsg", show_hooked)


def _install_log(recorder):
    import logging

    def note(record):
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        fields = {
            "level": record.levelname,
            "message": recorder.places.text(_formatted(record)),
            "error": recorder.places.error(error) if error is not None else None,
        }
        recorder.emit("log", fields)

    def filtered(record):
        # A filter, not a handler: with a handler, logging's last resort would no longer print.
        if recorder.live:
            recorder.guard(note, record)
        return True

    logger = logging.getLogger("asyncio")
    logger.addFilter(filtered)
    recorder.undo(lambda: logger.removeFilter(filtered))


def _formatted(record):
    try:
        return record.getMessage()
    except Exception:  # of a repr in the program; whoever prints the record will meet it again
        return str(record.msg)
