"""A generator that yields inside a TaskGroup cannot be closed cleanly.

aclose() raises GeneratorExit at the yield, inside the block. Up to 3.14 the group wraps it like any
error, and BaseExceptionGroup comes out of aclose(). Since 3.15 (gh-135736) a lone GeneratorExit
passes bare. Even so, do not yield inside a TaskGroup or timeout(): it cancels whoever happens to
be there.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "aclose()": ("printed", {"<3.15": ["row 0", "aclose: BaseExceptionGroup"],
                             ">=3.15": ["row 0", "aclose: returned"]}),
    "the task in the group": ('task("ticker").outcome', "cancelled"),
    "cancelled by": ('task("ticker").cancelled_by', ["TaskGroup._abort"]),
    "main": ('task("main").outcome', "returned"),
}
SEVERITY = {"3.15": "fixed"}


async def ticker():
    await asyncio.sleep(1)


async def rows():
    async with asyncio.TaskGroup() as group:
        group.create_task(ticker())
        await asyncio.sleep(0.01)
        yield "row 0"


async def main():
    generator = rows()
    print(await generator.__anext__())
    try:
        await generator.aclose()
        print("aclose: returned")
    except BaseException as error:
        print("aclose:", type(error).__name__)


if __name__ == "__main__":
    asyncio.run(main())
