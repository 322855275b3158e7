"""A done-callback hears of the error when it happens; that the task is cancelled later does not matter."""
# clock both
import asyncio


async def poll():
    await asyncio.sleep(0.01)
    raise KeyError("token expired")


def tell(task):
    if not task.cancelled() and task.exception() is not None:
        print("poll failed:", task.exception())


async def main():
    poller = asyncio.create_task(poll())
    poller.add_done_callback(tell)
    await asyncio.sleep(0.1)
    poller.cancel()


asyncio.run(main())
