"""result() in the loop's own thread waits for ever.

result() blocks the thread, and this is the thread that would have to run the coroutine:
it is not even started. No error, no warning, no log line, not in debug mode either.
It happens when plain code that was meant for other threads is called from a coroutine.
There write "await work()". Run alone, this file hangs until Ctrl-C.
"""
import asyncio

FACTS = {
    "the program": ("outcome", "deadlock"),
    "main": ('task("main").outcome', "never ended"),
    "tasks made": ("tasks", ["Task-1 main"]),
    "printed": ("printed", ["asking"]),
}


async def work():
    return "done"


def ask(loop):
    print("asking")
    return asyncio.run_coroutine_threadsafe(work(), loop).result()


async def main():
    print(ask(asyncio.get_running_loop()))


if __name__ == "__main__":
    asyncio.run(main())
