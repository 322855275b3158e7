# clock both
import asyncio


async def ask(reader, lock):
    async with lock:
        return await reader.readline()


async def main():
    reader, lock = asyncio.StreamReader(), asyncio.Lock()
    asyncio.get_running_loop().call_later(0.01, reader.feed_eof)
    print(await asyncio.gather(ask(reader, lock), ask(reader, lock)))


asyncio.run(main())
