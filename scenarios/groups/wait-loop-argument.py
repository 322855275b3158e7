"""wait() takes no loop: it uses the loop it runs in.

The quoted source is that of 3.8, where loop= was deprecated and had no use. 3.10 removed it
(bpo-42392) from wait(), wait_for(), gather(), sleep(), the locks and the queues. Since then it
is an unexpected keyword argument like any other.
"""
import asyncio

ARTICLE = ("outdated",
           "async def wait(fs, *, loop=None, timeout=None, return_when=ALL_COMPLETED)")
FACTS = {
    "what comes of it": ("printed", {
        "<3.10": ["done: 1"],
        ">=3.10": ["TypeError: wait() got an unexpected keyword argument 'loop'"]}),
    "warnings": ("len(warnings)", {"<3.10": 1, ">=3.10": 0}),
}


async def main():
    task = asyncio.create_task(asyncio.sleep(0.01))
    try:
        done, _ = await asyncio.wait([task], loop=asyncio.get_running_loop())
        print("done:", len(done))
    except TypeError as error:
        print("TypeError:", error)
        await task


if __name__ == "__main__":
    asyncio.run(main())
