"""A name imported from asyncio may be missing on another Python.

Added: to_thread (3.9, bpo-32309), Runner, TaskGroup, timeout and Barrier (3.11, bpo-47062,
bpo-46752, bpo-46771, bpo-43352), eager_task_factory (3.12, gh-97696), EventLoop and
QueueShutDown (3.13, gh-94597, gh-96471), capture_call_graph (3.14, gh-91048).
Gone: the decorator coroutine (3.11, bpo-43216) and the child watchers (3.14, gh-120804).
"""
import asyncio
import warnings

FACTS = {
    "of the old ones, left": ("printed[0]", {
        "<3.11": "coroutine SafeChildWatcher", ">=3.11,<3.14": "SafeChildWatcher", ">=3.14": ""}),
    "of the new ones, there": ("printed[1]", {
        "<3.9": "", ">=3.9,<3.11": "to_thread",
        ">=3.11,<3.12": "to_thread Runner TaskGroup timeout Barrier",
        ">=3.12,<3.13": "to_thread Runner TaskGroup timeout Barrier eager_task_factory",
        ">=3.13,<3.14": "to_thread Runner TaskGroup timeout Barrier eager_task_factory EventLoop "
                        "QueueShutDown",
        ">=3.14": "to_thread Runner TaskGroup timeout Barrier eager_task_factory EventLoop "
                  "QueueShutDown capture_call_graph"}),
}
SEVERITY = {"3.9": "new", "3.11": "breaks", "3.12": "new", "3.13": "new", "3.14": "breaks"}
OLD = "coroutine SafeChildWatcher"
NEW = ("to_thread Runner TaskGroup timeout Barrier eager_task_factory EventLoop QueueShutDown "
       "capture_call_graph")

if __name__ == "__main__":
    warnings.simplefilter("ignore")     # 3.12 and 3.13 warn of a watcher that is asked for
    for names in (OLD, NEW):
        print(*[name for name in names.split() if hasattr(asyncio, name)])
