"""Awaiting what is ready gives the loop no turn.

An await suspends only if it must. A finished future, a free lock, a queue with room and a
coroutine that never waits all go straight on. Since 3.12 wait_for() (gh-96764) and gather() of
finished futures (gh-104144) do so, too; before, they cost turns. wait() always takes two steps
of the loop. Only sleep(0) is sure to let others run.
"""
import asyncio

FACTS = {
    "turns given away": ("printed[:4]", ["future: no", "lock: no", "queue: no", "coroutine: no"]),
    "since 3.12": ("printed[4:6]", {"<3.12": ["wait_for: yes", "gather: yes"],
                                    ">=3.12": ["wait_for: no", "gather: no"]}),
    "always": ("printed[6:]", ["wait: yes", "sleep(0): yes"]),
    "time that passes (ms)": ("end", 0),
}


async def quick():
    pass


async def say(name, awaitable):
    turns = []
    asyncio.get_running_loop().call_soon(turns.append, "a turn")
    await awaitable
    print(name + ":", "yes" if turns else "no")
    await asyncio.sleep(0)


async def main():
    done = asyncio.get_running_loop().create_future()
    done.set_result(None)
    await say("future", done)
    await say("lock", asyncio.Lock().acquire())
    await say("queue", asyncio.Queue().put("item"))
    await say("coroutine", quick())
    await say("wait_for", asyncio.wait_for(done, 1))
    await say("gather", asyncio.gather(done, done))
    await say("wait", asyncio.wait([done]))
    await say("sleep(0)", asyncio.sleep(0))


if __name__ == "__main__":
    asyncio.run(main())
