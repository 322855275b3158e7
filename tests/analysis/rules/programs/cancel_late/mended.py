"""The one that has a result is left alone."""
import asyncio


async def reader(answer):
    return await answer


async def main():
    answer = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(reader(answer))
    await asyncio.sleep(0.01)
    answer.set_result("an item")
    done, _ = await asyncio.wait([task], timeout=0.01)
    if not done:
        task.cancel()
    print(await task)


asyncio.run(main())
