"""A future of the program's own is given an error after its waiter has gone."""
# fault in no line that could be known
import asyncio


async def main():
    answer = asyncio.get_running_loop().create_future()
    answer.set_exception(ConnectionError("gone"))
    del answer
    await asyncio.sleep(0.01)


asyncio.run(main())
