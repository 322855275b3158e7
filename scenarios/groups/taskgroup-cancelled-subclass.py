"""A subclass of CancelledError counts as a cancel.

Libraries derive from CancelledError to say who cancelled. On 3.11 and 3.12 a TaskGroup compared
the class itself: such an error in the block came out in a BaseExceptionGroup, and timeout() did
not turn it into TimeoutError. Since 3.13 (gh-113848) subclasses are treated alike.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "out of a TaskGroup": ("printed[0]", {"<3.13": "group: BaseExceptionGroup",
                                          ">=3.13": "group: Shutdown"}),
    "out of timeout()": ("printed[1]", {"<3.13": "timeout: Shutdown",
                                        ">=3.13": "timeout: TimeoutError"}),
    "the child": ('task("child").outcome', "cancelled"),
    "main ends at (ms)": ('task("main").end', 20),
}


class Shutdown(asyncio.CancelledError):
    pass


async def child():
    await asyncio.sleep(1)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child())
            await asyncio.sleep(0.01)
            raise Shutdown
    except BaseException as error:
        print("group:", type(error).__name__)
    try:
        async with asyncio.timeout(0.01):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                raise Shutdown from None
    except BaseException as error:
        print("timeout:", type(error).__name__)


if __name__ == "__main__":
    asyncio.run(main())
