"""An event says when."""
import asyncio


async def main():
    ready = asyncio.Event()
    waiting = asyncio.create_task(ready.wait())
    await asyncio.sleep(0.01)
    ready.set()
    await waiting


asyncio.run(main())
