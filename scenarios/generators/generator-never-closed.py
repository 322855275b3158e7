"""loop.close() leaves half-iterated async generators open.

loop.close() cleans up no generator. Its finally block does not run, not even when the generator
is freed, because the loop that would have to run it is closed. asyncio.run() awaits
loop.shutdown_asyncgens() first; who manages a loop by hand has to do the same.
"""
import asyncio

ARTICLE = ("incomplete",
           "Always call loop.close() when finished to prevent resource leaks.")
FACTS = {
    "with close() alone": ("printed[0]", "got 0, then: closed"),
    "with shutdown_asyncgens() first": ("printed[1]", "got 0, then: finally closed"),
    "what Python says about it": ("warnings + logged + handled + printed_errors", []),
    "loops": ("len(loops)", 2),
}


async def numbers(events):
    try:
        yield 0
        yield 1
    finally:
        events.append("finally")


async def first(generator):
    return await generator.__anext__()


def use(shut_down):
    events = []
    loop = asyncio.new_event_loop()
    generator = numbers(events)
    number = loop.run_until_complete(first(generator))
    if shut_down:
        loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
    del generator
    print(f"got {number}, then:", *events, "closed")


if __name__ == "__main__":
    use(shut_down=False)
    use(shut_down=True)
