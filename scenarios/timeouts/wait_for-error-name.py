"""The TimeoutError of wait_for is the builtin one.

That is so since 3.11 (bpo-42413), where asyncio.TimeoutError became another name of it. Up to
3.10 it was a class of asyncio alone, and "except TimeoutError" did not catch it. Code for all
versions says "except asyncio.TimeoutError". Since 3.11 a timeout is an OSError as well, so an
"except OSError" that was meant for the network swallows it.
"""
import asyncio

ARTICLE = ("outdated", "raise exceptions.TimeoutError()")
FACTS = {
    "main": ('task("main").outcome', {"<3.11": "raised", ">=3.11": "returned"}),
    "wait_for raises": ('coro("wait_for").error',
                        {"<3.11": "asyncio.TimeoutError", ">=3.11": "TimeoutError"}),
    "caught as": ("printed", {"<3.11": [], ">=3.11": ["an OSError"]}),
    "the error's text": ('coro("wait_for").message', ""),
}
SEVERITY = {"3.11": "differs"}


async def main():
    try:
        await asyncio.wait_for(asyncio.sleep(1), 0.1)
    except OSError as error:        # TimeoutError is a kind of OSError
        if isinstance(error, TimeoutError):
            print("an OSError")


if __name__ == "__main__":
    asyncio.run(main())
