"""asyncio.run(loop_factory=...) leaves the thread's current loop alone.

A plain run() calls set_event_loop() with its own loop at the start and with None at the end.
Given a loop_factory (3.12, gh-99388) it makes the loop with that and calls set_event_loop()
at neither end, so a loop that you had set is still the current one afterwards.
During the run, get_event_loop() gives the running loop in both cases.
"""
import asyncio

NEEDS = ">=3.12"

ARTICLE = ("outdated", "Register this loop as the current thread's default loop")
FACTS = {
    "after run() with loop_factory": ("printed[0]", "mine is current after run(loop_factory=...): True"),
    "after run() without": ("printed[1]", "There is no current event loop in thread 'MainThread'."),
    "loops made": ("len(loops)", 3),
    "warnings": ("warnings", []),
}


async def main():
    await asyncio.sleep(0.01)


if __name__ == "__main__":
    mine = asyncio.new_event_loop()
    asyncio.set_event_loop(mine)
    asyncio.run(main(), loop_factory=asyncio.new_event_loop)
    still = asyncio.get_event_loop() is mine
    print("mine is current after run(loop_factory=...):", still)
    asyncio.run(main())
    try:
        asyncio.get_event_loop()
    except RuntimeError as error:
        print(error)
    mine.close()
