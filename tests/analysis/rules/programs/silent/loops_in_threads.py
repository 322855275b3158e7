"""Two loops in two threads hand work to each other in the ways that are made for it."""
# clock both
import asyncio
import threading


async def answer(number):
    await asyncio.sleep(0.01)
    return number


def run(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


async def main():
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=run, args=(loop,))
    thread.start()
    print(await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(answer(1), loop)))
    here, event = asyncio.get_running_loop(), asyncio.Event()
    loop.call_soon_threadsafe(here.call_soon_threadsafe, event.set)
    await event.wait()
    loop.call_soon_threadsafe(loop.stop)
    await here.run_in_executor(None, thread.join)


asyncio.run(main())
