"""A signal handler of the loop runs after the current step, not within it.

signal.signal() calls its handler between two lines of Python, wherever the program is.
loop.add_signal_handler() makes the signal an ordinary callback: it waits until the loop is free,
so it may touch the loop's objects safely, and it cannot interrupt code that blocks.
"""
import asyncio
import signal
import time

FACTS = {
    "the order": ("printed", ["signal.signal: called", "plain code ends",
                              "add_signal_handler: called"]),
    "main ends at (ms)": ('task("main").end', 110),
    "main": ('task("main").outcome', "returned"),
    "the loop was held for (ms)": ("held", 100),
}


async def main():
    loop = asyncio.get_running_loop()
    signal.signal(signal.SIGUSR1, lambda *_: print("signal.signal: called"))
    loop.add_signal_handler(signal.SIGUSR2, print, "add_signal_handler: called")
    signal.raise_signal(signal.SIGUSR2)
    signal.raise_signal(signal.SIGUSR1)
    time.sleep(0.1)
    print("plain code ends")
    await asyncio.sleep(0.01)


if __name__ == "__main__":
    asyncio.run(main())
