"""Ctrl-C cancels main(), waits for its cleanup, and raises KeyboardInterrupt.

While main() awaits it gets a CancelledError on every version, and its finally block may await.
Since 3.11 (bpo-39622) a handler of asyncio.run() cancels main(), and the KeyboardInterrupt follows
with the CancelledError as its context. Up to 3.10 it broke the loop first, and run() cancelled
main() in its clean-up, as it does with every task.
"""
import asyncio
import signal

FACTS = {
    "the order": ("printed[:3]", ["main: CancelledError", "main: cleaned up",
                                  "run() raised KeyboardInterrupt"]),
    "its context": ("printed[3]", {"<3.11": "context: None", ">=3.11": "context: CancelledError"}),
    "main": ('task("main").outcome', "cancelled"),
    "main ends at (ms)": ('task("main").end', 60),
    "cancels of main": ('task("main").cancels', 1),
}


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.01, signal.raise_signal, signal.SIGINT)     # Ctrl-C
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as error:
        print("main:", type(error).__name__)
        await asyncio.sleep(0.05)
        print("main: cleaned up")
        raise


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)     # a background job ignores it
    try:
        asyncio.run(main())
    except KeyboardInterrupt as error:
        print("run() raised", type(error).__name__)
        context = error.__context__
        print("context:", context and type(context).__name__)
