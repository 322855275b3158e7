"""Inside asyncio.timeout() the deadline is a CancelledError, not a TimeoutError.

The timer cancels the task that is inside the block. Only when that CancelledError leaves the
block is it exchanged for TimeoutError, so an "except TimeoutError" inside never matches. On the
way out timeout() takes its cancel request back with uncancel(): cancelling() is 1 inside and 0
again outside. The CancelledError carries no message. New in 3.11 (bpo-46771).
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "printed": ("printed", ["inside: CancelledError 1 ()", "outside: TimeoutError 0"]),
    "cancels of main": ('task("main").cancels', 1),
    "delivered": ('task("main").delivered', 1),
    "asked by": ('task("main").cancelled_by', ["Timeout._on_timeout"]),
    "swallowed": ('task("main").swallowed', False),
    "main": ('task("main").outcome', "returned"),
}


async def main():
    task = asyncio.current_task()
    try:
        async with asyncio.timeout(0.1):
            try:
                await asyncio.sleep(1)
            except TimeoutError:
                print("inside: TimeoutError", task.cancelling())
            except asyncio.CancelledError as error:
                print("inside: CancelledError", task.cancelling(), error.args)
                raise
    except TimeoutError:
        print("outside: TimeoutError", task.cancelling())


if __name__ == "__main__":
    asyncio.run(main())
