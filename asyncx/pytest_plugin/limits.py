"""pytest-timeout's way to end a test from another thread: it prints all stacks, and then ends the process."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .under import Result


class Limits:
    """Has what the test waited for printed after the stacks; `judge` gives the result of the test."""

    def __init__(self, judge: Callable[[], Result | None]) -> None:
        self._judge = judge
        self._module: Any = sys.modules.get("pytest_timeout")
        self._original: Any = getattr(self._module, "dump_stacks", None)

    def install(self) -> None:
        """Begin, if pytest-timeout is there."""
        if self._original is not None:
            self._module.dump_stacks = self._dump

    def uninstall(self) -> None:
        """Put its function back."""
        if self._original is not None and self._module.dump_stacks == self._dump:
            self._module.dump_stacks = self._original

    def _dump(self, terminal: Any, *args: Any) -> None:
        self._original(terminal, *args)
        if threading.current_thread() is threading.main_thread():
            return  # it raises an error there, and the test comes to its end
        from .sections import show

        result = self._judge()
        if result is not None:
            terminal.sep("=", "asyncx")
            show(terminal, result)
