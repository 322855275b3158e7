"""wait_for takes no loop argument any more.

The article quotes wait_for(fut, timeout, *, loop=None). The argument gave a DeprecationWarning
in 3.8 and 3.9 (bpo-34790) and is gone since 3.10 (bpo-42392): passing it is a TypeError when
wait_for() is called, before anything is awaited. The running loop is used on every version.
"""
import asyncio

ARTICLE = ("outdated", "async def wait_for(fut, timeout, *, loop=None):")
FACTS = {
    "the program": ("outcome", {"<3.10": "returned", ">=3.10": "raised TypeError"}),
    "the error": ("message", {"<3.10": None,
                              ">=3.10": "wait_for() got an unexpected keyword argument 'loop'"}),
    "warnings": ("len(warnings)", {"<3.10": 1, ">=3.10": 0}),
    "printed": ("printed", {"<3.10": ["data"], ">=3.10": []}),
}


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.set_result("data")
    print(await asyncio.wait_for(future, 1, loop=loop))


if __name__ == "__main__":
    asyncio.run(main())
