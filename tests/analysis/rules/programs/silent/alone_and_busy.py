"""A program of one task may compute as long as it likes: nobody has to wait."""
import asyncio
import time


async def main():
    time.sleep(0.3)  # stands for 300 ms of computing
    await asyncio.sleep(0.01)
    time.sleep(0.3)


asyncio.run(main())
