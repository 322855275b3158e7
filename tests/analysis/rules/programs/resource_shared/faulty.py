# clock both
import asyncio


async def ask(reader):
    return await reader.readline()  # fault


async def main():
    reader = asyncio.StreamReader()
    asyncio.get_running_loop().call_later(0.01, reader.feed_eof)
    print(await asyncio.gather(ask(reader), ask(reader), return_exceptions=True))


asyncio.run(main())
