"""Of two cancel messages the first wins, or the last: it depends on the wait.

A task that waits for a future has that future cancelled at once, with the first message, and a
second cancel() finds nothing left to do. A task that is queued to run only notes the request,
and the second note overwrites the first. The message came with 3.9 (bpo-31033); 3.8 raises
TypeError.
"""
import asyncio

NEEDS = ">=3.9"
FACTS = {
    "the one that is ready sees": ("printed[0]", "ready: second"),
    "the one that waits sees": ("printed[1]", "waiting: first"),
    "cancels of each": ('[task("job", n).cancels for n in (1, 2)]', [2, 2]),
    "how they end": ('[task("job", n).outcome for n in (1, 2)]', ["cancelled", "cancelled"]),
}


async def job(name, future):
    try:
        await future
    except asyncio.CancelledError as error:
        print(f"{name}: {error}")
        raise


async def main():
    loop = asyncio.get_running_loop()
    future, done = loop.create_future(), loop.create_future()
    waiting = asyncio.create_task(job("waiting", future))
    ready = asyncio.create_task(job("ready", done))
    await asyncio.sleep(0.01)
    done.set_result(None)
    for message in ("first", "second"):
        waiting.cancel(message)
        ready.cancel(message)
    await asyncio.wait([waiting, ready])


if __name__ == "__main__":
    asyncio.run(main())
