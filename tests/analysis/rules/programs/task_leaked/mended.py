"""It is held, cancelled and awaited before main() returns."""
# clock both
import asyncio


async def heartbeat():
    while True:
        await asyncio.sleep(0.01)


async def main():
    beats = asyncio.create_task(heartbeat())
    await asyncio.sleep(0.05)
    beats.cancel()
    try:
        await beats
    except asyncio.CancelledError:
        pass


asyncio.run(main())
