"""Locks, events and queues take no loop argument.

Up to 3.9 each could be given a loop (deprecated since 3.8, bpo-36373), and took the current one
otherwise. 3.10 (bpo-42392) removed the argument and says so in words of its own; since 3.11
(bpo-46796) it is an unexpected keyword. A Future, and ensure_future(), keep theirs.
"""
import asyncio

FACTS = {
    "Lock(loop=...)": ("printed[0]", {
        "<3.10": "accepted",
        ">=3.10,<3.11": "As of 3.10, the *loop* parameter was removed from Lock() since it is no "
                        "longer necessary",
        ">=3.11": "Lock.__init__() got an unexpected keyword argument 'loop'"}),
    "warnings": ("len(warnings)", {"<3.10": 1, ">=3.10": 0}),
    "a Future": ("printed[1]", "a future takes it"),
    "loops": ("len(loops)", 1),
}
SEVERITY = {"3.10": "breaks"}


async def main():
    loop = asyncio.get_running_loop()
    try:
        asyncio.Lock(loop=loop)
        print("accepted")
    except TypeError as error:
        print(error)
    asyncio.Future(loop=loop)
    print("a future takes it")


if __name__ == "__main__":
    asyncio.run(main())
