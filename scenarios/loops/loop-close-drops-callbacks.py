"""loop.close() drops queued callbacks and timers without a word.

Nothing is run, nothing is warned about, and nothing of it can be recovered.
close() only frees the loop's resources; to finish the work first is the caller's part.
The error comes later, and only to whoever schedules something on the closed loop.
"""
import asyncio

ARTICLE = (
    "incomplete",
    "Always call loop.close() when finished to prevent resource leaks.",
)
FACTS = {
    "what ran": ("printed", ["a callback", "closed", "Event loop is closed"]),
    "warnings": ("warnings", []),
    "told to the loop's handler": ("handled", []),
    "turns of the loop": ("turns", 1),
}

if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    loop.call_soon(print, "a callback")
    loop.call_soon(loop.call_soon, print, "a callback made by a callback")
    loop.call_later(0.01, print, "a timer")
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.close()
    print("closed")
    try:
        loop.call_soon(print, "too late")
    except RuntimeError as error:
        print(error)
