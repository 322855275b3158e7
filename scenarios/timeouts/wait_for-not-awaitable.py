"""wait_for() takes any awaitable and refuses the rest, in three wordings.

An object with __await__ is enough, and the deadline cancels what it waits for. A number is a
TypeError whose words depend on version and timeout: with a timeout of zero it still goes through
ensure_future(), else since 3.12 (gh-96764) it is simply awaited, in the words of that Python
(gh-114091, 3.14).
"""
import asyncio

FACTS = {
    "an awaitable in time": ("printed[0]", "ready after 10 ms"),
    "one that is late": ("printed[1]", "TimeoutError"),
    "a number": ("printed[2]", {
        "<3.12": "An asyncio.Future, a coroutine or an awaitable is required",
        ">=3.12,<3.14": "object int can't be used in 'await' expression",
        ">=3.14": "'int' object can't be awaited"}),
    "a number, timeout zero": ("printed[3]",
                               "An asyncio.Future, a coroutine or an awaitable is required"),
}


class Job:
    def __init__(self, seconds):
        self.seconds = seconds

    def __await__(self):
        yield from asyncio.sleep(self.seconds).__await__()
        return f"ready after {1000 * self.seconds:.0f} ms"


async def main():
    for awaitable, timeout in ((Job(0.01), 0.1), (Job(1), 0.1), (42, 0.1), (42, 0)):
        try:
            print(await asyncio.wait_for(awaitable, timeout))
        except asyncio.TimeoutError:
            print("TimeoutError")
        except TypeError as error:
            print(error)


if __name__ == "__main__":
    asyncio.run(main())
