"""A subprocess can be started in the loop of any thread.

It once needed a child watcher attached to the loop of the main thread. Since 3.8 (bpo-35621) each
child is waited for by a thread, or by a file descriptor (3.12, gh-98023), so asyncio.run() in a
worker thread can start and await processes; the main thread needs no loop at all.
"""
import asyncio
import sys
import threading

FACTS = {
    "from the worker thread": ("printed", ["worker: exit code 3"]),
    "loops": ("len(loops)", 1),
    "main": ('task("main").outcome', "returned"),
    "the program": ("outcome", "returned"),
}


async def main():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "raise SystemExit(3)")
    await process.wait()
    print(threading.current_thread().name + ": exit code", process.returncode)


if __name__ == "__main__":
    thread = threading.Thread(target=lambda: asyncio.run(main()), name="worker")
    thread.start()
    thread.join()
