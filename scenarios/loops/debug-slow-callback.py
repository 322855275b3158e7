"""Only debug mode tells which step has held the loop too long.

Every step that takes longer than loop.slow_callback_duration (0.1 s) is logged as a warning:
"Executing ... took 0.200 seconds". It names the task and the line where it was suspended, not
the line that blocked. Without debug mode the same program says nothing.
"""
import asyncio
import time

FACTS = {
    "warnings logged": ("len(logged)", 1),
    "in these words": ('"Executing" in logged[0] and "took 0.200 seconds" in logged[0]', True),
    "the loop was held for (ms)": ("held", 200),
    "the order": ("printed", ["blocked, not in debug mode", "blocked, in debug mode",
                              "50 ms are not slow"]),
}


async def main():
    loop = asyncio.get_running_loop()
    time.sleep(0.2)
    print("blocked, not in debug mode")
    await asyncio.sleep(0)
    loop.set_debug(True)
    await asyncio.sleep(0)
    time.sleep(0.2)
    print("blocked, in debug mode")
    await asyncio.sleep(0)
    time.sleep(0.05)
    print("50 ms are not slow")
    await asyncio.sleep(0)
    loop.set_debug(False)


if __name__ == "__main__":
    asyncio.run(main())
