# clock both
import asyncio


async def ask(future):
    return await future


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_soon(future.set_result, 1)
    await asyncio.gather(ask(future))


asyncio.run(main())
