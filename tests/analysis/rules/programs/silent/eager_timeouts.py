"""Timeouts that are entered in the first step of an eager task: that task is in them, not its maker."""
# needs >=3.12
# clock real
import asyncio


class Mine(asyncio.Task):
    pass


def by_hand(loop, coro, **named):
    return asyncio.Task(coro, loop=loop, eager_start=True, **named)


async def limited():
    try:
        async with asyncio.timeout(0.002):
            async with asyncio.timeout(10):
                await asyncio.Event().wait()
    except TimeoutError:
        print("timed out")


async def main():
    loop = asyncio.get_running_loop()
    for factory in (asyncio.eager_task_factory, asyncio.create_eager_task_factory(Mine), by_hand):
        loop.set_task_factory(factory)
        await asyncio.gather(limited(), asyncio.sleep(0.005))


asyncio.run(main())
