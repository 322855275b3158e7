"""It ends when it is told to."""
import asyncio


async def fetch():
    try:
        await asyncio.sleep(1)
    finally:
        print("not now")


async def main():
    try:
        print(await asyncio.wait_for(fetch(), 0.1))
    except asyncio.TimeoutError:
        print("too late")


asyncio.run(main())
