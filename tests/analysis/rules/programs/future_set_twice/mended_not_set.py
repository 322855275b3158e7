# clock both
import asyncio


async def main():
    future = asyncio.get_running_loop().create_future()
    try:
        future.result()
    except asyncio.InvalidStateError:
        print("not yet")
    future.cancel()
    try:
        future.set_result(1)
    except asyncio.InvalidStateError:
        print("too late, and known to be")


asyncio.run(main())
