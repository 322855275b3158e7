"""Work that must not be broken off is finished first; the cancellation, put off until then, is followed."""
# clock both
import asyncio


async def save():
    await asyncio.sleep(0.1)


async def worker():
    saving, asked = asyncio.ensure_future(save()), None
    while not saving.done():
        try:
            await asyncio.shield(saving)
        except asyncio.CancelledError as error:
            asked = error
    if asked is not None:
        raise asked


async def main():
    task = asyncio.create_task(worker())
    for _ in range(2):
        await asyncio.sleep(0.02)
        task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
