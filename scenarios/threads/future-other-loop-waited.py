"""wait() takes a future of another loop and never sees it done.

Up to 3.10 wait() refused it with ValueError. 3.11 dropped that check together with coroutines
(bpo-34790): the future's callback runs on its own loop, so here it counts as pending for ever.
wait_for() and gather() still refuse it, in words that changed with 3.12 (gh-96764). A second plain
await of the same future fails in words that lead astray.
"""
import asyncio

FACTS = {
    "wait()": ("printed[0]", {"<3.11": "wait: ValueError", ">=3.11": "wait: 1 pending"}),
    "gather() of both loops": ("printed[1]", "gather: ValueError"),
    "wait_for()": ("printed[2]",
                   {"<3.12": "wait_for: ValueError", ">=3.12": "wait_for: RuntimeError"}),
    "await": ('"attached to a different loop" in coro("awaiting").message', True),
    "await again": ('coro("awaiting", 2).message', "await wasn't used with future"),
}
SEVERITY = {"3.11": "breaks", "3.12": "differs"}


async def waiting(future):
    done, pending = await asyncio.wait([future], timeout=0.1)
    return f"{len(pending)} pending"


async def gathering(future):
    return await asyncio.gather(future, asyncio.get_running_loop().create_future())


async def awaiting(future):
    return await future


async def limiting(future):
    return await asyncio.wait_for(future, 0.1)


async def say(name, coroutine):
    try:
        print(f"{name}:", await coroutine)
    except (ValueError, RuntimeError) as error:
        print(f"{name}:", type(error).__name__)


async def main(future, another):
    await say("wait", waiting(future))
    await say("gather", gathering(future))
    await say("wait_for", limiting(future))
    await say("await", awaiting(another))
    await say("await", awaiting(another))


if __name__ == "__main__":
    other = asyncio.new_event_loop()
    asyncio.run(main(other.create_future(), other.create_future()))
    other.close()
