"""A future that nobody waits for is cancelled."""
import asyncio


async def main():
    answer = asyncio.get_running_loop().create_future()
    answer.cancel()
    del answer
    await asyncio.sleep(0.01)


asyncio.run(main())
