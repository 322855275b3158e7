"""wait() counts a result that comes just at the deadline; timeout() loses it.

The result and the deadline fall into the same turn of the loop. wait() looks which tasks are
done when it goes on, so the result is there. asyncio.timeout() (3.11, bpo-46771) cancels the
task that waits, and the cancel overtakes the result: TimeoutError, and the result is lost.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "wait()": ("printed[0]", "done: 1, pending: 0"),
    "it ends at (ms)": ('coro("wait").end', 100),
    "timeout()": ("printed[1:]", ["TimeoutError", "though the result is there: answer"]),
    "cancels of main": ('task("main").cancels', 1),
    "main ends at (ms)": ('task("main").end', 200),
}


def future_in(loop, when):
    future = loop.create_future()
    loop.call_at(when, future.set_result, "answer")
    return future


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    answer = future_in(loop, start + 0.1)
    done, pending = await asyncio.wait([answer], timeout=0.1)
    print(f"done: {len(done)}, pending: {len(pending)}")
    answer = future_in(loop, start + 0.2)
    try:
        async with asyncio.timeout_at(start + 0.2):
            await answer
    except TimeoutError as error:
        print(type(error).__name__)
    print("though the result is there:", answer.result())


if __name__ == "__main__":
    asyncio.run(main())
