"""A thread that ends after its loop was closed has nobody to tell.

loop.close() does not wait for the default executor. The thread works on, and its result finds the
loop closed: on 3.8 and 3.9 that is a traceback on stderr, "Event loop is closed"; 3.12 and the
later releases of 3.10 and 3.11 (gh-96827) drop it without a word. asyncio.run() waits for the
thread since 3.9 (bpo-34037).
"""
import asyncio
import time

FACTS = {
    "the order": ("printed", ["the loop is closed", "the job is done"]),
    "on stderr": ('any("Event loop is closed" in line for line in printed_errors)',
                  {"<3.10": True, ">=3.10": False}),
    "the program": ("outcome", "returned"),
    "the program ends at (ms)": ("end", 100),
}


def job():
    time.sleep(0.1)
    print("the job is done")


async def main():
    asyncio.get_running_loop().run_in_executor(None, job)


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    loop.run_until_complete(main())
    loop.close()
    print("the loop is closed")
