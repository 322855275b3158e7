"""A lock needs "async with"; the error for a plain "with" varies by version.

"with lock" was a way to write it once. Now it fails before the block: a RuntimeError that names the
cure (3.8), an AttributeError (3.9 and 3.10, bpo-34793), a TypeError (3.11, bpo-12022) with a hint
(3.14, gh-128398). "with await lock" still worked in 3.8, with a warning.
"""
import asyncio

FACTS = {
    "with lock": ("printed[0]", {
        "<3.9": "RuntimeError", ">=3.9,<3.11": "AttributeError", ">=3.11": "TypeError"}),
    "it names the cure": ("printed[1]", {
        "<3.9": "hint: False", ">=3.9,<3.14": "hint: False", ">=3.14": "hint: True"}),
    "with await lock": ("printed[2]", {"<3.9": "accepted", ">=3.9": "TypeError"}),
    "warnings": ("len(warnings)", {"<3.9": 1, ">=3.9": 0}),
}
SEVERITY = {"3.11": "differs"}


async def main():
    lock = asyncio.Lock()
    try:
        with lock:
            pass
    except (RuntimeError, AttributeError, TypeError) as error:
        print(type(error).__name__)
        print("hint:", "async with" in str(error))
    try:
        with await lock:
            print("accepted")
    except TypeError as error:
        print(type(error).__name__)


if __name__ == "__main__":
    asyncio.run(main())
