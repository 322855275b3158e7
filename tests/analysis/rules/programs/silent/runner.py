"""A Runner runs several things on one loop."""
# needs >=3.11
# clock both
import asyncio


async def step(seconds):
    await asyncio.sleep(seconds)


with asyncio.Runner() as runner:
    runner.run(step(0.01))
    runner.run(step(0.02))
