"""Tasks are cancelled in the last step of main(): they have no turn of their own before the end."""
import asyncio


async def job():
    await asyncio.sleep(1)


async def main():
    tasks = [asyncio.create_task(job()) for _ in range(3)]
    await asyncio.sleep(0.01)
    for task in tasks:
        task.cancel()


asyncio.run(main())
