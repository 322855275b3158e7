"""A task that was made in the last step of main() does not even begin its work."""
import asyncio


async def save():
    await asyncio.sleep(0.01)


async def main():
    asyncio.create_task(save())  # fault


asyncio.run(main())
