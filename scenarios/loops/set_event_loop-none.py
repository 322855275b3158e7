"""set_event_loop(None) makes get_event_loop() fail, with no loop ever closed.

Up to 3.13 get_event_loop() makes a loop in the main thread only if set_event_loop() was
never called, and None counts as a call. asyncio.run() ends with this very call;
that, and not the closing of its loop, is why get_event_loop() fails after it.
Since 3.14 it makes no loop in any case (gh-126353), so the answer is the same.
"""
import asyncio

ARTICLE = ("outdated", "Auto-create a loop only if: no existing loop, never set manually,")
FACTS = {
    "the program": ("outcome", "raised RuntimeError"),
    "it says": ("message", "There is no current event loop in thread 'MainThread'."),
    "loops made": ("len(loops)", 0),
    "warnings": ("warnings", []),
}

if __name__ == "__main__":
    asyncio.set_event_loop(None)
    asyncio.get_event_loop()
