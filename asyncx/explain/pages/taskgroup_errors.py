"""Errors wrapped in a group."""

from __future__ import annotations

from ..page import SIGN, Page, Says, When, Wrong

PAGE = Page(
    title="Tasks of a group failed; their errors are inside the ExceptionGroup",
    says=(
        Says("unhandled errors in a TaskGroup ({1} sub-exception", "ExceptionGroup"),
        Says("unhandled errors in a TaskGroup", "ExceptionGroup"),
    ),
    weight=SIGN,
    picture="taskgroup-first-error",
    happened=(
        "The first task that fails makes the group cancel all others and, when they have ended, raise "
        "what went wrong in a group, even if it is one error. str() of a group has none of the errors, so "
        "a log line shows only this; except ValueError does not match it.",
    ),
    when=(
        When("it is raised when the last task has ended", ">=3.11", "taskgroup-first-error",
             "it raises at (ms)", 40),
        When("and has one line for them all", ">=3.11", "taskgroup-first-error", "with",
             "unhandled errors in a TaskGroup (2 sub-exceptions)"),
        When("a group within a group", ">=3.11", "taskgroup-nested", "the layers",
             ["ExceptionGroup > ExceptionGroup > ValueError"]),
    ),
    fails="""
import asyncio

async def fetch():
    raise OSError("no route")

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fetch())
    except OSError as error:
        print("failed:", error)

asyncio.run(main())
""",
    works="""
import asyncio

async def fetch():
    raise OSError("no route")

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fetch())
    except* OSError as group:
        print("failed:", *group.exceptions)

asyncio.run(main())
""",
    runs_on=">=3.11",
    wrong=(
        Wrong("except Exception: pass", "also hides what you did not expect"),
        Wrong("raising group.exceptions[0]", "drops the other errors, and who they came from"),
        Wrong("gather() in its place", "its siblings run on, and its second error is lost without a line"),
    ),
    fixes=(
        "except* OSError as group: for each kind of error that you can handle.",
        "Log the traceback: logger.exception(), or traceback.format_exception(error), which shows them "
        "all.",
        "A function that hides its group unwraps it at its own border, and raises one error that it "
        "documents.",
    ),
    scenarios=(
        "taskgroup-first-error", "taskgroup-nested", "except-star", "taskgroup-exit",
        "taskgroup-body-awaits",
    ),
    related=("taskgroup-closed", "error-never-retrieved"),
)
