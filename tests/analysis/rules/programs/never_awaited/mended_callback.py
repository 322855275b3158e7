# clock both
import asyncio

tasks = set()


async def refresh():
    print("refreshed")


def tick():
    tasks.add(asyncio.get_running_loop().create_task(refresh()))


async def main():
    asyncio.get_running_loop().call_later(0.01, tick)
    await asyncio.sleep(0.02)
    await asyncio.gather(*tasks)


asyncio.run(main())
