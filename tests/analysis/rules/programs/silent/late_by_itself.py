"""A loop that sleeps for long, and one that waits for a child process."""
# clock real
import asyncio
import sys


async def main():
    await asyncio.sleep(0.4)
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", "import time; time.sleep(0.4)")
    await child.wait()


asyncio.run(main())
