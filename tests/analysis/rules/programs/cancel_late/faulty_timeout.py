"""Result and deadline fall into the same turn; the deadline wins, though the result came first."""
# needs >=3.12
import asyncio
import time


async def reader(answer):
    return await asyncio.wait_for(answer, 0.3)  # fault


async def main():
    answer = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(reader(answer))
    asyncio.get_running_loop().call_later(0.2, answer.set_result, "an item")
    await asyncio.sleep(0.01)
    time.sleep(0.4)
    await asyncio.wait([task])
    print(task)


asyncio.run(main())
