"""SIGTERM ends asyncio.run() at once, without any cleanup.

docker stop, systemd and kill send SIGTERM, and asyncio handles only Ctrl-C (SIGINT). No
CancelledError, no finally block, no generator is closed: the process is gone. For a clean end add
loop.add_signal_handler(signal.SIGTERM, task.cancel) in main().
"""
import asyncio
import signal
import sys

FACTS = {
    "the program": ("outcome", "killed"),
    "main": ('task("main").outcome', "never ended"),
    "cancels of main": ('task("main").cancels', 0),
    "it got to": ("printed", ["main begins"]),
    "at (ms)": ("end", 10),
}


async def main():
    print("main begins")
    sys.stdout.flush()
    asyncio.get_running_loop().call_later(0.01, signal.raise_signal, signal.SIGTERM)
    try:
        await asyncio.sleep(1)
    finally:
        print("never printed")


if __name__ == "__main__":
    asyncio.run(main())
