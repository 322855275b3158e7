"""wait() returns at the first task, the first error, or the last task.

return_when only decides when wait() comes back. The tasks run on in each case, so calling it
again with the same tasks gives a larger done set. FIRST_EXCEPTION does not raise the error, it
only stops waiting. FIRST_COMPLETED may give several tasks, if they end in the same turn.
"""
import asyncio

ARTICLE = ("right", "Three completion strategies available")
FACTS = {
    "FIRST_COMPLETED returns at (ms)": ('coro("wait").end', 10),
    "FIRST_EXCEPTION (ms)": ('coro("wait", 2).end', 20),
    "ALL_COMPLETED (ms)": ('coro("wait", 3).end', 30),
    "done, each time": ("printed", ["['quick']", "['fails', 'quick']",
                                    "['fails', 'quick', 'slow']"]),
    "nothing is raised": ('[coro("wait", n).outcome for n in (1, 2, 3)]',
                          ["returned", "returned", "returned"]),
}


async def fails():
    await asyncio.sleep(0.02)
    raise ValueError


async def main():
    tasks = [asyncio.create_task(asyncio.sleep(0.01), name="quick"),
             asyncio.create_task(fails(), name="fails"),
             asyncio.create_task(asyncio.sleep(0.03), name="slow")]
    for strategy in asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED:
        done, _ = await asyncio.wait(tasks, return_when=strategy)
        print(sorted(task.get_name() for task in done))
    for task in done:
        task.exception()    # or it would be reported as never retrieved


if __name__ == "__main__":
    asyncio.run(main())
