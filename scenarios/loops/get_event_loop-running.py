"""A loop that you set is what get_event_loop() gives, running or not.

While a loop runs it is always that one, in coroutines and in callbacks.
While none runs it is the one that was set for this thread. Only if none was set
does the answer depend on thread and version, and is an error since 3.14 (gh-126353).
Inside coroutines get_running_loop() says the same and cannot surprise.
"""
import asyncio

ARTICLE = ("incomplete", "This method works regardless of whether the loop is actively running.")
FACTS = {
    "is it the loop that was set?": (
        "printed",
        ["before: True", "in a coroutine: True", "in a callback: True", "after: True"],
    ),
    "loops made": ("len(loops)", 1),
    "warnings": ("warnings", []),
}


def check(when):
    print(f"{when}:", asyncio.get_event_loop() is loop)


async def main():
    check("in a coroutine")
    loop.call_soon(check, "in a callback")
    await asyncio.sleep(0.01)


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
check("before")
loop.run_until_complete(main())
check("after")
loop.close()
