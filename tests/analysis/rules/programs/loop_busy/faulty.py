"""A task asks again and again whether it may go on."""
# clock both
import asyncio


async def main():
    ready = False

    async def wait_until_ready():
        while not ready:
            await asyncio.sleep(0)  # fault

    waiting = asyncio.create_task(wait_until_ready())
    await asyncio.sleep(1.5)
    waiting.cancel()
    await asyncio.wait([waiting])


asyncio.run(main())
