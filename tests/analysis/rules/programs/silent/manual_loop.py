"""A loop made, run and closed by hand."""
import asyncio


async def step(seconds):
    await asyncio.sleep(seconds)


loop = asyncio.new_event_loop()
try:
    loop.run_until_complete(step(0.01))
    loop.run_until_complete(step(0.02))
finally:
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
