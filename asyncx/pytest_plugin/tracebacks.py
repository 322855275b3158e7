"""The tracebacks of failed tests, as they are without us: an error of a fixture passes through our hooks."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

_HOOKS = str(Path(__file__).with_name("watcher.py"))


def unseen(error: BaseException) -> None:
    """Take our hooks out of the traceback of `error`, and of the exceptions behind it.

    pytest shows those frames that are none of its own, and all when there are no others.
    """
    seen: set[int] = set()
    left: list[BaseException | None] = [error]
    while left:
        each = left.pop()
        if each is not None and id(each) not in seen:
            seen.add(id(each))
            _relink(each)
            left += [each.__cause__, each.__context__]


def _relink(error: BaseException) -> None:
    entries: list[TracebackType] = []
    entry, ours = error.__traceback__, False
    while entry is not None:
        if entry.tb_frame.f_code.co_filename != _HOOKS:
            entries.append(entry)
        else:
            ours = True
            if entries and entries[-1].tb_frame.f_globals.get("__package__") == "pluggy":
                entries.pop()  # where it threw the error into our hook
        entry = entry.tb_next
    if ours:
        for one, following in zip(entries, [*entries[1:], None], strict=True):
            one.tb_next = following
        error.__traceback__ = entries[0] if entries else None
