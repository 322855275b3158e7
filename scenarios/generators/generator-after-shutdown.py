"""A generator begun after shutdown_asyncgens() works, with a hidden warning.

shutdown_asyncgens() closes the generators that the loop knows, once (PEP 525). The loop remembers
that it has been called, and warns of each one that begins later, because nobody will close it.
A ResourceWarning is not shown unless you ask for it, as simplefilter() does here.
"""
import asyncio
import warnings

FACTS = {
    "both work": ("printed", ["before: got 0", "after: got 0"]),
    "warnings": ("len(warnings)", 1),
    "in these words": ('"was scheduled after loop.shutdown_asyncgens() call" in warnings[0]', True),
    "loops": ("len(loops)", 1),
}


async def numbers():
    for number in range(3):
        yield number


async def first(generator):
    return await generator.__anext__()


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    warnings.simplefilter("always")
    before, after = numbers(), numbers()
    print("before: got", loop.run_until_complete(first(before)))
    loop.run_until_complete(loop.shutdown_asyncgens())
    print("after: got", loop.run_until_complete(first(after)))
    loop.run_until_complete(after.aclose())
    loop.close()
