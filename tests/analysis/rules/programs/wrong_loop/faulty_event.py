# clock both
import asyncio
import threading


class Shared:
    event = None


async def waiter(ready):
    Shared.event = asyncio.Event()
    asyncio.get_running_loop().call_later(0.3, print, "a timer")
    asyncio.get_running_loop().call_soon(ready.set)
    await Shared.event.wait()
    await asyncio.sleep(0.3)


async def setter(ready):
    ready.wait()
    await asyncio.sleep(0.05)
    Shared.event.set()  # fault


def main():
    ready = threading.Event()
    thread = threading.Thread(target=asyncio.run, args=(setter(ready),))
    thread.start()
    asyncio.run(waiter(ready))
    thread.join()


main()
