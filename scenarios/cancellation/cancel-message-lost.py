"""The cancel message passes through wait_for() and gather().

Since 3.9 cancel() takes a message (bpo-31033). wait_for() up to 3.11 cancelled fetch() in a task
of its own, and left the message out; since 3.12 (gh-96764) there is no second task, and fetch()
sees it. gather() hands it down to its children on every version, but up to 3.10 the one who
awaits gather() gets a new CancelledError without it (bpo-45390, 3.11).
"""
import asyncio

NEEDS = ">=3.9"
FACTS = {
    "fetch sees, in wait_for": ("printed[0]", {"<3.12": "fetch: ()", ">=3.12": "fetch: ('stop',)"}),
    "its caller sees": ("printed[1]", "limited: ('stop',)"),
    "fetch sees, in gather": ("printed[2]", "fetch: ('stop',)"),
    "the caller of gather sees": ("printed[3]",
                                  {"<3.11": "gathered: ()", ">=3.11": "gathered: ('stop',)"}),
    "all end cancelled": ('[task("limited").outcome, task("gathered").outcome]',
                          ["cancelled", "cancelled"]),
}


async def say(name, awaitable):
    try:
        await awaitable
    except asyncio.CancelledError as error:
        print(f"{name}: {error.args}")
        raise


async def limited():
    await say("limited", asyncio.wait_for(say("fetch", asyncio.sleep(1)), 1))


async def gathered():
    await say("gathered", asyncio.gather(say("fetch", asyncio.sleep(1))))


async def main():
    for coroutine in (limited(), gathered()):
        task = asyncio.create_task(coroutine)
        await asyncio.sleep(0.01)
        task.cancel("stop")
        await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
