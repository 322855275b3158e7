# clock both
import asyncio


def reply(future):
    future.set_result("too late")  # fault


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    try:
        await asyncio.wait_for(future, 0.01)
    except asyncio.TimeoutError:
        print("timed out")
    loop.call_later(0.01, reply, future)
    await asyncio.sleep(0.05)


asyncio.run(main())
