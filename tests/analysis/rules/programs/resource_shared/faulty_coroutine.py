# clock both
import asyncio


async def fetch():
    await asyncio.sleep(0.01)
    return "page"


async def show(page):
    print(await page)  # fault


async def main():
    page = fetch()
    await show(page)
    await asyncio.gather(show(page), return_exceptions=True)


asyncio.run(main())
