"""set_result() from another thread raises in debug mode and wakes nobody.

The future gets its result first, and only then is the thread checked: RuntimeError, and the task
that waits is not queued (gh-136399). The future is done, so nobody can settle it again, and its
waiter waits for ever. Up to 3.13 it is freed when main() ends. Since 3.14 (gh-91048) the future
knows who awaits it and keeps it alive, so asyncio.run() waits for it at the end, for ever, too.
"""
import asyncio
import threading

FACTS = {
    "in the thread": ("printed[0]", "RuntimeError, done: True"),
    "the waiter": ('task("waiter").outcome', "never ended"),
    "main": ('task("main").outcome', "returned"),
    "the program": ("outcome", {"<3.14": "returned", ">=3.14": "deadlock"}),
}


async def waiter(future):
    await future


def settle(future):
    try:
        future.set_result("done")
    except RuntimeError as error:
        print(f"{type(error).__name__}, done: {future.done()}")


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(waiter(future))
    await asyncio.sleep(0.01)
    thread = threading.Thread(target=settle, args=(future,), name="worker")
    thread.start()
    thread.join()
    await asyncio.wait([task], timeout=0.1)


if __name__ == "__main__":
    asyncio.run(main(), debug=True)
