import asyncio
import time


async def fetch(name, delay):
    try:
        await asyncio.sleep(delay)
        return name
    finally:
        await asyncio.sleep(0.05)


async def heartbeat():
    while True:
        await asyncio.sleep(0.05)


async def main():
    asyncio.ensure_future(heartbeat())  # noqa: RUF006 (that is the fault)
    try:
        await asyncio.wait_for(fetch("x", 1), 0.1)
    except asyncio.TimeoutError:
        print("timed out")
    print(*await asyncio.gather(fetch("a", 0.05), fetch("b", 0.1)))
    time.sleep(0.15)


asyncio.run(main())
