"""A task that nobody waits for is left when main() returns."""
# clock both
import asyncio


async def heartbeat():
    while True:
        await asyncio.sleep(0.01)


async def main():
    asyncio.create_task(heartbeat())  # fault
    await asyncio.sleep(0.05)


asyncio.run(main())
