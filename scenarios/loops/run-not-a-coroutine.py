"""asyncio.run() refuses None, the result of a main() that is not async.

The "async" before "def main" was forgotten, so main() ran as a plain function and gave None.
Up to 3.10 the argument is looked at first; since 3.11 (bpo-47062) a loop is made before that,
and closed again.
The error was a ValueError up to 3.13; since 3.14 it is a TypeError, because run() takes
any awaitable there (gh-120284). Code that catches one of them must be changed.
"""
import asyncio

ARTICLE = ("outdated", "raise ValueError(\"a coroutine was expected, got {!r}\".format(main))")
FACTS = {
    "the program ends with": (
        "outcome",
        {"<3.14": "raised ValueError", ">=3.14": "raised TypeError"},
    ),
    "it says": (
        "message",
        {
            "<3.14": "a coroutine was expected, got None",
            ">=3.14": "An asyncio.Future, a coroutine or an awaitable is required",
        },
    ),
    "main() ran before that": ("printed", ["main ran, as a plain function"]),
    "loops made": ("len(loops)", {"<3.11": 0, ">=3.11": 1}),
}


def main():
    print("main ran, as a plain function")


if __name__ == "__main__":
    asyncio.run(main())
