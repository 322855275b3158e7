"""What a test sees of itself: the value of the fixture `asyncx_trace`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ..analysis.finding import Finding
from ..analysis.vocabulary import CoroView, TaskView, Unreadable, Vocabulary
from ..trace.model import Trace

View = TypeVar("View", CoroView, TaskView)


class Seen:
    """The trace of the test up to the moment of asking, in the words in which facts are read.

    Times are in milliseconds since the test's setup began.  Besides the methods there are the names of
    `asyncx.analysis.vocabulary`: `tasks`, `loops`, `handled`, `warnings`, `logged`, `held`, `turns`,
    `threads`, `timers_left`, `end`.  What was printed is not recorded: pytest's capsys has it.
    """

    def __init__(self, look: Callable[[], Trace], judge: Callable[[Trace], tuple[Finding, ...]]) -> None:
        self._look = look
        self._judge = judge

    @property
    def trace(self) -> Trace:
        """Everything, as a frozen value."""
        return self._look()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong so far; a task that is still at work is not taken for a leak."""
        return self._judge(self._look())

    def task(self, name: str, which: int = 1) -> TaskView:
        """The `which`-th task (from 1) called `name`, by its own name or its coroutine's.

        Unreadable, an error that says which tasks there were, when there is none.
        """
        __tracebackhide__ = True
        return _read(lambda: Vocabulary(self._look()).task(name, which))

    def coro(self, name: str, which: int = 1) -> CoroView:
        """The `which`-th coroutine (from 1) whose function is called `name`; else Unreadable."""
        __tracebackhide__ = True
        return _read(lambda: Vocabulary(self._look()).coro(name, which))

    def __getattr__(self, name: str) -> object:
        __tracebackhide__ = True
        if name.startswith("_"):
            raise AttributeError(name)
        names = Vocabulary(self._look()).names
        if name in _PRINTED:
            raise Unreadable(
                f"there is no asyncx_trace.{name}: what a test prints is not recorded; use capsys"
            )
        if name not in names:
            known = sorted({*names, *_OWN} - _PRINTED)
            raise AttributeError(f"asyncx_trace has no {name}; it has {', '.join(known)}")
        return names[name]


_PRINTED = frozenset({"printed", "printed_errors"})
_OWN = frozenset({"task", "coro", "trace", "findings"})


def _read(read: Callable[[], View]) -> View:
    """What `read` gives; the test that it fails in is shown with its own line only."""
    __tracebackhide__ = True
    try:
        return read()
    except Unreadable as error:
        raise error.with_traceback(None) from None
