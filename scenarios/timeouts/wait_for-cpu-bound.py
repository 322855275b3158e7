"""wait_for cannot stop code that never awaits, and its late result is no error.

The deadline is a timer of the same event loop that crunch() is holding, so it cannot fire while
crunch() computes. When the loop is free again crunch() has finished, and a finished coroutine
wins: wait_for() returns its value 200 ms after the deadline. Nothing was cancelled, nobody is
told. Move such work to a thread or a process (run_in_executor), or let it await now and then.
"""
import asyncio
import time

ARTICLE = ("wrong", "The operation fails if it exceeds the specified duration.")
FACTS = {
    "wait_for": ('coro("wait_for").outcome', "returned"),
    "it ends at": ('coro("wait_for").end', 300),
    "cancels": ('task(coro("crunch").task).cancels', 0),
    "the loop was held for": ("held", 300),
}


async def crunch():
    time.sleep(0.3)             # stands for 300 ms of computing
    return 42


async def main():
    assert await asyncio.wait_for(crunch(), 0.1) == 42


if __name__ == "__main__":
    asyncio.run(main())
