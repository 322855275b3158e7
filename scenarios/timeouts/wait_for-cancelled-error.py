"""An error in the cleanup of a cancelled wait_for reaches its caller.

caller() is cancelled, and fetch() answers the cancel with an error of its own. Since 3.12
(gh-96764) both are one task, so the caller gets that error in place of its CancelledError. Up to
3.11 fetch() was a task of its own: the caller was cancelled, and the error was only reported when
that task was freed.
"""
import asyncio

FACTS = {
    "caller": ('task("caller").outcome', {"<3.12": "cancelled", ">=3.12": "raised"}),
    "its error": ('coro("wait_for").error', {"<3.12": "CancelledError", ">=3.12": "OSError"}),
    "fetch raises": ('coro("fetch").error', "OSError"),
    "reported": ("handled", {"<3.12": ["Task exception was never retrieved"], ">=3.12": []}),
    "cancels of caller": ('task("caller").cancels', 1),
}


async def fetch():
    try:
        await asyncio.sleep(1)
    finally:
        raise OSError("close failed")


async def caller():
    await asyncio.wait_for(fetch(), 1)


async def main():
    task = asyncio.create_task(caller())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    if not task.cancelled():
        task.exception()


if __name__ == "__main__":
    asyncio.run(main())
