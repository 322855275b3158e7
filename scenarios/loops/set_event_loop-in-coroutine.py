"""set_event_loop() in a coroutine: the running loop still wins.

get_event_loop() asks for the running loop first, and for the one that was set only
when none is running. The other loop therefore shows up after the run, not during it.
A library that sets a loop of its own inside your coroutine leaves this trap behind.
"""
import asyncio

ARTICLE = ("right", "First, try to get the running loop")
FACTS = {
    "while the first loop runs": ("printed[0]", "in main, current is: first"),
    "after the run": ("printed[1]", "after it, current is: second"),
    "main": ('task("main").outcome', "returned"),
    "loops made": ("len(loops)", 2),
}

first = asyncio.new_event_loop()
second = asyncio.new_event_loop()
names = {first: "first", second: "second"}


async def main():
    asyncio.set_event_loop(second)
    await asyncio.sleep(0.01)
    print("in main, current is:", names[asyncio.get_event_loop()])


if __name__ == "__main__":
    first.run_until_complete(main())
    print("after it, current is:", names[asyncio.get_event_loop()])
    first.close()
    second.close()
