"""asyncio.run() twice, each with its own things."""
import asyncio


async def main():
    lock = asyncio.Lock()
    async with lock:
        await asyncio.gather(asyncio.sleep(0.01), asyncio.sleep(0.02))


asyncio.run(main())
asyncio.run(main())
