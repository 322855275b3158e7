# clock both
import asyncio


async def answers(future):
    for text in ("first", "second"):
        await asyncio.sleep(0.01)
        future.set_result(text)  # fault


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(answers(future))
    print(await future)
    await asyncio.wait([task])
    print(type(task.exception()).__name__)


asyncio.run(main())
