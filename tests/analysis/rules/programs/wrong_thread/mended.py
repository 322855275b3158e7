# clock both
import asyncio
import threading
import time


def answer(future):
    time.sleep(0.1)
    future.get_loop().call_soon_threadsafe(future.set_result, "done")


async def main():
    future = asyncio.get_running_loop().create_future()
    thread = threading.Thread(target=answer, args=(future,))
    thread.start()
    sleeper = asyncio.create_task(asyncio.sleep(0.5))
    print(await future)
    await sleeper
    thread.join()


asyncio.run(main())
