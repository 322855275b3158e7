"""reschedule() moves the deadline of a block that has begun.

timeout(None) has no deadline until it is given one, and None takes it away again (3.11,
bpo-46771). A deadline in the past does not raise by itself: it strikes at the next await, and
never if the block ends without one. So a block that only computes is never too late.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "moved later": ("printed[0]", "moved later: TimeoutError at 50 ms"),
    "taken away": ("printed[1]", "taken away: no error at 150 ms"),
    "moved into the past": ("printed[2]", "into the past: no error at 150 ms"),
    "the same, with an await": ("printed[3]", "and an await: TimeoutError at 150 ms"),
    "main": ('task("main").outcome', "returned"),
}


async def say(name, moves, seconds):
    loop = asyncio.get_running_loop()
    result = "no error"
    try:
        async with asyncio.timeout(0.03) as timeout:
            timeout.reschedule(moves if moves is None else loop.time() + moves)
            if seconds is not None:
                await asyncio.sleep(seconds)
    except TimeoutError as error:
        result = type(error).__name__
    print(f"{name}: {result} at {1000 * (loop.time() - start):.0f} ms")


async def main():
    global start
    start = asyncio.get_running_loop().time()
    await say("moved later", 0.05, 1)
    await say("taken away", None, 0.1)
    await say("into the past", -1, None)
    await say("and an await", -1, 0.01)


if __name__ == "__main__":
    asyncio.run(main())
