"""A result and a cancel() meet in wait_for(): before 3.12 it keeps the one and drops the other."""
# needs <3.12
# clock both
import asyncio


async def waiter(answer):
    await asyncio.wait_for(answer, 1)  # fault
    await asyncio.sleep(0.1)


async def main():
    answer = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(waiter(answer))
    await asyncio.sleep(0.01)
    answer.set_result("here")
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
