# clock both
import asyncio


async def rows(events):
    try:
        for number in range(3):
            yield number
    finally:
        events.append("closed")


async def first(source):
    return await source.__anext__()


def main(events):
    loop = asyncio.new_event_loop()
    source = rows(events)
    print(loop.run_until_complete(first(source)))
    loop.run_until_complete(source.aclose())
    loop.close()
    del source


main([])
