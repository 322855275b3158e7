"""Tasks left over when asyncio.run() ends are cancelled silently.

asyncio.run() ends when main does. It then cancels every task that is not done and waits until
their cleanup has run. Nothing is logged or warned about, and a task in the middle of its work
gets no more time for it. main's result comes only after that: here 30 ms later.
"""
import asyncio

ARTICLE = ("right", "# Cancel any remaining tasks before shutdown")
FACTS = {
    "main ends at (ms)": ('task("main").end', 25),
    "the other task": ('task("heartbeat").outcome', "cancelled"),
    "who asked for that": ('task("heartbeat").cancelled_by', ["_cancel_all_tasks"]),
    "its cleanup is awaited until (ms)": ('task("heartbeat").end', 55),
    "how the program ends": ("outcome", "returned"),
    "what asyncio says about it": ("logged + warnings + handled", []),
}


async def heartbeat():
    try:
        while True:
            await asyncio.sleep(0.01)
    finally:
        await asyncio.sleep(0.03)


async def main():
    asyncio.create_task(heartbeat(), name="heartbeat")
    await asyncio.sleep(0.025)


if __name__ == "__main__":
    asyncio.run(main())
