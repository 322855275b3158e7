"""1,000 tasks in pairs hand a token to each other 200 times, half over a Queue, half over an Event."""

import asyncio

from cost import told


async def over_queue(inbox, outbox):
    for _ in range(200):
        outbox.put_nowait(await inbox.get())


async def over_event(mine, theirs):
    for _ in range(200):
        await mine.wait()
        mine.clear()
        theirs.set()


async def main():
    tasks = []
    for _ in range(250):
        here, there = asyncio.Queue(), asyncio.Queue()
        here.put_nowait("token")
        tasks += [over_queue(here, there), over_queue(there, here)]
        tick, tock = asyncio.Event(), asyncio.Event()
        tick.set()
        tasks += [over_event(tick, tock), over_event(tock, tick)]
    await asyncio.gather(*tasks)


told(main)
