"""A timeout() is used once, in a task, and is moved only while it is open.

Without a running loop, or in a callback, there is no task that it could cancel: RuntimeError.
Entering the same object twice, or reschedule() before it is entered or after its end, is a
RuntimeError, too (gh-110910, 3.13 and the last 3.11 and 3.12 releases). New in 3.11 (bpo-46771).
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "without a loop": ("printed[0]", "no running event loop"),
    "before it is entered": ("printed[1]", "Timeout has not been entered"),
    "entered again": ("printed[2]", "Timeout has already been entered"),
    "after its end": ("printed[3]", "Cannot change state of finished Timeout"),
    "in a callback": ("printed[4]", "Timeout should be used inside a task"),
}


def say(function):
    try:
        function()
    except RuntimeError as error:
        print(error)


def enter(timeout):
    timeout.__aenter__().send(None)


async def main():
    loop = asyncio.get_running_loop()
    timeout = asyncio.timeout(1)
    say(lambda: timeout.reschedule(2))
    async with timeout:
        say(lambda: enter(timeout))
    say(lambda: timeout.reschedule(2))
    loop.call_soon(say, lambda: enter(asyncio.timeout(1)))
    await asyncio.sleep(0)


if __name__ == "__main__":
    say(lambda: enter(asyncio.timeout(1)))
    asyncio.run(main())
