"""asyncio.run() asks a task to stop, once, and waits for as long as it likes."""
# clock both
import asyncio


async def worker():
    for _ in range(3):
        try:
            await asyncio.sleep(0.1)  # fault
        except asyncio.CancelledError:
            print("not yet")


async def main():
    asyncio.ensure_future(worker())
    await asyncio.sleep(0.05)


asyncio.run(main())
