"""A notify() that meets a cancelled waiter goes to the next one.

notify(1) picks the first waiter, and in the same turn that one is cancelled. Up to 3.12 the
notification was gone with it, and the second waiter slept on, for ever if nobody notifies again.
Since 3.13 (gh-112202) it is passed on.
"""
import asyncio

FACTS = {
    "the program": ("outcome", {"<3.13": "deadlock", ">=3.13": "returned"}),
    "the first waiter": ('task("waiter").outcome', "cancelled"),
    "the second": ('task("waiter", 2).outcome', {"<3.13": "never ended", ">=3.13": "returned"}),
    "printed": ("printed", {"<3.13": [], ">=3.13": ["waiter 2 goes on"]}),
}


async def waiter(condition, number):
    async with condition:
        await condition.wait()
        print("waiter", number, "goes on")


async def main():
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(waiter(condition, number)) for number in (1, 2)]
    await asyncio.sleep(0.01)
    async with condition:
        condition.notify(1)
        tasks[0].cancel()
    await asyncio.wait(tasks)


if __name__ == "__main__":
    asyncio.run(main())
