"""A future is settled once; asking early or settling twice is InvalidStateError.

result() of a pending future or task raises at once, it does not wait. A second set_result()
raises, too, and so does one that comes after cancel(), which is why code that completes a future
from a callback should first ask done(). A task takes no result from outside at all.
"""
import asyncio

FACTS = {
    "result() too early": ("printed[:2]", ["future: InvalidStateError Result is not set.",
                                           "task: InvalidStateError Result is not set."]),
    "settled again": ("printed[2:4]", ["twice: InvalidStateError invalid state",
                                       "cancelled: InvalidStateError invalid state"]),
    "Task.set_result()": ("printed[4]", "RuntimeError Task does not support set_result operation"),
    "the task": ('task("sleep").outcome', "returned"),
}


def say(name, function, *arguments):
    try:
        function(*arguments)
    except (asyncio.InvalidStateError, RuntimeError) as error:
        print(name, type(error).__name__, error)


async def main():
    loop = asyncio.get_running_loop()
    future, cancelled = loop.create_future(), loop.create_future()
    task = asyncio.create_task(asyncio.sleep(0.01))
    say("future:", future.result)
    say("task:", task.result)
    future.set_result(1)
    say("twice:", future.set_result, 2)
    cancelled.cancel()
    say("cancelled:", cancelled.set_result, 3)
    try:
        task.set_result(4)
    except RuntimeError as error:
        print("RuntimeError", error)
    await task


if __name__ == "__main__":
    asyncio.run(main())
