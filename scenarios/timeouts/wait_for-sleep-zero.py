"""sleep(0) lets a timeout stop a busy coroutine, but some turns too late.

The deadline (100 ms) passes during the fourth piece of work. At the sleep(0) that follows, the
next piece is queued already and runs before the timer. Then the timer fires and the cancel is
delivered at the next sleep(0): one piece too many. Up to 3.11 the timer had to wake wait_for()
first, which cost a second piece; since 3.12 (gh-96764) it cancels the task itself.
"""
import asyncio
import time

ARTICLE = ("right", "inserting await asyncio.sleep(0) yields control")
FACTS = {
    "crunch": ('coro("crunch").outcome', "cancelled"),
    "crunch ends at": ('coro("crunch").end', {"<3.12": 180, ">=3.12": 150}),
    "pieces done": ("len(printed)", {"<3.12": 6, ">=3.12": 5}),
    "longest hold of the loop": ("held", 30),
}


async def crunch():
    for number in range(10):
        time.sleep(0.03)        # stands for 30 ms of computing
        print("piece", number)
        await asyncio.sleep(0)


async def main():
    try:
        await asyncio.wait_for(crunch(), 0.1)
    except asyncio.TimeoutError:
        pass


if __name__ == "__main__":
    asyncio.run(main())
