"""asyncio.run() does not run a plain generator.

The coroutines of before 3.5 were generators. Up to 3.11 run() took any generator for one, even
without a decorator. 3.12 refuses them all (gh-102748). Since 3.14 (gh-120284) run() takes every
awaitable, and a generator marked with types.coroutine is one. @asyncio.coroutine warned up to
3.10 and is gone since 3.11 (bpo-43216).
"""
import asyncio
import types

FACTS = {
    "a plain generator": ("printed[0]", {
        "<3.12": "plain: ran", ">=3.12,<3.14": "plain: ValueError", ">=3.14": "plain: TypeError"}),
    "with types.coroutine": ("printed[1]", {
        "<3.12": "types.coroutine: ran", ">=3.12,<3.14": "types.coroutine: ValueError",
        ">=3.14": "types.coroutine: ran"}),
    "with asyncio.coroutine": ("printed[2]", {
        "<3.11": "asyncio.coroutine: ran", ">=3.11": "asyncio.coroutine: gone"}),
    "warnings": ("len(warnings)", {"<3.11": 1, ">=3.11": 0}),
}
SEVERITY = {"3.11": "breaks", "3.14": "differs"}


def plain():
    yield
    return "ran"


def say(name, generator):
    try:
        print(f"{name}:", asyncio.run(generator))
    except (TypeError, ValueError) as error:
        print(f"{name}:", type(error).__name__)


if __name__ == "__main__":
    say("plain", plain())
    say("types.coroutine", types.coroutine(plain)())
    if hasattr(asyncio, "coroutine"):
        say("asyncio.coroutine", asyncio.coroutine(plain)())
    else:
        print("asyncio.coroutine: gone")
