"""wait() of nothing raises ValueError; gather() returns [].

An empty collection is refused at once, so code that waits for "whatever is left" must test for
nothing left. The words of the quoted source are those up to 3.10. Since 3.11 coroutines are no
longer allowed (bpo-34790), and the message speaks of tasks.
"""
import asyncio

ARTICLE = ("outdated", "raise ValueError('Set of coroutines/Futures is empty.')")
FACTS = {
    "wait raises": ('coro("wait").error', "ValueError"),
    "its words": ("printed[0]", {"<3.11": "Set of coroutines/Futures is empty.",
                                 ">=3.11": "Set of Tasks/Futures is empty."}),
    "at once (ms)": ('coro("wait").end', 0),
    "gather returns": ("printed[1]", "[]"),
}


async def main():
    try:
        await asyncio.wait([], timeout=1)
    except ValueError as error:
        print(error)
    print(await asyncio.gather())


if __name__ == "__main__":
    asyncio.run(main())
