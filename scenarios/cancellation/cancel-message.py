"""The message given to cancel() reaches whoever awaits the task.

3.8 takes none: TypeError (bpo-31033, 3.9). 3.9 and 3.10 show it inside the task, but the one who
awaits the task gets a new CancelledError without it; since 3.11 (bpo-45390) the original error
is handed on. It is handed out once: who awaits the same task again gets an empty one. So a
message helps in a log and is no good for decisions.
"""
import asyncio

FACTS = {
    "the program": ("outcome", {"<3.9": "raised TypeError", ">=3.9": "returned"}),
    "seen by": ("printed", {"<3.9": ["job: ()"],
                            ">=3.9,<3.11": ["job: ('shutdown',)", "main: ()", "main again: ()"],
                            ">=3.11": ["job: ('shutdown',)", "main: ('shutdown',)",
                                       "main again: ()"]}),
    "job": ('task("job").outcome', "cancelled"),
    "delivered": ('task("job").delivered', 1),
}
SEVERITY = {"3.9": "new"}


async def job():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as error:
        print("job:", error.args)
        raise


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.1)
    task.cancel("shutdown")
    for who in ("main:", "main again:"):
        try:
            await task
        except asyncio.CancelledError as error:
            print(who, error.args)


if __name__ == "__main__":
    asyncio.run(main())
