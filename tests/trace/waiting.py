"""A task that waits, for tests of what cancels it."""

from asyncx.trace.model import CancelRequest, Task, TaskState
from tests.traces import Script

CANCELLING = TaskState.CANCELLING


class Waiting(Script):
    """A task "main" whose coroutine `coro` waits, from 0 ms on."""

    def __init__(self) -> None:
        super().__init__()
        self.main = self.task("main")
        self.step(self.main)
        self.coro_main = self.coro(self.main, "main")
        self.wait(self.main, "main")

    def resume(self, milliseconds: float) -> int:
        self.at(milliseconds).wake(self.main)
        return self.step(self.main)

    def built(self) -> Task:
        return self.trace().tasks[0]


def only(task: Task) -> CancelRequest:
    (request,) = task.cancels
    return request


def shown(task: Task) -> list[str]:
    """The states after the first wait began, with a mark while a cancellation is under way."""
    return [
        str(span.state) + "!" * (span.cancelling and span.state is not CANCELLING) for span in task.spans[2:]
    ]
