"""Semaphores that count: items, room for them, and how many jobs are begun in a while."""
# clock both
import asyncio


async def produce(items, room, buffer):
    for number in range(4):
        await room.acquire()
        buffer.append(number)
        items.release()


async def consume(items, room, buffer):
    for _ in range(4):
        await items.acquire()
        await asyncio.sleep(0.03)
        print(buffer.pop(0))
        room.release()


async def begin(few, jobs):
    """Whoever waits here gives up when the only place is in the hand of a job of another task."""
    await asyncio.wait_for(few.acquire(), 0.01)
    job = asyncio.ensure_future(asyncio.sleep(0.05))
    job.add_done_callback(lambda _: few.release())
    jobs.append(job)


async def limited(rate):
    """Its places come back by themselves, when their time is over."""
    await rate.acquire()
    asyncio.get_running_loop().call_later(0.05, rate.release)


async def main():
    items, room, buffer = asyncio.Semaphore(0), asyncio.Semaphore(1), []
    consumer = asyncio.create_task(consume(items, room, buffer))
    producer = asyncio.create_task(produce(items, room, buffer))
    try:
        await asyncio.wait_for(asyncio.shield(producer), 0.01)
    except asyncio.TimeoutError:
        print("it waits for room")
    await asyncio.gather(producer, consumer)

    few, jobs = asyncio.Semaphore(1), []
    for _ in range(2):
        try:
            await asyncio.create_task(begin(few, jobs))
        except asyncio.TimeoutError:
            print("later, then")
    await asyncio.gather(*jobs)

    rate = asyncio.Semaphore(1)
    await asyncio.create_task(limited(rate))
    try:
        await asyncio.wait_for(limited(rate), 0.01)
    except asyncio.TimeoutError:
        print("not now")


asyncio.run(main())
