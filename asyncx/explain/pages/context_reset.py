"""Tokens of context variables across tasks."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A context variable was reset in another task than the one that set it",
    says=(
        Says("{<Token var=<ContextVar name='user'> at 0x…>} was created in a different Context",
             "ValueError"),
    ),
    happened=(
        "Each task works on its own copy of the context, and a token is valid only in the copy in which "
        "set() made it. The two sides of a with block ran in different tasks: an async generator that "
        "another task closes, a fixture, or a middleware that hands the response to a task of its own. "
        "Tracers say it as 'Failed to detach context'.",
    ),
    when=(
        When("reset() in another task", "", "contextvars-reset", "in another task", "ValueError"),
        When("reset() in a coroutine that is awaited", "", "contextvars-reset", "awaited, without a task",
             "returned"),
    ),
    fails="""
import asyncio, contextvars

user = contextvars.ContextVar("user")

async def leave(token):
    user.reset(token)

async def main():
    token = user.set("ann")
    await asyncio.create_task(leave(token))

asyncio.run(main())
""",
    works="""
import asyncio, contextvars

user = contextvars.ContextVar("user")

async def leave(token):
    user.reset(token)

async def main():
    token = user.set("ann")
    await leave(token)

asyncio.run(main())
""",
    wrong=(
        Wrong("except ValueError: pass", "quiet, and the variable keeps its value in the task that set it"),
        Wrong("a global variable", "is shared by all tasks: one request sees the user of another"),
    ),
    fixes=(
        "set() and reset() in one function of one task, around what it awaits.",
        "Do not reset at all where the task ends anyway: its copy goes with it.",
        "Close generators in the task that began them: async with contextlib.aclosing(source).",
    ),
    scenarios=(
        "contextvars-reset", "contextvars-copied", "create_task-context", "contextvars-exception-handler",
    ),
    related=("cancel-scope", "generator-not-closed"),
)
