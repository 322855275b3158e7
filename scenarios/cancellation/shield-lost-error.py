"""An error behind a shield is reported when its caller is gone.

The caller was cancelled, and save() fails later on: somebody should hear of it. Unless the
inner task is kept and awaited, its error is logged when the task is freed. Here both inner
tasks fail; only the one that nobody awaits is reported.
"""
import asyncio

FACTS = {
    "both fail": ('[task("save", n).error for n in (1, 2)]', ["OSError", "OSError"]),
    "reported": ("handled", ["Task exception was never retrieved"]),
    "the other is seen": ("printed", ["kept: disk full"]),
    "the callers": ('[task("request", n).outcome for n in (1, 2)]', ["cancelled", "cancelled"]),
}


async def save():
    await asyncio.sleep(0.05)
    raise OSError("disk full")


async def request(saving):
    await asyncio.shield(saving)


async def main():
    kept, dropped = asyncio.create_task(save()), asyncio.create_task(save())
    requests = [asyncio.create_task(request(saving)) for saving in (kept, dropped)]
    del dropped
    await asyncio.sleep(0.01)
    for task in requests:
        task.cancel()
    await asyncio.wait(requests)
    try:
        await kept
    except OSError as error:
        print("kept:", error)
    await asyncio.sleep(0.05)


if __name__ == "__main__":
    asyncio.run(main())
