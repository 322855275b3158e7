"""A cancel of the caller of wait_for is lost if the inner coroutine swallows it.

caller() is cancelled while it waits for fetch(), and fetch() catches every exception. Up to 3.11
fetch() swallowed the cancel of its own task only, and wait_for() cancelled the caller anyway.
Since 3.12 (gh-96764) both are one task: fetch() swallows the cancel that was meant for caller(),
which goes on as if nobody had asked it to stop.
"""
import asyncio

FACTS = {
    "caller": ('task("caller").outcome', {"<3.12": "cancelled", ">=3.12": "returned"}),
    "cancels of caller": ('task("caller").cancels', 1),
    "caller swallowed it": ('task("caller").swallowed', {"<3.12": False, ">=3.12": True}),
    "fetch": ('coro("fetch").outcome', "returned"),
    "printed": ("printed", {"<3.12": [], ">=3.12": ["caller got None"]}),
}


async def fetch():
    try:
        await asyncio.sleep(1)
    except BaseException:
        pass                        # "never let a fetch break the program"


async def caller():
    print("caller got", await asyncio.wait_for(fetch(), 10))


async def main():
    task = asyncio.create_task(caller())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
