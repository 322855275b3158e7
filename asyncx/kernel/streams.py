"""What became visible: lines printed, warnings shown, messages of asyncio's logger."""

import io
import sys
import warnings

from .handles import disguise


class _Recorded(io.TextIOWrapper):
    """A standard stream that tells `recorder` about each complete line, and otherwise is what it was."""

    def watch(self, recorder, name):
        """Start to report; `name` is "stdout" or "stderr"."""
        self._recorder, self._stream, self._line = recorder, name, ""
        self._where = None
        return self

    def write(self, text):
        """Write, and record each line when it is complete."""
        count = super().write(text)
        recorder = self._recorder
        if recorder.live:
            try:
                self._note(text)
            except Exception as error:
                recorder.fail(error)
        return count

    def _note(self, text):
        if not self._line:
            self._where = self._recorder.caller(2)[0]
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


disguise(_Recorded, io.TextIOWrapper)


def install(recorder):
    """Record the two standard streams, warnings and asyncio's log; returns a function to call at the end."""
    watched = []
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        buffer = getattr(stream, "buffer", None)
        if buffer is None:
            continue
        wrapped = _Recorded(
            buffer,
            encoding=stream.encoding,
            errors=stream.errors,
            line_buffering=stream.line_buffering,
            write_through=name == "stderr",
        )
        wrapped.mode = stream.mode
        watched.append(wrapped.watch(recorder, name))
        setattr(sys, name, wrapped)
    _install_warnings(recorder)
    _install_log(recorder)

    def finish():
        for stream in watched:
            stream.finish()

    return finish


def _install_warnings(recorder):
    show = warnings._showwarnmsg

    def show_hooked(message):
        if recorder.live:
            try:
                where = [recorder.places.file(message.filename), message.lineno, ""]
                text = recorder.places.text(str(message.message))
                fields = {"category": message.category.__name__, "message": text, "where": where}
                recorder.emit("warning", fields)
            except Exception as error:
                recorder.fail(error)
        return show(message)

    recorder.replace(warnings, "_showwarnmsg", show_hooked)


def _install_log(recorder):
    import logging

    def note(record):
        # A filter, not a handler: with a handler, logging's last resort would no longer print.
        if recorder.live:
            try:
                error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
                fields = {
                    "level": record.levelname,
                    "message": recorder.places.text(record.getMessage()),
                    "error": recorder.places.error(error) if error is not None else None,
                }
                recorder.emit("log", fields)
            except Exception as error:
                recorder.fail(error)
        return True

    logger = logging.getLogger("asyncio")
    logger.addFilter(note)
    recorder.undo(lambda: logger.removeFilter(note))
