"""A get() that is not done in time is kept, and awaited in the next round."""
# clock both
import asyncio


async def main():
    queue = asyncio.Queue()
    asyncio.get_running_loop().call_later(0.03, queue.put_nowait, "letter")
    getter = asyncio.create_task(queue.get())
    while not getter.done():
        await asyncio.wait([getter], timeout=0.01)
    print(getter.result())
    getter = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    queue.put_nowait("another")
    await asyncio.sleep(0.01)
    print(await getter)


asyncio.run(main())
