"""gather() takes no loop, and its tasks belong to the loop that runs.

The quoted signature is that of 3.8 and 3.9, where loop= is deprecated. With tasks to gather, 3.8
takes it without a word and 3.9 warns (bpo-44815). 3.10 removed it (bpo-42392), and since then it is an
unexpected keyword argument.
"""
import asyncio

ARTICLE = ("outdated", "def gather(*coros_or_futures, loop=None, return_exceptions=False):")
FACTS = {
    "what comes of it": ("printed", {
        "<3.10": ["gathered [None]"],
        ">=3.10": ["TypeError: gather() got an unexpected keyword argument 'loop'"]}),
    "warnings": ("warnings", {
        "<3.9": [],
        ">=3.9,<3.10": ["DeprecationWarning: The loop argument is deprecated since Python 3.8, "
                        "and scheduled for removal in Python 3.10."],
        ">=3.10": []}),
    "how the task ends": ('task("sleep").outcome', "returned"),
}


async def main():
    task = asyncio.create_task(asyncio.sleep(0.01))
    try:
        print("gathered", await asyncio.gather(task, loop=asyncio.get_running_loop()))
    except TypeError as error:
        print("TypeError:", error)
        await task


if __name__ == "__main__":
    asyncio.run(main())
