"""In a thread, the deadline is kept; the result of the thread is waited for afterwards."""
import asyncio
import time


async def main():
    work = asyncio.get_running_loop().run_in_executor(None, time.sleep, 0.3)
    try:
        await asyncio.wait_for(asyncio.shield(work), 0.1)
    except asyncio.TimeoutError:
        print("still at it")
    await work


asyncio.run(main())
