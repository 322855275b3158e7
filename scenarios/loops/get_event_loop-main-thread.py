"""get_event_loop() in the main thread: silent, warning, error.

In the main thread it made one silently up to 3.11, makes one with a DeprecationWarning
in 3.12 and 3.13 (gh-100160), and raises RuntimeError since 3.14 (gh-126353).
3.10.0 to 3.10.9, 3.11.0 and 3.11.1 warned already; the next releases took that back.
Write asyncio.run(main()), or make the loop with new_event_loop().
"""
import asyncio

ARTICLE = (
    "outdated",
    "In the main thread, if no loop has ever been set, it automatically creates one.",
)
FACTS = {
    "the program": ("outcome", {"<3.14": "returned", ">=3.14": "raised RuntimeError"}),
    "it says": ("message", {">=3.14": "There is no current event loop in thread 'MainThread'."}),
    "warned": (
        "warnings",
        {
            "<3.10": [],
            ">=3.10.10,<3.11": [],
            ">=3.11.2,<3.12": [],
            ">=3.12,<3.14": ["DeprecationWarning: There is no current event loop"],
            ">=3.14": [],
        },
    ),
    "loops made": ("len(loops)", {"<3.14": 1, ">=3.14": 0}),
    "tasks run": ("len(tasks)", {"<3.14": 1, ">=3.14": 0}),
}


async def main():
    await asyncio.sleep(0.01)


if __name__ == "__main__":
    loop = asyncio.get_event_loop()
    loop.run_until_complete(main())
    loop.close()
