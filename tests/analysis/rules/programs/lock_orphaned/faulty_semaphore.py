# clock both
import asyncio


async def use(few, number):
    await few.acquire()  # fault
    await asyncio.sleep(0.01)
    if number == 0:
        return
    few.release()


async def main():
    few = asyncio.Semaphore(1)
    try:
        await asyncio.wait_for(asyncio.gather(*(use(few, number) for number in range(3))), 0.1)
    except asyncio.TimeoutError:
        print("nobody releases it")


asyncio.run(main())
