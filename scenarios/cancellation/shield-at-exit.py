"""shield() does not protect a task from the end of asyncio.run().

A shielded task is an ordinary task of the loop. When main() returns, asyncio.run() cancels every
task that is left, and save() is stopped in the middle. What must be finished has to be awaited
before main() returns.
"""
import asyncio

FACTS = {
    "save": ('task("save").outcome', "cancelled"),
    "save ends at": ('task("save").end', 50),
    "cancelled by": ('task("save").cancelled_by', ["_cancel_all_tasks"]),
    "printed": ("printed", ["main returns, saved: False"]),
}


async def save():
    await asyncio.sleep(0.1)
    print("saved")


async def main():
    saving = asyncio.shield(asyncio.create_task(save()))
    await asyncio.sleep(0.05)
    print("main returns, saved:", saving.done())


if __name__ == "__main__":
    asyncio.run(main())
