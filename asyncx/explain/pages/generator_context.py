"""Context managers made of generators."""

from __future__ import annotations

from ..page import Page, Says, Wrong

PAGE = Page(
    title="A context manager made of a generator yielded never, or once too often",
    says=(
        Says("generator didn't stop after athrow()", "RuntimeError"),
        Says("generator didn't stop after throw()", "RuntimeError"),
        Says("generator didn't yield", "RuntimeError"),
        Says("generator didn't stop", "RuntimeError"),
    ),
    happened=(
        "@asynccontextmanager needs exactly one yield. An error of the block is thrown in at that yield; "
        "if the function catches it and comes to a yield again, as in a retry loop, it did not stop. That "
        "includes CancelledError and GeneratorExit. If it ends before the first yield, because the error "
        "came earlier and was caught, it did not yield.",
    ),
    fails="""
import asyncio, contextlib

@contextlib.asynccontextmanager
async def connected():
    while True:
        try:
            yield "connection"
        except OSError:
            print("try again")

async def main():
    async with connected():
        raise OSError("reset")

asyncio.run(main())
""",
    works="""
import asyncio, contextlib

@contextlib.asynccontextmanager
async def connected():
    try:
        yield "connection"
    finally:
        print("closed")

async def main():
    for attempt in range(2):
        try:
            async with connected():
                raise OSError("reset")
        except OSError:
            print("try again")

asyncio.run(main())
""",
    wrong=(
        Wrong("a bare except around the yield", "swallows the block's error, and cancellations with it"),
        Wrong("a second yield for the retry",
              "the block cannot be run again from inside its context manager"),
    ),
    fixes=(
        "try: yield, finally: release. One yield, on every way through.",
        "Errors that you catch at the yield are raised again, or the function ends.",
        "The retry loop goes outside, around the async with.",
    ),
    related=("cancel-swallowed", "cancel-scope", "generator-not-closed"),
)
