"""The callback only starts the work."""
import asyncio
import time


def report():
    asyncio.get_running_loop().run_in_executor(None, time.sleep, 0.1)


async def main():
    asyncio.get_running_loop().call_later(0.01, report)
    await asyncio.sleep(0.15)


asyncio.run(main())
