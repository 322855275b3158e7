"""call_soon() takes a coroutine function and never runs it.

call_soon(), call_later() and add_done_callback() call what they are given and throw the result
away. Of a coroutine function that result is a coroutine object, so nothing of it runs, and the
only sign is "never awaited". In debug mode call_soon() refuses it with a TypeError. Use
call_soon(asyncio.ensure_future, save()), or a task.
"""
import asyncio

FACTS = {
    "not in debug mode": ("printed[0]", "debug False: accepted"),
    "in debug mode": ("printed[1]", "debug True: TypeError"),
    "warnings": ("warnings", ["RuntimeWarning: coroutine 'save' was never awaited",
                              "RuntimeWarning: coroutine 'save' was never awaited"]),
    "tasks": ("len(tasks)", 2),
}


async def save():
    print("never printed")


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(asyncio.sleep(0))
    task.add_done_callback(lambda task: save())
    await task
    for debug in (False, True):
        loop.set_debug(debug)
        try:
            loop.call_soon(save)
            print(f"debug {debug}: accepted")
        except TypeError as error:
            print(f"debug {debug}:", type(error).__name__)
        await asyncio.sleep(0)


if __name__ == "__main__":
    import warnings
    warnings.simplefilter("always")
    asyncio.run(main())
