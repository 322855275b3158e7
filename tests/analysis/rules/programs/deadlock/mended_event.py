"""The event is set on every way out."""
# clock both
import asyncio


async def serve(ready, fail):
    try:
        await asyncio.sleep(0.01)
        if fail:
            print("could not start")
    finally:
        ready.set()


async def client(ready):
    await ready.wait()


async def main():
    ready = asyncio.Event()
    await asyncio.gather(serve(ready, fail=True), client(ready), client(ready))


asyncio.run(main())
