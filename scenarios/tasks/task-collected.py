"""A task that nothing refers to can vanish while it waits.

The loop holds its tasks only weakly (gh-91887). What keeps a waiting task alive is the thing it
waits for: the loop holds the timer of a sleep, the timer holds the task. A future that only the
task knows holds nothing up, so the garbage collector may take both. GeneratorExit is then
raised inside, and its finally block runs in the middle of somebody else's step.
"""
import asyncio
import gc

FACTS = {
    "the forgotten task is freed": ('task("forgotten").freed', True),
    "how it ended": ('task("forgotten").outcome', "never ended"),
    "the loop reports": ("handled", ["Task was destroyed but it is pending!"]),
    "its finally ran in between": ("printed", ["collecting", "finally", "collected"]),
    "a sleeping one": ('task("sleeper").outcome', "returned"),
}


async def wait_for_answer():
    answer = asyncio.get_running_loop().create_future()
    try:
        await answer
    finally:
        print("finally")


async def main():
    asyncio.create_task(wait_for_answer(), name="forgotten")
    asyncio.create_task(asyncio.sleep(0.05), name="sleeper")
    await asyncio.sleep(0.01)
    print("collecting")
    gc.collect()
    print("collected")
    await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(main())
