"""PyCharm's debugger, and Task."""

from __future__ import annotations

from ..page import Page, Says, Wrong

PAGE = Page(
    title="A debugger has replaced asyncio.Task by a version that is too old for this Python",
    says=(
        Says("_patch_task.<locals>.{task_new_init}() got an unexpected keyword argument '{eager_start}'",
             "TypeError"),
        Says("_patch_task{…} got an unexpected keyword argument", "TypeError"),
        Says("'Task' object is not callable", "TypeError", ("pydevd", "pycharm", "pydev", "asyncio")),
        Says("cannot import name '_wrap_awaitable'", "ImportError"),
        Says("has no attribute '_wrap_awaitable'", "AttributeError"),
    ),
    by="PyCharm",
    happened=(
        "To evaluate await in its console while the program stands still, PyCharm swaps asyncio.Task and "
        "the running of the loop for copies of its own, as nest_asyncio does. A new argument, or a thing "
        "that Python has renamed, is not in the copy. Without the debugger the program runs.",
    ),
    wrong=(
        Wrong("reporting it to Python or the library", "neither has this code; the traceback shows pydevd"),
        Wrong("not naming tasks", "is only the first argument that it stumbles over"),
    ),
    fixes=(
        "Switch it off: Help, Find Action, Registry: python.debug.asyncio.repl.",
        "Upgrade PyCharm; each release follows Python.",
        "Run without debugging to be sure that this is it.",
    ),
    related=("cannot-enter-task", "loop-already-running"),
)
