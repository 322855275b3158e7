"""A timeout cancels the inner coroutine, then waits for its cleanup.

The deadline is only the moment at which wait_for() asks fetch() to stop. fetch() may still
await in its cleanup, and wait_for() stays until that has ended: TimeoutError comes 50 ms late.
Before 3.12 fetch() ran in a task of its own; since 3.12 (gh-96764) it runs in the caller's task.
The error is the builtin TimeoutError since 3.11 (bpo-42413), and since 3.9 (bpo-40607) it names
the CancelledError as its cause.
"""
import asyncio

ARTICLE = ("right", "attempts to cancel the future and waits for it to terminate cleanly")
FACTS = {
    "fetch ends": ('coro("fetch").outcome', "cancelled"),
    "fetch ends at": ('coro("fetch").end', 150),
    "wait_for raises": ('coro("wait_for").error',
                        {"<3.11": "asyncio.TimeoutError", ">=3.11": "TimeoutError"}),
    "main goes on at": ('task("main").end', 150),
    "printed": ("printed", {"<3.9": ["cause: None"], ">=3.9": ["cause: CancelledError()"]}),
    "tasks": ("len(tasks)", {"<3.12": 2, ">=3.12": 1}),
}


async def fetch():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        await asyncio.sleep(0.05)   # cleanup: say goodbye to the server
        raise


async def main():
    try:
        await asyncio.wait_for(fetch(), 0.1)
    except asyncio.TimeoutError as error:
        print("cause:", repr(error.__cause__))


if __name__ == "__main__":
    asyncio.run(main())
