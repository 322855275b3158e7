# clock both
import asyncio


async def rows(kept):
    kept.append("open")
    try:
        for number in range(3):
            yield number
    finally:
        kept.clear()


kept = []
source = rows(kept)


async def main():
    async for row in source:
        print(row)
    print("main ends")


asyncio.run(main())
