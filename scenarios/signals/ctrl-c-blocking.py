"""Ctrl-C does not interrupt plain code inside asyncio.run(); a second one does.

Since 3.11 (bpo-39622) the first Ctrl-C only cancels main(), and that takes effect at its next
await. Code that blocks runs on, however long. The second Ctrl-C raises KeyboardInterrupt at
once, in the middle of it. Up to 3.10 the first one did.
"""
import asyncio
import signal
import time

FACTS = {
    "what still runs": ("printed", {
        "<3.11": ["run() raised KeyboardInterrupt"],
        ">=3.11": ["after the first Ctrl-C", "run() raised KeyboardInterrupt"]}),
    "the program ends at (ms)": ("end", {"<3.11": 100, ">=3.11": 200}),
    "main": ('coro("main").error', "KeyboardInterrupt"),
}


async def main():
    time.sleep(0.1)
    signal.raise_signal(signal.SIGINT)
    print("after the first Ctrl-C")
    time.sleep(0.1)
    signal.raise_signal(signal.SIGINT)
    print("never printed")


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)     # a background job ignores it
    try:
        asyncio.run(main())
    except KeyboardInterrupt as error:
        print("run() raised", type(error).__name__)
