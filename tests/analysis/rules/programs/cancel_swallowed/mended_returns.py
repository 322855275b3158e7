"""It lets the error go on when it has said so."""
import asyncio


async def job():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("stopping")
        raise


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
