# clock both
import asyncio


async def ask(future):
    return await future  # fault


async def main(future):
    await asyncio.gather(ask(future), return_exceptions=True)


other = asyncio.new_event_loop()
asyncio.run(main(other.create_future()))
other.close()
