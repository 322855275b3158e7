"""A task made under a timeout that fires is held, and runs on for good reason."""
# clock both
import asyncio

background = set()


async def log():
    await asyncio.sleep(0.1)


async def fetch():
    task = asyncio.create_task(log())
    background.add(task)
    task.add_done_callback(background.discard)
    await asyncio.sleep(1)


async def main():
    try:
        await asyncio.wait_for(fetch(), 0.05)
    except asyncio.TimeoutError:
        print("too slow")
    await asyncio.sleep(0.1)


asyncio.run(main())
