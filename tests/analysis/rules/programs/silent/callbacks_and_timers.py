"""Timers and callbacks of the program's own, one of them cancelled."""
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    loop.call_soon(print, "soon")
    loop.call_later(0.02, done.set_result, "done")
    never = loop.call_later(10, print, "never")
    print(await done)
    never.cancel()


asyncio.run(main())
