# clock both
import asyncio


async def answers(future):
    for text in ("first", "second"):
        await asyncio.sleep(0.01)
        if not future.done():
            future.set_result(text)


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(answers(future))
    print(await future)
    await task


asyncio.run(main())
