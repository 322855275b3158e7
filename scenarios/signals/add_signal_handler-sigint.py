"""add_signal_handler(SIGINT) takes Ctrl-C away from asyncio.run() for good.

While it is there the first Ctrl-C calls your callback and nothing is cancelled. Removing it does
not give Ctrl-C back to asyncio.run() (3.11, bpo-39622): remove_signal_handler() puts Python's own
handler in place, so the next Ctrl-C raises KeyboardInterrupt in the middle of whatever runs.
"""
import asyncio
import signal

FACTS = {
    "with the handler": ("printed[0]", "Ctrl-C seen, main goes on"),
    "afterwards": ("printed[1]", "Python's own handler: True"),
    "then Ctrl-C raises": ("printed[2:]", ["in main: KeyboardInterrupt"]),
    "cancels of main": ('task("main").cancels', 0),
    "the program, by SIGINT": ("outcome", "killed"),
}


async def main():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, print, "Ctrl-C seen, main goes on")
    signal.raise_signal(signal.SIGINT)
    await asyncio.sleep(0.01)
    loop.remove_signal_handler(signal.SIGINT)
    handler = signal.getsignal(signal.SIGINT)
    print("Python's own handler:", handler is signal.default_int_handler)
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt as error:
        print("in main:", type(error).__name__)
        raise


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)     # a background job ignores it
    asyncio.run(main())
