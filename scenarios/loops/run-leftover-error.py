"""An error in a leftover task's cleanup does not come out of asyncio.run().

run() cancels the leftover task, and its cleanup raises something else.
That error goes to the loop's exception handler, which logs it, and nowhere else:
run() gives back main's value and the exit code stays 0.
It has been so since 3.7 (bpo-32314); watch the log of logger "asyncio" to see such errors.
"""
import asyncio

FACTS = {
    "the leftover task raised": ('task("leftover").error', "OSError"),
    "it had been cancelled by": ('task("leftover").cancelled_by', ["_cancel_all_tasks"]),
    "told to the loop's handler": (
        "handled",
        ["unhandled exception during asyncio.run() shutdown"],
    ),
    "the program all the same": ("outcome", "returned"),
    "printed": ("printed", ["main's value"]),
}


async def leftover():
    try:
        await asyncio.sleep(1)
    finally:
        raise OSError("disk full")


async def main():
    asyncio.create_task(leftover())
    await asyncio.sleep(0.01)
    return "main's value"


if __name__ == "__main__":
    print(asyncio.run(main()))
