"""A crashed background task does not make the program fail.

Nobody awaits the task, so its error stays in it: main() goes on, asyncio.run() returns, and the
exit code is 0. The task is kept in a variable, so even the report comes last of all, when the
interpreter takes its globals down. A health check that looks at the exit code sees nothing.
"""
import asyncio

FACTS = {
    "the task": ('task("heartbeat").error', "ConnectionError"),
    "it ends at (ms)": ('task("heartbeat").end', 10),
    "what is seen": ("printed", ["main is done", "run() returned"]),
    "the program": ("outcome", "returned"),
    "reported": ("handled", ["Task exception was never retrieved"]),
}
tasks = []


async def heartbeat():
    await asyncio.sleep(0.01)
    raise ConnectionError("lost")


async def main():
    tasks.append(asyncio.create_task(heartbeat()))
    await asyncio.sleep(0.1)
    print("main is done")


if __name__ == "__main__":
    asyncio.run(main())
    print("run() returned")
