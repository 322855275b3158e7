"""Debug mode keeps where each coroutine and task was made.

A forgotten coroutine then says "Coroutine created at" with the lines that led to it, and a lost
error says "Object created at". It costs a traceback for each coroutine and each callback, so a
program may run several times slower. PYTHONASYNCIODEBUG=1 or -X dev turns it on.
"""
import asyncio
import sys

FACTS = {
    "not in debug mode": ("printed[0]", "depth 0"),
    "in debug mode": ("printed[1]", "depth 10"),
    "the warning says where": ('["created at" in text for text in warnings]', [False, True]),
    "warnings": ("len(warnings)", 2),
}


async def fetch():
    pass


async def main():
    print("depth", sys.get_coroutine_origin_tracking_depth())
    fetch()


if __name__ == "__main__":
    import warnings
    warnings.simplefilter("always")
    asyncio.run(main(), debug=False)
    asyncio.run(main(), debug=True)
