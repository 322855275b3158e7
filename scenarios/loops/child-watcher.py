"""A program can no longer choose how asyncio waits for its child processes.

On Unix a child watcher did: a thread for each child (3.8, bpo-35621), a file descriptor where the
system has them since 3.12 (gh-98023). Getting or setting one is deprecated since 3.12 (gh-94597)
and gone since 3.14 (gh-120804). Subprocesses work without it, in any thread.
"""
import asyncio
import warnings

FACTS = {
    "the watcher": ("printed", {
        "<3.12": ["ThreadedChildWatcher"], ">=3.12,<3.14": ["PidfdChildWatcher"],
        ">=3.14": ["no get_child_watcher()"]}),
    "warnings": ("len(warnings)", {"<3.12": 0, ">=3.12,<3.14": 1, ">=3.14": 0}),
    "the program": ("outcome", "returned"),
}
SEVERITY = {"3.14": "breaks"}

if __name__ == "__main__":
    warnings.simplefilter("always")
    if hasattr(asyncio, "get_child_watcher"):
        print(type(asyncio.get_child_watcher()).__name__)
    else:
        print("no get_child_watcher()")
