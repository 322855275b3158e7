"""Of two nested timeouts only the one that expires first raises TimeoutError.

When the inner deadline comes first, fetch() sees TimeoutError and can fall back on the cache.
When the outer one comes first, fetch() sees a CancelledError instead: its fallback does not run,
because the inner deadline has not passed. TimeoutError is raised one level further out.
"""
import asyncio

FACTS = {
    "0.1 s inside 0.3 s": ('coro("fetch").outcome', "returned"),
    "it ends at": ('coro("fetch").end', 100),
    "0.3 s inside 0.1 s": ('coro("fetch", 2).outcome', "cancelled"),
    "that one ends at": ('coro("fetch", 2).end', 200),
    "printed": ("printed", ["cached", "timeout in main"]),
}


async def fetch(timeout):
    try:
        await asyncio.wait_for(asyncio.sleep(1), timeout)
    except asyncio.TimeoutError:
        return "cached"


async def main():
    print(await asyncio.wait_for(fetch(0.1), 0.3))
    try:
        print(await asyncio.wait_for(fetch(0.3), 0.1))
    except asyncio.TimeoutError:
        print("timeout in main")


if __name__ == "__main__":
    asyncio.run(main())
