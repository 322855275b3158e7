"""asyncio.run() leaves no current loop, so get_event_loop() raises.

That run() closed its loop is not the reason. Proof: the closed loop of the first run
is set again, and get_event_loop() returns it without a word. It raises after the second
run, because run() ends with set_event_loop(None), and so it does on every version.
The cure is not to keep a loop open, but to call run() once, around everything.
"""
import asyncio

ARTICLE = (
    "wrong",
    "calling asyncio.get_event_loop() will raise an exception because the loop has been closed",
)
FACTS = {
    "a loop that was set": ("printed", ["closed: True", "current all the same: True"]),
    "after run()": ("outcome", "raised RuntimeError"),
    "it says": ("message", "There is no current event loop in thread 'MainThread'."),
    "loops, one for each run": ("len(loops)", 2),
    "warnings": ("warnings", []),
}


async def main():
    return asyncio.get_running_loop()


if __name__ == "__main__":
    loop = asyncio.run(main())
    asyncio.set_event_loop(loop)
    print("closed:", loop.is_closed())
    print("current all the same:", asyncio.get_event_loop() is loop)
    asyncio.run(main())
    asyncio.get_event_loop()
