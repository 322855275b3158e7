# clock both
import asyncio


async def fetch():
    await asyncio.sleep(0.01)
    return "page"


async def show(page):
    print(await page)


async def main():
    page = asyncio.create_task(fetch())
    await show(page)
    await asyncio.gather(show(page))


asyncio.run(main())
