import asyncio
import sys


async def work(n):
    await asyncio.sleep(0.001)
    return n


async def main():
    print(sum(await asyncio.gather(*(work(n) for n in range(5)))))


asyncio.run(main())
sys.exit(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
