# clock both
import asyncio


async def refresh():
    print("refreshed")


def tick():
    refresh()  # fault


async def main():
    asyncio.get_running_loop().call_later(0.01, tick)
    await asyncio.sleep(0.02)


asyncio.run(main())
