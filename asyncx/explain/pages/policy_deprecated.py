"""Event loop policies on their way out."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="Event loop policies are going away; loops, and a factory for them, remain",
    says=(
        Says("'asyncio.{get_}event_loop_policy' is deprecated and slated for removal", "DeprecationWarning"),
        Says("'asyncio.{Default}EventLoopPolicy' is deprecated and slated for removal", "DeprecationWarning"),
    ),
    happened=(
        "A policy decided which loop a thread gets when nobody names one. Nothing is meant to get a loop "
        "in that way any more, so asking for a policy, setting one and naming its classes warn.",
    ),
    when=(
        When("policies work in silence", "<3.14", "get_event_loop_policy-deprecated", "warnings", 0),
        When("each use warns", ">=3.14", "get_event_loop_policy-deprecated", "warnings", 1),
    ),
    works="""
import asyncio

async def main():
    print(type(asyncio.get_running_loop()))

factory = asyncio.SelectorEventLoop
asyncio.run(main(), loop_factory=factory)
""",
    runs_on=">=3.12",
    wrong=(
        Wrong("filtering the warning", "the names will be gone one day, and the import fails"),
        Wrong("set_event_loop_policy() for uvloop",
              "the same; a loop factory does it without the process's state"),
    ),
    fixes=(
        "asyncio.run(main(), loop_factory=...) {>=3.12: run-loop_factory}, or "
        "asyncio.Runner(loop_factory=...).",
        "uvloop: uvloop.run(main()), or loop_factory=uvloop.new_event_loop.",
        "Windows and its selector loop: loop_factory=asyncio.SelectorEventLoop.",
    ),
    scenarios=("get_event_loop_policy-deprecated", "run-loop_factory", "child-watcher"),
    related=("no-current-loop",),
)
