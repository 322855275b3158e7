"""A lock that was waited for under one loop fails under the next.

Up to 3.9 a lock, event or queue takes the current loop when it is made, so this one,
made before run(), fails in the first run. Since 3.10 it takes the running loop
the first time somebody must wait (bpo-42392), so the first run is fine and the second fails.
Without a waiter it fails nowhere, which hides the bug in tests.
"""
import asyncio

FACTS = {
    "first run": (
        "printed[0]",
        {"<3.10": "first run: RuntimeError", ">=3.10": "first run: fine"},
    ),
    "second run": ("printed[1]", "second run: RuntimeError"),
    "error of the first waiter": ('task("use", 2).error', {"<3.10": "RuntimeError", ">=3.10": None}),
    "error of the second run's waiter": ('task("use", 4).error', "RuntimeError"),
    "it says 'bound to a different loop'": (
        "'is bound to a different event loop' in task('use', 4).message",
        {"<3.10": False, ">=3.10": True},
    ),
}

lock = asyncio.Lock()


async def use():
    async with lock:
        await asyncio.sleep(0.01)


async def main():
    await asyncio.gather(use(), use())


for which in ("first", "second"):
    try:
        asyncio.run(main())
        print(f"{which} run: fine")
    except RuntimeError:
        print(f"{which} run: RuntimeError")
