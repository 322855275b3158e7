"""The result is there when the cancel comes, and goes nowhere."""
# clock both
import asyncio


async def reader(answer):
    return await answer  # fault


async def main():
    answer = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(reader(answer))
    await asyncio.sleep(0.01)
    answer.set_result("an item")
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
