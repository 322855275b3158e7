"""asyncio.run() leaves no current loop behind, so get_event_loop() raises.

That the loop was closed is not the reason: run() ends with set_event_loop(None).
Proof: set the same closed loop again, and get_event_loop() returns it without a word;
only using it fails. So the cure is not to keep the loop open, but to call run() once,
around everything. The error is the same on every version.
"""
import asyncio

ARTICLE = (
    "wrong",
    "calling asyncio.get_event_loop() will raise an exception because the loop has been closed",
)
FACTS = {
    "after run()": ("printed[0]", "There is no current event loop in thread 'MainThread'."),
    "after setting the closed loop": ("printed[1]", "the closed loop is current: True"),
    "using that": ("printed[2]", "Event loop is closed"),
    "only one loop was ever made": ("len(loops)", 1),
    "warnings": ("warnings", []),
}


async def main():
    return asyncio.get_running_loop()


if __name__ == "__main__":
    loop = asyncio.run(main())
    try:
        asyncio.get_event_loop()
    except RuntimeError as error:
        print(error)
    asyncio.set_event_loop(loop)
    print("the closed loop is current:", asyncio.get_event_loop() is loop)
    try:
        loop.call_soon(print)
    except RuntimeError as error:
        print(error)
