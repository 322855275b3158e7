"""loop.close() drops queued callbacks and timers without a word.

Nothing is run, nothing is warned about, and nothing of it can be recovered.
close() only frees the loop's resources; to finish the work first is the caller's part.
The error comes later, and only to whoever schedules something on the closed loop.
"""
import asyncio

ARTICLE = ("incomplete", "Always call loop.close() when finished to prevent resource leaks.")
FACTS = {
    "what ran": ("printed", ["first", "closed", "Event loop is closed"]),
    "warnings": ("warnings", []),
    "told to the loop's handler": ("handled", []),
    "turns of the loop": ("turns", 1),
    "timers left": ("timers_left", 1),
}


def first():
    print("first")
    loop.call_soon(second)
    loop.call_later(0.01, timer)
    loop.stop()


def second():
    print("second")


def timer():
    print("timer")


loop = asyncio.new_event_loop()
loop.call_soon(first)
loop.run_forever()
loop.close()
print("closed")
try:
    loop.call_soon(second)
except RuntimeError as error:
    print(error)
