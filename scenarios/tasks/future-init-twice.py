"""Calling __init__() of a future again does not reset it any more.

Up to 3.14 a second Future.__init__() made a finished future pending again and dropped its result
and its waiters, which a subclass with two paths to super().__init__() could do by accident. Since
3.15 (gh-142615) it is a RuntimeError.
"""
import asyncio

FACTS = {
    "it says of itself": ("printed[0]", "<Future finished result='page'>"),
    "after __init__()": ("printed[1]", {"<3.15": "done: False", ">=3.15": "RuntimeError"}),
    "awaited in the end": ("printed[2:]", {"<3.15": ["another page"], ">=3.15": ["page"]}),
    "main": ('task("main").outcome', "returned"),
}


async def main():
    loop = asyncio.get_running_loop()
    future = asyncio.Future(loop=loop)
    future.set_result("page")
    print(future)
    try:
        future.__init__(loop=loop)
        print("done:", future.done())
        loop.call_soon(future.set_result, "another page")
    except RuntimeError as error:
        print(type(error).__name__)
    print(await future)


if __name__ == "__main__":
    asyncio.run(main())
