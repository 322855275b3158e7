"""The loop itself calls set_result(): what is known is the line that asked for that."""
# clock both
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(0.01, future.set_result, 1)
    loop.call_later(0.02, future.set_result, 2)  # fault
    await future
    await asyncio.sleep(0.05)


asyncio.run(main())
