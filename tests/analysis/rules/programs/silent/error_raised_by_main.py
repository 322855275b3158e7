"""main() fails while a background task runs: that the task is left over is not the fault."""
import asyncio
import sys


async def background():
    await asyncio.sleep(1)


async def main():
    asyncio.ensure_future(background())
    await asyncio.sleep(0.01)
    raise OSError("disk full")


try:
    asyncio.run(main())
except OSError as error:
    sys.exit(str(error))
