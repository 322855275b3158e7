"""shield() protects the inner task, not the one awaiting it.

request() is cancelled while it waits for shield(saving): it gets its CancelledError at once, and
save() never hears of it and runs to its end. Nobody waits for it any more, though, so main()
must keep the task and await it; else its result and its errors are lost.
"""
import asyncio

FACTS = {
    "request": ('task("request").outcome', "cancelled"),
    "request ends at": ('task("request").end', 50),
    "save": ('task("save").outcome', "returned"),
    "save ends at": ('task("save").end', 100),
    "cancels of save": ('task("save").cancels', 0),
}


async def save():
    await asyncio.sleep(0.1)


async def request(saving):
    await asyncio.shield(saving)


async def main():
    saving = asyncio.create_task(save())
    task = asyncio.create_task(request(saving))
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.wait([saving, task])


if __name__ == "__main__":
    asyncio.run(main())
