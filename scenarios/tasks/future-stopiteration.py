"""A future does not take StopIteration, the exception that ends an iterator.

Raised at an await it would look like a return. Up to 3.12 set_exception(StopIteration()) is a
TypeError; since 3.13 (gh-112182) it is stored as a RuntimeError with the StopIteration as its
cause. A subclass slipped through before, and the await returned its value or failed
in other words.
"""
import asyncio

FACTS = {
    "StopIteration": ("printed[0]", {
        "<3.13": "TypeError", ">=3.13": "RuntimeError, cause: StopIteration"}),
    "a subclass, awaited": ("printed[1]", {
        "<3.10": "returned 42", ">=3.12,<3.13": "returned 42",
        ">=3.13": "RuntimeError, cause: End"}),
    "raised in a coroutine": ('task("stops").message', "coroutine raised StopIteration"),
}


class End(StopIteration):
    pass


async def result_of(error):
    future = asyncio.get_running_loop().create_future()
    future.set_exception(error)
    return await future


async def stops():
    raise StopIteration(42)


async def main():
    await asyncio.wait([asyncio.create_task(stops())])
    for error in (StopIteration(42), End(42)):
        try:
            print("returned", await asyncio.create_task(result_of(error)))
        except RuntimeError as raised:
            print("RuntimeError, cause:", type(raised.__cause__).__name__)
        except TypeError as raised:
            print(type(raised).__name__)


if __name__ == "__main__":
    asyncio.run(main())
