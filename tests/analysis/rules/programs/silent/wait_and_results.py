"""asyncio.wait() with every result and error looked at, and the pending ones cancelled."""
import asyncio


async def fetch(number):
    await asyncio.sleep(number / 10)
    if number == 1:
        raise OSError(number)
    return number


async def main():
    tasks = [asyncio.create_task(fetch(number)) for number in range(4)]
    done, pending = await asyncio.wait(tasks, timeout=0.15)
    for task in done:
        print(task.exception() or task.result())
    for task in pending:
        task.cancel()
    await asyncio.wait(pending)


asyncio.run(main())
