"""asyncio.run() does not use the loop you set, and unsets it.

Your loop is not overwritten: it stays open and works as before, in your own hands.
It is only no longer the thread's current loop, because run() ends with
set_event_loop(None), so get_event_loop() raises from then on.
Either call run() and make no loop, or make a loop and call its run_until_complete().
"""
import asyncio

ARTICLE = ("incomplete", "it will create its own loop and overwrite yours")
FACTS = {
    "loops made": ("len(loops)", 2),
    "during run()": ("printed[0]", "run() used mine: False"),
    "get_event_loop() afterwards": (
        "printed[1]",
        "There is no current event loop in thread 'MainThread'.",
    ),
    "your loop after that": ("printed[2:]", ["mine is closed: False", "mine still works: True"]),
}


async def which():
    return asyncio.get_running_loop()


if __name__ == "__main__":
    mine = asyncio.new_event_loop()
    asyncio.set_event_loop(mine)
    print("run() used mine:", asyncio.run(which()) is mine)
    try:
        asyncio.get_event_loop()
    except RuntimeError as error:
        print(error)
    print("mine is closed:", mine.is_closed())
    print("mine still works:", mine.run_until_complete(which()) is mine)
    mine.close()
