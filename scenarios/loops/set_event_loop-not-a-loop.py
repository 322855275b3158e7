"""set_event_loop() refuses at once what is not a loop.

Here the call after new_event_loop was forgotten, so the function itself is set.
Up to 3.10 the check was an assert: an AssertionError without a message,
and no check at all under "python -O". Since 3.11 it is a TypeError (bpo-23819).
"""
import asyncio

ARTICLE = ("outdated", "assert loop is None or isinstance(loop, AbstractEventLoop)")
FACTS = {
    "the program ends with": (
        "outcome",
        {"<3.11": "raised AssertionError", ">=3.11": "raised TypeError"},
    ),
    "it says": (
        "message",
        {
            "<3.11": "",
            ">=3.11": "loop must be an instance of AbstractEventLoop or None, not 'function'",
        },
    ),
    "loops made": ("len(loops)", 0),
}
SEVERITY = {"3.11": "differs"}

if __name__ == "__main__":
    asyncio.set_event_loop(asyncio.new_event_loop)
