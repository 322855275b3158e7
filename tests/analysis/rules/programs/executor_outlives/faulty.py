# clock both
import asyncio
import time


def crunch():
    time.sleep(0.2)


async def main():
    loop = asyncio.get_running_loop()
    try:
        await asyncio.wait_for(loop.run_in_executor(None, crunch), 0.05)  # fault
    except asyncio.TimeoutError:
        print("timed out")
    await asyncio.sleep(0.3)


asyncio.run(main())
