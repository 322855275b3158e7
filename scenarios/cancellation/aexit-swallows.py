"""An async context manager can swallow a cancel of the block.

__aexit__ gets the CancelledError like any other exception: it may await, and if it returns
something true, the error is gone and the task goes on behind the block. A manager that means to
ignore errors, "return True", so makes its tasks uncancellable. contextlib.suppress(Exception)
does not, for CancelledError is no Exception since 3.8 (bpo-32528).
"""
import asyncio

FACTS = {
    "the order": ("printed", ["closing after CancelledError", "closed", "behind the block"]),
    "job": ('task("job").outcome', "returned"),
    "cancels of job": ('task("job").cancels', 1),
    "swallowed": ('task("job").swallowed', True),
    "job ends at (ms)": ('task("job").end', 60),
}


class Connection:
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, traceback):
        print("closing after", kind.__name__)
        await asyncio.sleep(0.05)
        print("closed")
        return True


async def job():
    async with Connection():
        await asyncio.sleep(1)
    print("behind the block")


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
