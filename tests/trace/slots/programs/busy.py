"""Tasks that yield, sleep, wait for each other, fail, are cancelled, and work in a thread."""

import asyncio
import sys

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 3


async def yields():
    for _ in range(ROUNDS):
        await asyncio.sleep(0)


async def ping(queue, event):
    for _ in range(ROUNDS):
        await queue.get()
        event.set()


async def pong(queue, event):
    for _ in range(ROUNDS):
        event.clear()
        queue.put_nowait(1)
        await event.wait()


async def fails():
    await asyncio.sleep(0)
    raise ValueError("no")


async def main():
    queue, event = asyncio.Queue(), asyncio.Event()
    tasks = [
        asyncio.ensure_future(coro) for coro in (yields(), ping(queue, event), pong(queue, event), fails())
    ]
    never = asyncio.ensure_future(asyncio.sleep(1000))
    await asyncio.gather(*tasks, return_exceptions=True)
    never.cancel()
    await asyncio.wait([never])
    await asyncio.get_event_loop().run_in_executor(None, sum, [1, 2])


asyncio.run(main())
